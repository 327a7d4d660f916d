"""Long lists by pages of fifty. Several lists may stand on one page; each is turned by its own key."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.web.shown import Link

PAGE = 50
LAST = 10_000  # pages; further than anybody turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[M: Model]:
    """Some rows, and the ways to those before and after them."""

    rows: tuple[M, ...]
    turns: tuple[Link, ...]


def page[M: Model](request: HttpRequest, key: str, rows: QuerySet[M]) -> Page[M]:
    """The page of an ordered list that the address asks for by `key`; the other questions of the address stay."""
    asked = request.GET.get(key, "")
    number = min(int(asked), LAST) if asked.isdecimal() and len(asked) < 9 else 0
    found = tuple(rows[number * PAGE : number * PAGE + PAGE + 1])
    turns = []
    if number:
        turns.append(Link(words=_("上一页"), href=_address(request, key, number - 1)))
    if len(found) > PAGE:
        turns.append(Link(words=_("下一页"), href=_address(request, key, number + 1)))
    return Page(rows=found[:PAGE], turns=tuple(turns))


def _address(request: HttpRequest, key: str, number: int) -> str:
    asked = {name: value for name, value in request.GET.dict().items() if value and name != key}
    if number:
        asked[key] = str(number)
    return f"{request.path}?{urlencode(asked)}#{key}"
