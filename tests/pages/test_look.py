"""The pages by themselves, from sample values: complete in both languages, strict, usable by everybody."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation
from django.utils.translation.template import templatize
from tests.pages import sample_matter, sample_words, samples
from tests.pages.showing import page

from liandong.web.shown import Level, Light
from liandong.web.templatetags.look import light

WEB = Path(settings.PACKAGE) / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
CHINESE = re.compile(r"[\u3400-\u9fff]")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@pytest.fixture(autouse=True)
def _sample_addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.pages.sample_urls"):
        yield


@pytest.mark.parametrize("name", samples.PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_has_nothing_that_a_strict_policy_forbids(name: str, language: str) -> None:
    html = page(name, language=language)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|//(?!www\.w3\.org)[a-z0-9.-]+\.[a-z]{2,}/", html)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_template_says_nothing_that_is_not_translated(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    said = re.sub(r'(?:name|id|for|value)="[^"]*"|lang="zh-hans">中文', "", text)
    assert not CHINESE.search(said)


def words_of_the_pages() -> set[str]:
    """Every Chinese text that the pages pass through translation."""
    sources = {path: templatize(path.read_text(encoding="utf-8"), origin=str(path)) for path in TEMPLATES}
    sources |= {
        path: path.read_text(encoding="utf-8") for room in (WEB, WEB.parent / "api") for path in room.rglob("*.py")
    }
    found = set()
    for source in sources.values():
        for _line, words, _comments, _context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            found |= {words} if isinstance(words, str) else {word for word in words if word}
    return {words for words in found if CHINESE.search(words)}


def test_every_word_of_the_pages_has_its_english() -> None:
    with (WEB / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    english: set[str] = set()
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if all(strings) and not message.fuzzy and not any(CHINESE.search(text) for text in strings):
            english |= set(ids)
    assert sorted(words_of_the_pages() - english) == []


def test_english_keeps_every_placeholder() -> None:
    with (WEB / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    for message in catalogue:
        if message.id:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = set(re.findall(r"%\(\w+\)[sd]", str(message.id)))
            assert all(set(re.findall(r"%\(\w+\)[sd]", text)) == wanted for text in strings), message.id


def test_a_light_is_colour_sign_and_words() -> None:
    assert (
        light(Light(level=Level.RED, words="逾期 2 天"))
        == '<span class="light light-red"><span class="sign" aria-hidden="true">▲</span>逾期 2 天</span>'
    )


def test_no_light_is_no_mark() -> None:
    assert light(Light()) == ""
    assert light(None) == ""


def test_a_field_shows_its_error_and_keeps_what_was_typed() -> None:
    html = page("act-wrong")
    assert 'value="十二万"' in html
    assert 'aria-invalid="true" aria-describedby="e-涉案金额"' in html
    assert '<a href="#f-涉案金额">' in html
    assert 'id="f-涉案金额"' in html


def test_who_was_second_is_told_who_was_first_and_keeps_his_words() -> None:
    html = page("act-conflict")
    assert "你提交时，同事王某某已于 10:31 办理了“立案”。你填写的内容仍保留在下面。" in html
    assert f'value="{sample_words.SHORT}"' in html


def test_without_a_script_a_group_has_three_more_rows() -> None:
    spare = re.search(r"<noscript>(.*?)</noscript>", page("act"), re.DOTALL)
    assert spare is not None
    assert re.findall(r'name="当事人-(\d)-名称"', spare[1]) == ["2", "3", "4"]


@pytest.mark.parametrize(("theme", "media"), [("dark", "screen"), ("light", "not all")])
def test_the_chosen_theme_needs_no_script(theme: str, media: str) -> None:
    assert page("worklist", theme=theme).count(f'media="{media}"') == 2


def test_news_of_a_matter_replace_its_standing_and_add_steps_at_the_end() -> None:
    with translation.override("zh-hans"):
        html = render_to_string("web/matter.html#live", sample_matter.NEWS)
    assert 'id="standing" hx-swap-oob="true"' in html
    assert re.search(r'<ol hx-swap-oob="beforeend:#steps">\s*<li class="step" id="step-4">', html)
    assert f"{sample_words.POLICE}刚于 10:31 办理了“立案”。" in html
