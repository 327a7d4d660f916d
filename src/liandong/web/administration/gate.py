"""Who may enter which room of administration, and the record of what he does there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.directory.models import Administered, User

type View = Callable[..., HttpResponse]


def only(role: User.AdminRole) -> Callable[[View], View]:
    """Let this administrator in and nobody else, the two others included. Errors: PermissionDenied."""

    def guarded(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if administrator(request).admin_role != role:
                raise PermissionDenied(_("这一页只对%(role)s开放。") % {"role": _(role.label)})
            return view(request, *args, **kwargs)

        return entered

    return guarded


def administrator(request: HttpRequest) -> User:
    """Who asks; LoginRequiredMiddleware has seen to it that somebody is signed in."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def note(request: HttpRequest, what: str) -> None:
    """Put on the record what the administrator has just done; in Chinese, like all records."""
    Administered.objects.create(by=administrator(request), what=what[:200], at=timezone.now())
