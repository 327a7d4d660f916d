"""Sample matters: on its way, overdue, just begun, and news of it."""

from __future__ import annotations

from tests.pages.sample_words import AGENCY, GREEN, LONG, NUMBER, POLICE, PROCURATORATE, RED, SHORT, UNSIGNED, flow

from liandong.web import shown
from liandong.web.shown import Level, Light

REASONS = (
    shown.Reason(
        words="公安机关于 3月3日 周二 10:31 签收《涉嫌犯罪案件移送书》，当日不计。", article="《移送规定》第八条"
    ),
    shown.Reason(words="应当在 3 日内审查决定。", article="《移送规定》第八条第一款"),
    shown.Reason(
        words="3 日为自然日；末日 3月6日 周五 不是休息日，期限届满于当日 24:00。",
        article="待法制审核：条文未写明计期方法",
    ),
)
PAPERS = tuple(
    shown.Paper(
        title=title,
        number=number,
        issuer=issuer,
        issued="2026-03-03",
        preview_href="/paper/",
        pdf_href="/paper.pdf",
        docx_href="/paper.docx",
    )
    for title, number, issuer in (
        ("移送涉嫌犯罪案件书面报告", "", AGENCY),
        ("涉嫌犯罪案件移送书", "江汉市监移〔2026〕12号", AGENCY),
        ("涉案物品清单", "", AGENCY),
    )
)
STEPS = (
    shown.StepShown(
        seq=1,
        act="登记",
        unit=AGENCY,
        person="张某某",
        made="3月1日 周日 09:12",
        recorded="3月2日 周一 08:40",
        articles="《移送规定》第五条第一款",
        state="核实中",
        internal=True,
    ),
    shown.StepShown(
        seq=2,
        act="报请审批",
        unit=AGENCY,
        person="张某某",
        made="3月2日 周一 09:30",
        recorded="",
        articles="《移送规定》第五条第一款",
        state="待审批",
        internal=True,
        papers=PAPERS[:1],
    ),
    shown.StepShown(
        seq=3,
        act="移送",
        unit=AGENCY,
        person="张某某",
        made="3月3日 周二 10:02",
        recorded="",
        articles="《移送规定》第六条",
        state="待审查",
        late="迟 1 天",
        reason="现场检查笔录补正后一并移送。",
        values=(shown.Value(label="涉案金额", value="126,400.00 元", numeric=True),),
        papers=PAPERS[1:],
        attachments=(shown.Attachment(label="调查报告", name="调查报告（终稿）.pdf", size="2.3 MB", href="/f/"),),
        services=(
            shown.Service(recipient=POLICE, paper="涉嫌犯罪案件移送书", signed="3月3日 10:31 李某"),
            shown.Service(recipient=PROCURATORATE, paper="涉嫌犯罪案件移送书", copy=True, light=UNSIGNED),
        ),
    ),
)
CLOCKS = (
    shown.Clock(
        name="待审查",
        kind="应当",
        whose=POLICE,
        status="late",
        light=RED,
        due="3月6日 周五 24:00",
        started="自 3月3日 签收起算",
        article="《移送规定》第八条",
        reasons=REASONS,
        old=(
            shown.OldDue(
                due="3月5日 周四 24:00", why="更正签收：回执载明 3月3日 收到，原录入 3月2日", replaced="3月4日"
            ),
        ),
        question="条文未写明“日”是否为工作日",
    ),
    shown.Clock(
        name="待审批",
        kind="应当",
        whose="本单位负责人",
        status="met",
        light=Light(level=Level.NONE, words="已在期内办结"),
        due="3月5日 周四 24:00",
        started="自 3月2日 报请起算",
        article="《移送规定》第五条第二款",
    ),
)


def matter(**more: object) -> shown.MatterShown:
    """A matter that has gone some way."""
    return shown.MatterShown(
        **{
            "number": NUMBER,
            "title": SHORT,
            "href": "/matter/",
            "procedure": "正向移送",
            "procedure_href": "/law/",
            "state": "待审查",
            "turn": POLICE,
            "mine": False,
            "light": GREEN,
            "due": "3月6日 周五 24:00",
            "last_seq": 3,
            "live_href": "/live/3",
            "reasons": REASONS,
            "strip": flow("strip"),
            "chart": flow("chart"),
            "acts": (
                shown.OpenAct(name="补充材料", article="《公安程序规定》第一百八十条", href="/act/", first=True),
                shown.OpenAct(name="不再移送", article="《移送规定》第五条", href="/act/", irreversible=True),
                shown.OpenAct(name="批准移送", article="《移送规定》第五条第二款", blocked="须由本单位负责人办理"),
            ),
            "beside": (shown.OpenAct(name="催办", article="《移送规定》第十四条", href="/act/"),),
            "steps": STEPS,
            "papers": PAPERS,
            "values": (
                shown.Value(label="案件名称", value=SHORT),
                shown.Value(label="涉案金额", value="126,400.00 元", numeric=True),
                shown.Value(label="涉嫌罪名", value="生产、销售有毒、有害食品罪"),
                shown.Value(label="线索内容", value="", open_href="/open/"),
                shown.Value(
                    label="案情摘要", value="经查，该店自2025年9月起在所售饮品中添加国家禁止添加的物质……", long=True
                ),
            ),
            "people": (
                shown.Person(name="某饮品店", kind="单位", open_href="/open/"),
                shown.Person(name="", kind="自然人", minor=True, open_href="/open/"),
                shown.Person(name="", kind="举报人", open_href="/open/"),
            ),
            "owns_sealed": True,
            "opened": (
                shown.Opened(
                    at="2026-03-04 09:12", unit=POLICE, person="李某", field="当事人", purpose="核对当事人身份"
                ),
            ),
            "questions": ("条文未写明“日”是否为工作日",),
            "clocks": CLOCKS,
            "related": (
                shown.Related(
                    title=SHORT,
                    href="/m/",
                    number="立案监督〔2026〕5",
                    procedure="立案监督",
                    state="审查中",
                    how="转入",
                ),
            ),
            "units": (
                shown.Value(label="行政执法机关", value=AGENCY),
                shown.Value(label="公安机关", value=POLICE),
                shown.Value(label="人民检察院", value=PROCURATORATE),
            ),
            **more,
        }  # type: ignore[arg-type]
    )


OVERDUE_MATTER = matter(
    title=LONG,
    light=RED,
    mine=True,
    turn="本单位",
    unsigned=(
        shown.Service(
            recipient=AGENCY,
            paper="不予立案通知书（江汉公（食药）不立字〔2026〕3号）",
            light=UNSIGNED,
            sign_href="/sign/",
        ),
    ),
    questions=("“收到不予立案通知书”后的三日是否为工作日，条文没有写明。",),
)
BARE_MATTER = matter(
    live_href="",
    reasons=(),
    strip="",
    chart="",
    acts=(),
    steps=STEPS[:1],
    papers=(),
    values=(),
    people=(),
    opened=(),
    questions=(),
    beside=(),
    clocks=(),
    related=(),
    units=(),
    due="",
    light=Light(),
)
NEW_STEP = shown.StepShown(
    seq=4,
    act="立案",
    unit=POLICE,
    person="李某",
    made="3月6日 周五 10:31",
    recorded="",
    articles="《移送规定》第八条",
    state="已立案",
)
NOTICE = shown.Notice(unit=POLICE, act="立案", at="10:31", anchor="step-4")
NEWS: dict[str, object] = {
    "matter": matter(state="已立案", last_seq=4, live_href="/live/4"),
    "new_steps": (NEW_STEP,),
    "notices": (NOTICE,),
    "live": True,
}
