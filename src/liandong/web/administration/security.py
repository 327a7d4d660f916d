"""安全管理: accounts that are locked out, second factors, and the keys of the API."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.directory.keys import revoke_key
from liandong.directory.models import ApiKey, Unit, User
from liandong.web import saying
from liandong.web.administration.gate import administrator, note, only
from liandong.web.administration.paging import page
from liandong.web.administration.shown import FactorRow, LockedRow
from liandong.web.api_keys import key_rows

MOST = 100
SECURITY = User.AdminRole.SECURITY


@only(SECURITY)
def security(request: HttpRequest) -> HttpResponse:
    """The page: what is locked, and by search whose second factor and which key to take back."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    factors, keys = page(request, "factors", _factors(words)), page(request, "keys", _keys(words))
    given = {
        "locked": _locked(request),
        "factors": tuple(map(_factor_row, factors.rows)),
        "factor_turns": factors.turns,
        "keys": key_rows(keys.rows),
        "key_turns": keys.turns,
        "words": words,
    }
    return render(request, "web/administration/security.html", given)


@only(SECURITY)
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Forget the failures of an account, so that it can sign in again."""
    username = request.POST.get("username", "").replace("\0", "")
    if AccessAttempt.objects.filter(username=username).delete()[0]:
        note(request, f"解除账号 {username} 的锁定")
        messages.success(request, _("已解除锁定：%(username)s。") % {"username": username})
    return redirect("administration_security")


@only(SECURITY)
@require_POST
def reset_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Take away a lost second factor with its recovery codes; nobody takes away his own."""
    user = User.objects.filter(pk=user_id).exclude(pk=administrator(request).pk).first()
    if user is None:
        raise Http404
    if Authenticator.objects.filter(user=user).delete()[0]:
        note(request, f"重置用户 {user.username} 的两步验证")
        messages.success(request, _("已重置两步验证：%(username)s。") % {"username": user.username})
    return redirect("administration_security")


@only(SECURITY)
@require_POST
def revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Take a key back at once, whosever it is."""
    if revoke_key(key, timezone.now()):
        note(request, f"撤销接口密钥 {key}")
        messages.success(request, _("密钥已撤销，立即失效。"))
    return redirect("administration_security")


def _locked(request: HttpRequest) -> tuple[LockedRow, ...]:
    wait = get_cool_off(request)
    rows = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    if wait:
        rows = rows.filter(attempt_time__gt=timezone.now() - wait)
    return tuple(
        LockedRow(username=row.username or "", address=row.ip_address or "", since=saying.moment(row.attempt_time))
        for row in rows.order_by("-attempt_time")[:MOST]
    )


def _factors(words: str) -> QuerySet[Authenticator]:
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user")
    for word in words.split()[:5]:
        rows = rows.filter(Q(user__username__icontains=word) | Q(user__name__icontains=word))
    ordered: QuerySet[Authenticator] = rows.order_by("user__username")
    return ordered


def _factor_row(row: Authenticator) -> FactorRow:
    return FactorRow(
        user=row.user_id, username=row.user.username, name=row.user.name, since=saying.moment(row.created_at)
    )


def _keys(words: str) -> QuerySet[ApiKey]:
    keys = ApiKey.objects.filter(revoked_at=None)
    for word in words.split()[:5]:
        units = Unit.objects.filter(Q(name__icontains=word) | Q(name_en__icontains=word)).values("pk")
        keys = keys.filter(
            Q(id__icontains=word) | Q(unit__icontains=word) | Q(name__icontains=word) | Q(unit__in=units)
        )
    return keys.order_by("-made_at", "pk")
