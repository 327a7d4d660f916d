"""Sample worklists and ledgers: nothing, something, long names, overdue."""

from __future__ import annotations

from tests.pages.sample_words import GREEN, GREY, LONG, NUMBER, POLICE, PROCURATORATE, RED, SHORT, YELLOW

from liandong.web import shown
from liandong.web.shown import Light


def _work(
    title: str, state: str, due: str, light: Light, sender: str, procedure: str = "正向移送", whose: str = ""
) -> shown.WorkRow:
    return shown.WorkRow(
        title=title,
        href="/matter/",
        number=NUMBER,
        procedure=procedure,
        state=state,
        due=due,
        light=light,
        whose=whose,
        sender=sender,
    )


WORK_TITLES = (("late", "已逾期"), ("soon", "快到期"), ("mine", "轮到我办"), ("new", "新收到"))
EMPTY_BLOCKS = tuple(
    shown.WorkBlock(
        key=key, title=title, empty="没有轮到本单位办理的事项。对方移送、送达，或者您新建的事项，会列在这里。"
    )
    for key, title in WORK_TITLES
)
BLOCKS = (
    shown.WorkBlock(
        key="late",
        title="已逾期",
        empty="",
        rows=(_work(LONG, "不予立案", "3月6日 周五 24:00", RED, POLICE),),
    ),
    shown.WorkBlock(
        key="soon",
        title="快到期",
        empty="",
        rows=(
            _work(SHORT, "待审批", "3月9日 周一 24:00", YELLOW, "", whose="由负责人办理"),
            _work("某建材经营部涉嫌销售伪劣产品案", "待移送", "3月9日 周一 10:31", YELLOW, ""),
        ),
    ),
    shown.WorkBlock(
        key="mine",
        title="轮到我办",
        empty="",
        rows=(
            _work("某网络科技公司涉嫌传销案", "核实中", "", Light(), ""),
            _work("某加油站涉嫌非法经营案", "已立案", "3月19日 周四 24:00", GREEN, POLICE),
            _work(LONG, "说明理由", "3月20日 周五 24:00", GREEN, PROCURATORATE, "立案监督"),
        ),
        more_href="/台账/?turn=mine",
    ),
    shown.WorkBlock(
        key="new",
        title="新收到",
        empty="",
        rows=(_work("某药房涉嫌销售假药案", "不予立案", "", GREY, "湖北省神农架林区公安局森林和食品药品犯罪侦查支队"),),
    ),
)

COLUMNS = tuple(
    shown.Column(
        words=words,
        key=key,
        sort_href=f"?sort={key}" if key in ("due", "last") else "",
        sorted="descending" if key == "last" else "",
    )
    for key, words in (
        ("number", "编号"),
        ("title", "事项"),
        ("procedure", "程序"),
        ("parties", "当事人"),
        ("state", "状态"),
        ("turn", "轮到"),
        ("due", "期限"),
        ("signed", "签收"),
        ("last_step", "最近办理"),
        ("last", "办理时间"),
    )
)
FILTERS = (
    shown.Filter(key="q", label="名称、编号、文号或当事人", kind="search"),
    *(
        shown.Filter(key=key, label=words, kind="select", choices=(shown.Choice(value="", words="全部", chosen=True),))
        for key, words in (("procedure", "程序"), ("state", "状态"), ("turn", "轮到"), ("light", "期限"))
    ),
    shown.Filter(key="from", label="新建自", kind="date"),
    shown.Filter(key="to", label="新建至", kind="date"),
)


def ledger(rows: int, **more: object) -> shown.Ledger:
    """A ledger of so many lines."""
    lights = (RED, YELLOW, GREEN, GREY, Light())
    return shown.Ledger(
        columns=COLUMNS,
        filters=FILTERS,
        export_href="/export/",
        new_href="/new/",
        next_href="?after=50" if rows else "",
        rows=tuple(
            shown.LedgerRow(
                number=f"420103-SJ-2026-{number:05}",
                title=LONG if number % 4 == 1 else SHORT,
                href="/matter/",
                procedure="正向移送（生态环境）" if number % 3 == 2 else "正向移送",
                state=("待审查", "不予立案", "已立案")[number % 3],
                turn=POLICE if number % 2 else "本单位",
                mine=number % 2 == 0,
                due="3月6日 周五 24:00" if number % 5 < 3 else "",
                light=lights[number % 5],
                receipt=(shown.Light(level=shown.Level.YELLOW, words="对方未签收"), shown.Light(words="未送达文书"))[
                    number % 2
                ],
                parties="陈某、某饮品店",
                last_unit=POLICE,
                last_step="通知补正",
                last_at="2026-03-04 10:31",
            )
            for number in range(rows)
        ),
        **more,  # type: ignore[arg-type]
    )
