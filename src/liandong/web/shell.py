"""What stands around every page: rooms, acting unit and post, theme, the version of the law."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from liandong.directory.models import User
from liandong.matters.rules import law
from liandong.web.shown import Link, Shell

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "liandong_theme"
A_YEAR = 365 * 24 * 3600  # seconds


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor. The acting middleware puts what it knows into `request.shell`, by keyword of Shell."""
    known = getattr(request, "shell", {})
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "shell": Shell(
            **{
                "theme": theme if theme in THEMES else "auto",
                "rooms": _rooms(request.path, works=bool(known.get("posts"))) if known.get("person") else (),
                "search_href": _address("ledger") if known.get("posts") else "",
                "help_href": _address("help"),
                "home_href": _address("worklist"),
                "home_words": gettext("回到工作台"),
                "law_version": _law_version(),
                "questions_href": _address("questions"),
                "query": request.GET.get("q", ""),
                **known,
            }
        )
    }


def _law_version() -> str:
    """The day of the newest version of any procedure, and how much of the law awaits review."""
    newest = max(version.version for versions in law().procedures.values() for version in versions)
    count = len(law().questions)
    return ngettext("%(day)s · 待法制审核 %(count)d 项", "%(day)s · 待法制审核 %(count)d 项", count) % {
        "day": newest,
        "count": count,
    }


def _rooms(path: str, *, works: bool) -> tuple[Link, ...]:
    """The rooms; for who has no post, an administrator among them, only the law."""
    working = {
        "worklist": gettext("工作台"),
        "ledger": gettext("台账"),
        "new": gettext("新建"),
        "papers": gettext("文书"),
    }
    rooms = {**(working if works else {}), "law_list": gettext("法律依据")}
    home = _address("worklist")
    found = ((words, href) for name, words in rooms.items() if (href := _address(name)))
    return tuple(
        Link(words=words, href=href, current=path == href if href == home else path.startswith(href))
        for words, href in found
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remembers light, dark or the machine's own, and goes back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    if (theme := request.POST.get("theme", "")) in THEMES:
        answer.set_cookie(
            THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return answer


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Django's switch of the language; of who is signed in it is also kept, because his mails must know it."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in User.Language.values:
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
