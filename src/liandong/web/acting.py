"""As which unit and in which posts a request acts, and the one transaction that it runs in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.directory.models import User
from liandong.directory.posts import HeldPost, posts_of
from liandong.directory.signin import ROOMS
from liandong.matters import door
from liandong.procedures.decision import Party
from liandong.procedures.grammar import PostKind
from liandong.web import saying
from liandong.web.shown import Choice, Link

CHOSEN = "acting_unit"  # session key: the unit chosen in the page's head


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who asks: an official in his posts of one unit. Without a post in any unit there is no Acting."""

    user: int
    username: str
    name: str
    unit: str
    unit_name: str
    posts: frozenset[PostKind]
    held: tuple[HeldPost, ...]  # every post he holds, in any unit

    @property
    def party(self) -> Party:
        """He as the decision knows him."""
        return Party(unit=self.unit, posts=self.posts, actor=self.username)


class ActingMiddleware:
    """Runs every request in one transaction that may see the ledgers of the acting unit and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            acting = acting_of(request, timezone.localdate())
            request.acting = acting  # type: ignore[attr-defined]
            request.shell = _head(request, acting)  # type: ignore[attr-defined]
            if acting:
                door.stand_for([acting.unit], user=acting.user)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


def acting_of(request: HttpRequest, today: dt.date) -> Acting | None:
    """The acting unit of a signed-in user: the one he chose, else the first in which he holds a post."""
    user = request.user
    if not isinstance(user, User) or user.admin_role:
        return None
    held = posts_of(user, today)
    if not held:
        return None
    chosen = request.session.get(CHOSEN)
    unit = next((post for post in held if post.unit == chosen), held[0])
    return Acting(
        user=user.pk,
        username=user.username,
        name=user.name,
        unit=unit.unit,
        unit_name=unit.unit_name,
        posts=frozenset(post.kind for post in held if post.unit == unit.unit),
        held=held,
    )


def acting(request: HttpRequest) -> Acting:
    """Who acts in this request. Errors: PermissionDenied for one without a post, an administrator among them."""
    found: Acting | None = getattr(request, "acting", None)
    if found is None:
        if isinstance(request.user, User) and request.user.admin_role:
            raise PermissionDenied(_("管理员不查看、不办理任何事项。"))
        raise PermissionDenied(_("您没有任何单位的岗位，不能查看或办理事项。岗位由系统管理员任命。"))
    return found


@require_POST
def choose_unit(request: HttpRequest) -> HttpResponse:
    """Act as another of one's units from now on."""
    held = {post.unit for post in acting(request).held}
    if (unit := request.POST.get("unit", "")) in held:
        request.session[CHOSEN] = unit
    return HttpResponseRedirect(reverse("worklist"))


def _head(request: HttpRequest, acting: Acting | None) -> dict[str, object]:
    """What the page's head says of the person."""
    if acting is None:
        user = request.user
        if not isinstance(user, User):
            return {}
        room = _own_room(request, user)
        home = room[0] if room else Link(words=_("使用说明"), href=reverse("help"))
        words = _("去“%(room)s”") % {"room": home.words}
        return {"person": user.name, "administration": room, "home_href": home.href, "home_words": words}
    english = (get_language() or "").startswith("en")
    units: dict[str, list[HeldPost]] = {}
    for post in acting.held:
        units.setdefault(post.unit, []).append(post)
    return {
        "person": acting.name,
        "posts": tuple(
            Choice(value=code, words=_posts_said(posts, english), chosen=code == acting.unit)
            for code, posts in units.items()
        ),
        "administration": (_room(request, "api_keys", _("接口密钥")),) if PostKind.HEAD in acting.posts else (),
    }


def _own_room(request: HttpRequest, user: User) -> tuple[Link, ...]:
    words = {
        User.AdminRole.SYSTEM: _("用户和岗位"),
        User.AdminRole.SECURITY: _("账号安全"),
        User.AdminRole.AUDIT: _("审计"),
    }
    role = User.AdminRole(user.admin_role)
    if not role:
        return ()
    units = (_room(request, "administration_units", _("单位名录")),) if role == User.AdminRole.SYSTEM else ()
    return (_room(request, ROOMS[role], words[role]), *units)


def _room(request: HttpRequest, name: str, words: str) -> Link:
    href = reverse(name)
    return Link(words=words, href=href, current=request.path.startswith(href))


def _posts_said(posts: list[HeldPost], english: bool) -> str:
    kinds = saying.listed(_(post.kind) for post in posts)
    return f"{posts[0].unit_name_en} ({kinds})" if english else f"{posts[0].unit_name}（{kinds}）"
