"""The sample pages in a real browser: for every eye, every screen, by keyboard, with a script and without."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from tests.pages import sample_words, samples
from tests.pages.showing import served

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 375, "height": 812}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


@pytest.fixture
def show(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a sample page; at the end nothing may have been complained of in the browser's console."""
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    contexts = []

    def opened(name: str, theme: str = "light", viewport: dict[str, int] = WIDE, script: bool = True) -> Page:
        context = browser.new_context(viewport=viewport, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/show/{name}?theme={theme}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("name", samples.PAGES)
def test_everybody_can_use_a_page_in_the_dark(show: Open, name: str) -> None:
    assert serious(show(name, theme="dark")) == []


@pytest.mark.parametrize("name", samples.PAGES)
def test_everybody_can_use_a_page_on_a_telephone(show: Open, name: str) -> None:
    page = show(name, viewport=NARROW)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("width", [800, 1366, 1600, 1920])
@pytest.mark.parametrize("name", ["ledger", "worklist"])
def test_a_list_shows_all_its_columns_on_every_office_screen(show: Open, name: str, width: int) -> None:
    page = show(name, viewport={"width": width, "height": 768})
    line = page.locator("table.lines tbody tr").first
    cells = [cell.bounding_box() for cell in line.locator("td").all()]
    assert len(cells) == {"ledger": 10, "worklist": 6}[name]
    assert all(cell and cell["width"] > 60 and cell["x"] + cell["width"] <= width for cell in cells)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert line.bounding_box()["height"] < 80  # type: ignore[index]


def test_the_first_tab_leads_to_the_content(show: Open) -> None:
    page = show("ledger")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_closes_what_is_unfolded_and_keeps_the_place(show: Open) -> None:
    page = show("matter")
    summary = page.locator(".why-day summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("应当在 3 日内审查决定。").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".why-day .sheet")).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_the_other_side_does_is_seen_at_once_and_moves_nothing(show: Open) -> None:
    page = show("matter")
    before = page.locator(".acts").bounding_box()
    expect(page.locator("#notice")).to_contain_text(f"{sample_words.POLICE}刚于 10:31 办理了“立案”。", timeout=10_000)
    expect(page.locator("#standing .state")).to_have_text("已立案")
    expect(page.locator("#steps > li").last).to_have_id("step-4")
    assert page.locator(".acts").bounding_box() == before


def test_a_party_is_added_by_a_button_and_typed_at_once(show: Open) -> None:
    page = show("act")
    page.get_by_role("button", name="再加一名").click()
    page.keyboard.type("王某")
    expect(page.locator('[name="当事人-2-名称"]')).to_have_value("王某")


def test_without_a_script_there_are_rows_to_spare_and_a_button_for_every_choice(show: Open) -> None:
    page = show("act", script=False)
    expect(page.locator('[name="当事人-4-名称"]')).to_be_visible()
    expect(page.get_by_role("button", name="切换")).to_be_visible()
    expect(page.get_by_role("button", name="再加一名")).to_be_hidden()


def test_a_refused_form_begins_with_what_is_wrong(show: Open) -> None:
    page = show("act-wrong")
    expect(page.locator("#problems")).to_be_focused()
    page.get_by_role("link", name="请填写“案情摘要”。").click()
    expect(page.locator("#f-案情摘要")).to_be_focused()


def test_a_printed_page_is_the_matter_without_the_tools(show: Open) -> None:
    page = show("matter")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".acts")).to_be_hidden()
    expect(page.locator("#steps")).to_be_visible()
