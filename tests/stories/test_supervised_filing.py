"""From a suspected crime to a supervised filing, with three people in three windows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.stories.platform import Platform, running_platform
from tests.stories.windows import PHONE, WIDE, Window

pytestmark = pytest.mark.browser

SHOTS = Path(os.environ.get("LIANDONG_SCREENSHOTS", Path(__file__).parents[2] / "screenshots"))
REPORT, LIST = "涉嫌犯罪案件情况的调查报告", "涉案物品清单"
TITLE = "武汉某商贸有限公司涉嫌销售假冒注册商标的商品案"


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


def test_a_suspected_crime_goes_from_the_agency_to_the_police_and_is_filed_under_supervision(
    platform: Platform, browser: Browser, tmp_path: Path
) -> None:
    SHOTS.mkdir(exist_ok=True)
    report, goods = tmp_path / "调查报告.pdf", tmp_path / "涉案物品清单.txt"
    report.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    goods.write_text("假冒注册商标的商品 120 件", encoding="utf-8")

    def window(username: str) -> Window:
        return Window(browser, platform.address, username, platform.password, SHOTS)

    clerk, head = window("ja-sj-chengban"), window("ja-sj-fuze")

    clerk.open("/new")
    clerk.look("01-新建", check=True)
    clerk.click("a:text-is('登记')")
    clerk.click(".confirm .send button >> nth=0")
    expect(clerk.page.locator("#problems")).to_contain_text("请填写“案件名称”。")
    clerk.look("02-登记时缺项", check=True)
    clerk.fill(
        案件名称=TITLE,
        案件来源="日常检查",
        涉嫌罪名="销售假冒注册商标的商品罪",
        案发地="武汉市江岸区某某路1号",
        发现日期="2026-01-05",
        涉案金额="126000",
        简要案情="检查时查获涉嫌假冒注册商标的商品一批，销售金额十二万六千元。",
        知识产权案件="是",
        专案组成员="甲执法员\n乙执法员",
    )
    clerk.party("武汉某商贸有限公司", "单位", "91420102MA0000000X")
    clerk.submit()
    matter = clerk.page.url
    assert "核实中" in clerk.standing()
    clerk.do("报请审批", 核实情况="经核实属实。", 移送依据="刑法第二百一十四条。", 已作行政处罚="否")
    assert "待审批" in clerk.standing()
    clerk.look("03-待审批", check=True)

    head.open(matter)
    head.do("批准移送")
    expect(clerk.page.locator("#notice")).to_contain_text("批准移送")  # without reload, in the clerk's window
    clerk.look("04-对方刚办理")

    clerk.open("/")
    clerk.look("05-工作台", check=True)
    clerk.clicks = 0
    clerk.click(f"a:text-is('{TITLE}') >> nth=0")
    clerk.choose("移送")
    clerk.enclose(REPORT, report)
    clerk.enclose(LIST, goods)
    clerk.fill(承办人及联系方式="甲执法员 027-00000000")
    clerk.look("06-移送", check=True)
    clerk.submit()
    assert clerk.clicks <= 4
    assert "待审查" in clerk.standing()
    assert "未起算：待签收" in clerk.standing()
    clerk.look("07-已移送未签收", check=True)

    registry, police = window("ja-ga-shoujian"), window("ja-ga-chengban")
    registry.look("08-公安工作台", check=True)
    registry.click(f"a:text-is('{TITLE}') >> nth=0")
    assert "核实情况" not in registry.page.inner_text("main")  # the agency's inner steps are not shown
    registry.sign()
    assert "未起算" not in registry.standing()
    expect(clerk.page.locator("#notice")).to_contain_text("签收")
    clerk.page.reload()
    assert "已签收" in clerk.page.inner_text("#timeline")

    police.open(matter)
    police.do("通知补正", 应当补正的材料="补充商标权利证明。")
    clerk.page.reload()
    clerk.sign()
    clerk.choose("补正材料")
    clerk.fill(补正说明="补充商标注册证。")
    clerk.enclose("补正的材料", report)
    clerk.submit()

    chief = window("ja-ga-fuze")
    chief.open(matter)
    chief.choose("不立案")
    chief.fill(不立案情形="没有犯罪事实", 应当追究行政责任="否")
    chief.enclose("退回的案卷材料清单", goods)
    chief.submit("现有证据不足以证明明知。")
    assert "不予立案" in chief.standing()
    chief.look("09-不予立案", check=True)

    clerk.page.reload()
    clerk.sign()
    clerk.do("提请复议", "有进货价格和聊天记录证明明知。")
    registry.open(matter)
    registry.sign()
    chief.page.reload()
    chief.do("复议维持", "维持原决定。", 复议决定内容="维持不予立案")
    clerk.page.reload()
    clerk.sign()
    clerk.choose("建议监督")
    assert clerk.page.input_value("[name='v-案件名称']") == TITLE  # carried, not typed again
    clerk.fill(监督方向="应当立案而不立案")
    clerk.submit("认为应当立案。")
    assert "监督中" in clerk.standing()
    clerk.look("10-建议监督", check=True)
    clerk.click("#related a >> nth=0")
    supervision = clerk.page.url
    assert supervision != matter

    prosecutor, chief_prosecutor, intake = (
        window("ja-jc-chengban"),
        window("ja-jc-fuze"),
        window("ja-jc-shoujian"),
    )
    intake.open(supervision)
    intake.sign()
    prosecutor.open(supervision)
    assert TITLE in prosecutor.page.inner_text("main")
    prosecutor.do("要求说明不立案理由")
    assert "待说明理由" in prosecutor.standing()
    prosecutor.look("11-要求说明理由", check=True)
    registry.open(supervision)
    registry.sign()
    chief.open(supervision)
    chief.choose("说明不立案理由")
    chief.fill(不立案说明="证据不足。")
    chief.enclose("有关证据材料", report)
    chief.submit()
    chief_prosecutor.open(supervision)
    chief_prosecutor.choose("通知立案")
    chief_prosecutor.enclose("应当立案的证据材料", report)
    chief_prosecutor.submit("不立案理由不能成立。")
    assert "待立案" in chief_prosecutor.standing()
    registry.open(supervision)
    registry.sign()
    chief.open(supervision)
    assert "15日" in chief.page.inner_text("#clocks") or "剩" in chief.standing()
    chief.do("立案", 立案罪名="销售假冒注册商标的商品罪", 立案日期="2026-01-06")
    assert "监督后立案" in chief.standing()
    chief.look("12-监督后立案", check=True)

    stranger = window("fc-sj-chengban")
    for address_of_it in (matter, supervision):
        answer = stranger.page.goto(address_of_it)
        assert answer is not None
        assert answer.status == 404
        assert TITLE not in stranger.page.content()

    clerk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    clerk.open(matter)
    clerk.look("13-手机", check=True)
    clerk.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    clerk.page.emulate_media(color_scheme="dark")
    clerk.open(supervision)
    clerk.look("14-深色", check=True)
