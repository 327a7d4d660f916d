"""The ledger: filters, search, pages without a count, and its export."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import AGENCY, BEGIN, POLICE, PROCURATORATE, TITLE, TO_NOT_FILED, TO_REVIEW, begin, username, walked

from liandong.web.shown import Level

type SignIn = Callable[[str], Client]


def numbers(client: Client, **asked: str) -> list[str]:
    """The numbers on the ledger's page under these filters."""
    page = client.get(reverse("ledger"), asked)
    assert page.status_code == 200
    return [row.number for row in page.context["ledger"].rows]


@pytest.fixture
def agency(sign_in: SignIn) -> Client:
    """A clerk of the agency."""
    return sign_in(username(AGENCY, "handler"))


def test_search_finds_by_title_number_paper_and_party_and_by_all_words_together(agency: Client) -> None:
    first = walked(TO_REVIEW).number
    second = begin(given={"案件名称": "江岸某茶馆开设赌场案", "当事人": [{"名称": "孙三", "类别": "自然人"}]}).number
    assert numbers(agency, q="食品") == [first]
    assert numbers(agency, q="孙三") == [second]
    assert numbers(agency, q=second[-5:]) == [second]
    assert numbers(agency, q="移〔2026〕1号") == [first]
    assert numbers(agency, q="江岸 茶馆") == [second]
    assert numbers(agency, q="江岸 没有") == []
    assert set(numbers(agency, q="江岸")) == {first, second}


def test_search_takes_marks_of_patterns_as_text(agency: Client) -> None:
    begin()
    for text in ("%", "_", "\\", "'", '"', "%%", "100%"):
        assert numbers(agency, q=text) == []


def test_the_filters_leave_what_they_say(agency: Client) -> None:
    begun = begin(at=BEGIN).number
    sent = walked(TO_REVIEW, BEGIN + dt.timedelta(days=40)).number
    closed = begin(at=BEGIN)
    closed.do(AGENCY, "核实后不移送")
    assert numbers(agency, state="核实中") == [begun]
    assert numbers(agency, turn="mine") == [begun]
    assert numbers(agency, turn="others") == [sent]
    assert numbers(agency, turn="closed") == [closed.number]
    assert numbers(agency, turn="silent") == [sent]
    assert numbers(agency, procedure="立案监督") == []
    assert numbers(agency, **{"from": "2026-04-01"}) == [sent]
    assert set(numbers(agency, to="2026-03-02")) == {begun, closed.number}
    assert numbers(agency, light="red") == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "state=%00",
        "procedure=%00",
        "turn=%00",
        "from=9999-99-99",
        "from=9999-12-31",
        "to=9999-12-31",
        "to=0001-01-01",
        "from=0001-01-01",
        "from=x",
        "after=x",
        "after=~",
        "after=2026-01-01T00:00:00~1",
        "after=2026-01-01T00:00:00%2B00:00~1",
        "after=9999-12-31T23:59:59-14:00~1",
        "after=0001-01-01T00:00:00%2B14:00~1",
        "after=~9999999999999999999",
        "sort=x&after=~5",
        "sort=due&after=~5",
        "sort=due&after=0001-01-01T00:00:00%2B14:00~1",
        "q=" + "a%20" * 400,
    ],
)
@pytest.mark.parametrize("page", ["ledger", "ledger_export"])
def test_whatever_stands_in_the_address_the_page_answers(agency: Client, page: str, query: str) -> None:
    begin()
    assert agency.get(f"{reverse(page)}?{query}").status_code == 200


@pytest.mark.parametrize("sort", ["last", "due"])
def test_page_by_page_every_line_comes_once(agency: Client, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from liandong.web import ledger

    monkeypatch.setattr(ledger, "PAGE", 2)
    made = [walked(TO_REVIEW[:1]).number for _ in range(4)]
    made += [begin().number for _ in range(3)]  # without a due date
    seen: list[str] = []
    address = reverse("ledger") + f"?sort={sort}"
    for _ in range(9):
        shown = agency.get(address).context["ledger"]
        seen += [row.number for row in shown.rows]
        if not shown.next_href:
            break
        address = shown.next_href
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))


def test_parties_stand_in_the_ledger_without_those_who_are_sealed(agency: Client) -> None:
    walked(TO_REVIEW)
    (row,) = agency.get(reverse("ledger")).context["ledger"].rows
    assert row.parties == "钱大明"  # the other is a minor


def test_another_units_due_time_is_told_without_colour(sign_in: SignIn) -> None:
    walked((*TO_REVIEW, (POLICE, "签收")))  # signed for on 2 March: three days, till 5 March
    (own,) = sign_in(username(POLICE, "head")).get(reverse("ledger")).context["ledger"].rows
    (others,) = sign_in(username(AGENCY, "handler")).get(reverse("ledger")).context["ledger"].rows
    assert own.due == others.due
    assert "3月5日 周四 24:00" in own.due
    assert (own.light.level, others.light.level) == (Level.RED, Level.NONE)
    assert own.light.words == others.light.words


def test_what_another_unit_did_within_itself_is_not_the_last_thing_that_was_done(sign_in: SignIn) -> None:
    walk = walked(TO_NOT_FILED)
    walk.do(PROCURATORATE, "启动监督")
    last = {
        unit: next(
            row.last_step
            for row in sign_in(username(unit, "handler")).get(reverse("ledger")).context["ledger"].rows
            if row.number == walk.number
        )
        for unit in (AGENCY, PROCURATORATE)
    }
    assert last == {AGENCY: "签收文书", PROCURATORATE: "启动监督"}


def exported(client: Client, **asked: str) -> list[tuple[Any, ...]]:
    """The lines of the exported workbook."""
    answer = client.get(reverse("ledger_export"), asked)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return list(load_workbook(io.BytesIO(answer.content)).active.values)


def test_the_export_holds_the_lines_of_the_filters_with_the_columns_a_clerk_expects(agency: Client) -> None:
    walk = walked(TO_NOT_FILED)
    begin(given={"案件名称": "另一案"})
    heads, line = exported(agency, q="食品")
    told = dict(zip(heads, line, strict=True))
    assert told.pop("期限状况")  # by the clock of the day on which the test runs
    assert told == {
        "编号": walk.number,
        "事项": TITLE,
        "程序": "正向移送",
        "当事人": "钱大明",
        "状态": "不予立案",
        "轮到": "武汉市江岸区市场监督管理局",
        "期限": "3月5日 周四 24:00",
        "签收": "对方未签收",  # the procuratorate has signed for neither copy
        "最近办理单位": "武汉市江岸区市场监督管理局",
        "最近办理": "签收文书",
        "办理时间": "2026-03-02 15:00",
    }


def test_a_title_that_looks_like_a_formula_stays_text_in_the_export(agency: Client) -> None:
    begin(given={"案件名称": '=HYPERLINK("http://example.invalid")'})
    _, line = exported(agency)
    assert line[1] == '\'=HYPERLINK("http://example.invalid")'


def test_the_export_shows_nothing_sealed(agency: Client) -> None:
    from tests.cast import SECRETS

    walked(TO_NOT_FILED)
    assert not [secret for secret in SECRETS if secret in str(exported(agency))]


def test_every_unit_has_a_ledger_of_its_own(sign_in: SignIn) -> None:
    begun, sent = begin().number, walked(TO_REVIEW).number
    assert numbers(sign_in(username(POLICE, "handler"))) == [sent]
    assert set(numbers(sign_in(username(AGENCY, "head")))) == {begun, sent}
