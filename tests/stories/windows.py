"""A person's window: signs in, reads a matter's page, does an act, signs for a paper."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PATIENCE = 20_000  # milliseconds; a slow machine is no fault of the page
expect.set_options(timeout=PATIENCE)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 375, "height": 812}


class Window:
    """One browser context with one person in it; `clicks` counts what he clicked."""

    def __init__(self, browser: Browser, address: str, username: str, password: str, shots: Path) -> None:
        context = browser.new_context(viewport=WIDE, locale="zh-CN")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.address = address
        self.shots = shots
        self.clicks = 0
        self.page.goto(address)
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", password)
        self.page.click("main button")

    def click(self, selector: str) -> None:
        """One click of his."""
        self.clicks += 1
        self.page.click(selector)
        self.page.wait_for_load_state()

    def open(self, path: str) -> None:
        """Go to an address of the platform."""
        self.page.goto(path if path.startswith("http") else self.address + path)

    def fill(self, **values: str) -> None:
        """Fields by their names; a choice by its words, yes and no by 是 and 否."""
        for name, value in values.items():
            field = self.page.locator(f"[name='v-{name}']").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            elif field.get_attribute("type") == "radio":
                self.page.check(f"[name='v-{name}'][value='{value}']")
            else:
                field.fill(value)

    def party(self, name: str, kind: str, number: str) -> None:
        """The first of the parties."""
        self.page.fill("[name='v-当事人-0-名称']", name)
        self.page.select_option("[name='v-当事人-0-类别']", kind)
        self.page.fill("[name='v-当事人-0-证件号码']", number)

    def enclose(self, label: str, path: Path) -> None:
        """Upload a file; the checklist says that it is there."""
        self.page.set_input_files(f"[name='a-{label}']", path)
        expect(self.page.locator("[data-item]", has_text=label).first).to_contain_text("已附")

    def choose(self, act: str) -> None:
        """Click an act among those that are open."""
        self.click(f".open-acts a:text-is('{act}')")

    def submit(self, reason: str = "") -> None:
        """Send the form; it must be accepted."""
        if reason:
            self.page.fill("[name='理由']", reason)
        self.click(".confirm .send button >> nth=0")
        problems = self.page.locator("#problems").all_inner_texts()
        assert not problems, problems

    def do(self, act: str, reason: str = "", **values: str) -> None:
        """An act that needs no files."""
        self.choose(act)
        self.fill(**values)
        self.submit(reason)

    def sign(self) -> None:
        """Sign for the first paper that waits."""
        self.click(".to-sign a.btn >> nth=0")
        self.submit()

    def standing(self) -> str:
        """State, turn and due time as the head of the matter's page has them."""
        return " ".join(self.page.inner_text("#standing").split())

    def look(self, name: str, *, check: bool = False) -> None:
        """A picture of the page; with `check` axe must find nothing serious."""
        self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
        if check:
            found = Axe().run(self.page).response["violations"]
            serious = [item["id"] for item in found if item["impact"] in ("serious", "critical")]
            assert not serious, (name, serious)
