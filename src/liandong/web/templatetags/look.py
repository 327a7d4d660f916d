"""Small things that many templates show alike."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liandong.web import saying
from liandong.web.shown import Level, Light

register = template.Library()

# The sign differs with the colour, so that the light is read without colour too.
SIGNS = {Level.RED: "▲", Level.YELLOW: "◆", Level.GREEN: "●", Level.GREY: "○"}


@register.filter
def lang(words: object) -> str:
    """`<a{{ title|lang }}>`: marks an element of an English page that holds Chinese."""
    return saying.lang(str(words))


@register.filter
def light(shown: Light | None) -> SafeString | str:
    """A light as colour, sign and words; nothing where there is no light."""
    if shown is None or shown.level == Level.NONE:
        return shown.words if shown else ""
    return format_html(
        '<span class="light light-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>',
        shown.level,
        SIGNS[shown.level],
        shown.words,
    )
