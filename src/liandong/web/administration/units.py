"""系统管理: the units of the province and who holds posts in them. Units are made by rule from law/regions/, not here."""

from __future__ import annotations

from collections import Counter

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.directory.models import Post, Unit, User
from liandong.procedures.grammar import PostKind
from liandong.web import saying
from liandong.web.administration.gate import only
from liandong.web.administration.paging import page
from liandong.web.administration.shown import HolderRow, UnitRow
from liandong.web.shown import Choice

SYSTEM = User.AdminRole.SYSTEM


@only(SYSTEM)
def units(request: HttpRequest) -> HttpResponse:
    """Units by name, place and kind, and those in which nobody holds a post that somebody should."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    lacking = request.GET.get("lacking", "")
    found = page(request, "page", _found(words, lacking).order_by("pk"))
    given = {
        "units": tuple(map(_row, found.rows)),
        "turns": found.turns,
        "words": words,
        "lacking": tuple(
            Choice(value=value, words=said, chosen=value == lacking)
            for value, said in (
                ("", _("全部")),
                ("any", _("没有任何岗位")),
                *((kind.value, _("没有%(post)s") % {"post": _(kind.value)}) for kind in _NEEDED),
            )
        ),
        "filtered": bool(words or lacking),
    }
    return render(request, "web/administration/units.html", given)


@only(SYSTEM)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: what it is, and who holds which post since when."""
    found = Unit.objects.select_related("parent", "division").filter(pk=code).first()
    if found is None:
        raise Http404
    posts = found.posts.filter(_running()).select_related("user").order_by("kind", "user__username")
    holders = tuple(
        HolderRow(
            username=post.user.username,
            name=post.user.name,
            kind=_(post.kind),
            since=post.since.isoformat(),
            active=post.user.is_active,
            href=reverse("administration_person", args=[post.user_id]),
        )
        for post in posts
    )
    given = {"unit": _row(found, list(posts)), "code": found.pk, "active": found.active, "holders": holders}
    return render(request, "web/administration/unit.html", given)


_NEEDED = (PostKind.REGISTRY, PostKind.HANDLER, PostKind.HEAD)  # without them nothing is signed for, done or approved


def _found(words: str, lacking: str) -> QuerySet[Unit]:
    units = Unit.objects.select_related("parent").prefetch_related(Prefetch("posts", Post.objects.filter(_running())))
    for word in words.split()[:5]:
        units = units.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(code__startswith=word.upper()))
    if lacking:
        posts = Post.objects.filter(_running(), unit=OuterRef("pk"), user__is_active=True)
        units = units.filter(~Exists(posts if lacking == "any" else posts.filter(kind=lacking)), active=True)
    return units


def _row(unit: Unit, posts: list[Post] | None = None) -> UnitRow:
    counted = Counter(post.kind for post in (unit.posts.all() if posts is None else posts))
    name = "name_en" if saying.english() else "name"
    return UnitRow(
        code=unit.pk,
        name=getattr(unit, name),
        above=getattr(unit.parent, name) if unit.parent else "",
        posts=" · ".join(f"{_(kind)} {counted[kind]}" for kind in PostKind if counted[kind]),
        active=unit.active,
        href=reverse("administration_unit", args=[unit.pk]),
    )


def _running() -> Q:
    return Q(since__lte=timezone.localdate()) & (Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
