"""接口密钥: a unit's head gives the unit's own systems keys of the API, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liandong.directory.keys import issue_key, revoke_key
from liandong.directory.models import ApiKey, Scope
from liandong.procedures.grammar import PostKind
from liandong.web import saying
from liandong.web.acting import Acting, acting
from liandong.web.shown import Choice

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key in a list, without anything that could open with it."""

    id: str
    unit: str
    name: str
    scopes: str
    posts: str
    made: str
    revoked: str = ""


def key_rows(keys: Iterable[ApiKey]) -> tuple[KeyRow, ...]:
    """Keys as the unit's page and the security administrator's list them."""
    keys = tuple(keys)
    names = saying.names(key.unit for key in keys)
    return tuple(
        KeyRow(
            id=key.pk,
            unit=names[key.unit],
            name=key.name,
            scopes=saying.listed(_scope_name(scope) for scope in key.scopes),
            posts=saying.listed(_(post) for post in key.posts),
            made=saying.moment(key.made_at),
            revoked=saying.moment(key.revoked_at),
        )
        for key in keys
    )


@never_cache
def api_keys(request: HttpRequest) -> HttpResponse:
    """The unit's keys, and a form for a new one, which is shown in the answer and never again."""
    who = _head(request)
    if request.method != "POST":
        return _page(request, who)
    name = request.POST.get("name", "").replace("\0", "").strip()[:100]
    scopes = [scope for scope in request.POST.getlist("scopes") if scope in set(Scope.values)]
    posts = [post for post in request.POST.getlist("posts") if post in set(PostKind)]
    if not (name and scopes and posts):
        messages.error(request, _("请写明用途，并至少选择一项权限和一个岗位。"))
        return _page(request, who, name=name, scopes=scopes, posts=posts, status=422)
    _key, whole = issue_key(who.unit, name, scopes, posts, who.user, timezone.now())
    return _page(request, who, whole=whole)


@require_POST
def revoke_api_key(request: HttpRequest, key: str) -> HttpResponse:
    """Take one of the unit's keys back at once."""
    if revoke_key(key, timezone.now(), _head(request).unit):
        messages.success(request, _("密钥已撤销，立即失效。"))
    return redirect("api_keys")


def _scope_name(scope: str) -> str:
    return _("读取事项") if scope == Scope.READ else _("办理事项")


def _head(request: HttpRequest) -> Acting:
    who = acting(request)
    if PostKind.HEAD not in who.posts:
        raise PermissionDenied(_("接口密钥由本单位负责人管理。"))
    return who


def _page(
    request: HttpRequest,
    who: Acting,
    *,
    whole: str = "",
    name: str = "",
    scopes: Iterable[str] = (Scope.READ,),
    posts: Iterable[str] = (PostKind.HANDLER,),
    status: int = 200,
) -> HttpResponse:
    given = {
        "keys": key_rows(ApiKey.objects.filter(unit=who.unit).order_by("-made_at")[:MOST]),
        "whole": whole,
        "name": name,
        "scopes": tuple(Choice(value=item, words=_scope_name(item), chosen=item in scopes) for item in Scope),
        "posts": tuple(Choice(value=item, words=_(item), chosen=item in posts) for item in PostKind),
    }
    return render(request, "web/api_keys.html", given, status=status)
