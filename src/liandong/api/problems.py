"""Refusals as RFC 9457 problem details: the page's own words, with the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liandong.kernel.citation import Citation
from liandong.matters.performing import Overtaken
from liandong.matters.rules import law
from liandong.procedures.refusal import Refused

MEDIA_TYPE = "application/problem+json"
STRANGERS = {"not_a_party", "wrong_post"}
CONFLICTS = {"closed", "wrong_state", "already_open", "suspended", "not_suspended", "nothing_to_sign", "lapsed"}


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """A problem document; `more` are its own members."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def refused(refusal: Refused) -> HttpResponse:
    """422 for what was typed wrong, 403 for who may not, 409 for when."""
    why, do = refusal.in_language(get_language() or "zh-hans")
    status = 403 if refusal.code in STRANGERS else 409 if refusal.code in CONFLICTS else 422
    english = (get_language() or "").startswith("en")
    faults = [{"field": item.field, "why": item.why_en if english else item.why} for item in refusal.faults]
    return problem(status, why, do, code=refusal.code, articles=articles(refusal.citations), faults=faults)


def overtaken(result: Overtaken) -> HttpResponse:
    """409: somebody else acted in between; `since` says who did what."""
    since = [{"seq": step.seq, "act": step.act, "unit": step.unit, "at": step.at.isoformat()} for step in result.since]
    return problem(
        409, _("提交前本事项已有新的办理步骤。"), _("请重新读取事项后再办理。"), code="overtaken", since=since
    )


def not_found(_request: HttpRequest | None = None) -> HttpResponse:
    """404, whether it does not exist or is not yours."""
    return problem(404, _("没有这一事项，或者本单位没有参加。"), code="not_found")


def articles(citations: Sequence[Citation]) -> list[str]:
    """The articles in words."""
    return [citation.words(law().instruments) for citation in citations]
