"""Looking a unit up by parts of its name, for fields that could be one of thousands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join

from liandong.directory.finding import units_to_choose
from liandong.web import saying

MOST = 20


def units(request: HttpRequest) -> HttpResponse:
    """Answers `?field=KEY&KEY=typed` with the options of a datalist: names, no two units having the same one."""
    typed = request.GET.get(request.GET.get("field", ""), "").replace("\0", "").strip()
    if not typed:
        return HttpResponse("")
    found = units_to_choose(tuple(request.GET.getlist("kind")), typed[:60])[:MOST]
    english = saying.english()
    names = ((unit.name_en if english else unit.name,) for unit in found)
    return HttpResponse(format_html_join("", '<option value="{}"></option>', names))
