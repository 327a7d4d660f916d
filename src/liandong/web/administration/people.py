"""系统管理: users and the posts they hold in units. Administrators are not among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liandong.directory.models import Post, Unit, User
from liandong.directory.passwords import give_first_password
from liandong.procedures.grammar import PostKind
from liandong.web import saying
from liandong.web.administration.gate import note, only
from liandong.web.administration.paging import page
from liandong.web.administration.shown import PersonRow, PostRow
from liandong.web.shown import Choice

SYSTEM = User.AdminRole.SYSTEM


@only(SYSTEM)
def people(request: HttpRequest) -> HttpResponse:
    """Users by name, and a form for a new one."""
    return _list(request)


@only(SYSTEM)
@require_POST
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """A new user with a first password, which is shown now and never again."""
    typed = {key: request.POST.get(key, "").replace("\0", "").strip() for key in ("username", "name", "email")}
    user = User(**typed)
    password = give_first_password(user)
    try:
        user.full_clean()
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return _list(request, typed=typed, status=422)
    user.save()
    note(request, f"新建用户 {user.username}（{user.name}）")
    return _show(request, user, password=password)


@only(SYSTEM)
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One user: his posts, and whether he may sign in."""
    return _show(request, _found(user_id))


@only(SYSTEM)
@require_POST
def correct(request: HttpRequest, user_id: int) -> HttpResponse:
    """Another name or mail address; the username stays, because what was done stands under it."""
    user = _found(user_id)
    user.name, user.email = (request.POST.get(key, "").replace("\0", "").strip() for key in ("name", "email"))
    try:
        user.full_clean()
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return _show(request, user, status=422)
    user.save(update_fields=["name", "email"])
    note(request, f"更正用户 {user.username} 的姓名、邮箱（{user.name}）")
    messages.success(request, _("已保存。"))
    return redirect("administration_person", user.pk)


@only(SYSTEM)
@require_POST
@never_cache
def password(request: HttpRequest, user_id: int) -> HttpResponse:
    """A new first password for who has lost his; it ends his sessions."""
    user = _found(user_id)
    fresh = give_first_password(user)
    user.save(update_fields=["password", "must_change_password"])
    note(request, f"重设用户 {user.username} 的密码")
    return _show(request, user, password=fresh)


@only(SYSTEM)
@require_POST
def activate(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let a user sign in, or no more; his sessions end at once."""
    user = _found(user_id)
    user.is_active = request.POST.get("active") == "1"
    user.save(update_fields=["is_active"])
    note(request, f"{'启用' if user.is_active else '停用'}用户 {user.username}")
    return redirect("administration_person", user.pk)


@only(SYSTEM)
@require_POST
def give_post(request: HttpRequest, user_id: int) -> HttpResponse:
    """A post in a unit, from today on."""
    user = _found(user_id)
    asked, kind = request.POST.get("unit", "").replace("\0", "").strip(), request.POST.get("kind", "")
    unit = Unit.objects.filter(Q(code=asked) | Q(name=asked) | Q(name_en=asked), active=True).first()
    if unit is None or kind not in set(PostKind):
        messages.error(request, _("没有这个单位或岗位。请按名称查找，从列表中选择单位。"))
        return _show(request, user, unit=asked, status=422)
    today = timezone.localdate()
    if user.posts.filter(_running(), unit=unit, kind=kind).exists():
        messages.info(request, _("该用户已有这个岗位。"))
    else:
        Post.objects.create(user=user, unit=unit, kind=kind, since=today)
        note(request, f"任用户 {user.username} 为{unit.name}{kind}")
    return redirect("administration_person", user.pk)


@only(SYSTEM)
@require_POST
def end_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """No post from now on. One that was given today was a mistake and goes; the record of both remains."""
    post = Post.objects.select_related("user", "unit").filter(_running(), pk=post_id, user__admin_role="").first()
    if post is None:
        raise Http404
    today = timezone.localdate()
    if post.since >= today:
        post.delete()
    else:
        post.until = today - dt.timedelta(days=1)
        post.save(update_fields=["until"])
    note(request, f"免用户 {post.user.username} 的{post.unit.name}{post.kind}")
    return redirect("administration_person", post.user_id)


def _running() -> Q:
    return Q(until__isnull=True) | Q(until__gte=timezone.localdate())


def _users() -> QuerySet[User]:
    return User.objects.filter(admin_role="")


def _found(user_id: int) -> User:
    user = _users().filter(pk=user_id).first()
    if user is None:
        raise Http404
    return user


def _list(request: HttpRequest, typed: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    chosen = request.GET.get("state", "")
    states = {
        "": (_("全部"), Q()),
        "active": (pgettext("state", "启用"), Q(is_active=True)),
        "closed": (pgettext("state", "停用"), Q(is_active=False)),
        "postless": (_("没有岗位"), ~Exists(Post.objects.filter(_running(), user=OuterRef("pk")))),
        "first": (_("还没有改初始密码"), Q(must_change_password=True)),
    }
    users = _users().filter(states.get(chosen, states[""])[1]).order_by("username")
    for word in words.split()[:5]:
        of_unit = Post.objects.filter(user=OuterRef("pk"), unit__name__icontains=word)
        users = users.filter(Q(username__icontains=word) | Q(name__icontains=word) | Exists(of_unit))
    posts = Post.objects.filter(_running()).select_related("unit").order_by("unit", "kind")
    found = page(request, "page", users.prefetch_related(Prefetch("posts", posts)))
    given = {
        "people": tuple(map(_row, found.rows)),
        "turns": found.turns,
        "words": words,
        "states": tuple(
            Choice(value=key, words=said, chosen=key == chosen) for key, (said, _condition) in states.items()
        ),
        "filtered": bool(words or chosen),
        "typed": typed or {},
    }
    return render(request, "web/administration/people.html", given, status=status)


def _row(user: User) -> PersonRow:
    posts = ("; " if saying.english() else "；").join(
        f"{_unit_name(post.unit)} {_(post.kind)}" for post in user.posts.all()
    )
    return PersonRow(
        username=user.username,
        name=user.name,
        posts=posts,
        active=user.is_active,
        href=reverse("administration_person", args=[user.pk]),
    )


def _show(request: HttpRequest, user: User, password: str = "", unit: str = "", status: int = 200) -> HttpResponse:
    posts = user.posts.select_related("unit").order_by("-since", "unit", "kind")
    given = {
        "person": user,
        "posts": tuple(_posts(posts)),
        "kinds": tuple(Choice(value=kind, words=_(kind)) for kind in PostKind),
        "password": password,
        "unit": unit,
        "lookup_href": reverse("units"),
    }
    return render(request, "web/administration/person.html", given, status=status)


def _posts(posts: Iterable[Post]) -> Iterable[PostRow]:
    today = timezone.localdate()
    for post in posts:
        runs = post.until is None or post.until >= today
        yield PostRow(
            unit=_unit_name(post.unit),
            kind=_(post.kind),
            since=post.since.isoformat(),
            until=post.until.isoformat() if post.until else "",
            end_href=reverse("administration_end_post", args=[post.pk]) if runs else "",
        )


def _unit_name(unit: Unit) -> str:
    return unit.name_en if saying.english() else unit.name
