"""Three administrators find their rooms, and a province gets its first one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.stories.platform import Platform, running_platform
from tests.stories.windows import Window

pytestmark = pytest.mark.browser
ROOMS = {
    "admin-xitong": ("用户和岗位", "/administration/people"),
    "admin-anquan": ("账号安全", "/administration/security"),
    "admin-shenji": ("审计", "/administration/audit"),
}
CHOSEN = "ein-langes-Wort-7"


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with running_platform() as running:
        yield running


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.mark.parametrize("person", ROOMS)
def test_an_administrator_is_never_without_a_way_to_his_room(
    platform: Platform, browser: Browser, tmp_path: Path, person: str
) -> None:
    room, address = ROOMS[person]
    window = Window(browser, platform.address, person, platform.password, tmp_path)  # from "/"
    expect(window.page.locator("main h1")).to_have_text(room)
    window.open("/")
    expect(window.page.locator("main h1")).to_have_text("没有权限查看")
    window.look("refused", check=True)
    window.click("main a.btn")
    assert window.page.url == platform.address + address
    window.open("/ledger")
    window.click("a.brand")
    assert window.page.url == platform.address + address


def test_the_first_administrator_of_a_province_chooses_a_password_and_is_in_his_room(
    platform: Platform, browser: Browser, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "liandong.program.main", "administrator", "li-xitong"]
    environment = os.environ | {"LIANDONG_DATA": str(platform.data)}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], env=environment, capture_output=True, text=True, check=False)

    refused = run()
    assert refused.returncode == 1
    assert "已经有系统管理员：admin-xitong。" in refused.stderr
    made = run("--another")
    assert made.returncode == 0, made.stderr
    (given,) = re.findall(r"first password：(\S+)", made.stdout)

    window = Window(browser, platform.address, "li-xitong", given, tmp_path)
    expect(window.page.locator("#why")).to_contain_text("您现在的密码是别人给的")
    window.open("/administration/people")
    expect(window.page.locator("main h1")).to_have_text("修改密码")
    window.look("first-password", check=True)
    page = window.page
    page.locator("input[name=oldpassword]").focus()  # from here on by keyboard alone
    for typed in (given, "123", "123"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("p.error").first).to_have_text("此密码太短，至少要包含 10 个字符。")
    page.locator("input[name=oldpassword]").focus()
    for typed in (given, CHOSEN, CHOSEN):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("用户和岗位")
    expect(page.locator("#messages")).to_contain_text("密码修改成功。")
