"""What the pages look like with nothing, with little, with long names, with errors and overdue; no one in it is real."""

from __future__ import annotations

from liandong.web import shown, shown_form, shown_law
from liandong.web.shown import Level, Light, Link

RED = Light(level=Level.RED, words="逾期 2 天")
YELLOW = Light(level=Level.YELLOW, words="剩 1 个工作日")
GREEN = Light(level=Level.GREEN, words="剩 9 个工作日")
GREY = Light(level=Level.GREY, words="未起算：待签收")
UNSIGNED = Light(level=Level.YELLOW, words="未签收 1 天")
LONG = (
    "某某（湖北）生物科技发展有限公司、某某堂大药房连锁有限公司第一百二十三分店等七家"
    "单位涉嫌生产、销售不符合安全标准的食品并伪造检验检疫证明文件案"
)
SHORT = "某饮品店涉嫌生产有毒有害食品案"
POLICE = "武汉市公安局江汉区分局"
AGENCY = "武汉市江汉区市场监督管理局"
PROCURATORATE = "武汉市江汉区人民检察院"
NUMBER = "420103-SJ-2026-00123"


def _chip(name: str, x: int, kind: str) -> str:
    box = f'<rect class="box" x="{x}" y="14" width="90" height="28" rx="14"/>'
    return f'<g class="state {kind}">{box}<text class="name" x="{x + 45}" y="33" text-anchor="middle">{name}</text></g>'


def _arrow(x: int, kind: str) -> str:
    return (
        f'<g class="edge {kind}"><path class="line" fill="none" d="M{x} 28H{x + 20}"/>'
        f'<path class="head" d="M{x + 20} 28L{x + 13} 24L{x + 13} 32Z"/></g>'
    )


def _flow(kind: str) -> str:
    """A drawing with the marks that procedures.chart puts on its parts."""
    states = ("核实中", "待审批", "待移送", "待审查", "已立案")
    marks = ("visited", "visited", "visited", "current", "next")
    parts = [_chip(name, 10 + 110 * n, mark) for n, (name, mark) in enumerate(zip(states, marks, strict=True))]
    arrows = [_arrow(100 + 110 * n, "taken" if n < 3 else "") for n in range(4)]
    return (
        f'<svg class="{kind}" role="img" aria-labelledby="{kind}-title" width="560" height="56" viewBox="0 0 560 56">'
        f'<title id="{kind}-title">现在处于“待审查”</title>{"".join(parts + arrows)}</svg>'
    )


ROOMS = ("工作台", "台账", "新建", "文书", "法律依据")


def shell_words(room: str = "") -> dict[str, object]:
    """The frame of a handler who has posts in two units, as the acting middleware leaves it."""
    return {
        "person": "张某某",
        "posts": (
            shown.Choice(value="a", words=f"{AGENCY}（承办人）", chosen=True),
            shown.Choice(value="b", words="武汉市江汉区府检联动工作联席会议办公室（联络员）"),
        ),
        "rooms": tuple(Link(words=name, href=f"/{name}/", current=name == room) for name in ROOMS),
        "search_href": "/ledger/",
        "help_href": "/help/",
        "law_version": "2026-11-20",
    }


def _work(title: str, state: str, due: str, light: Light, sender: str, procedure: str = "正向移送") -> shown.WorkRow:
    return shown.WorkRow(
        title=title,
        href="/matter/",
        number=NUMBER,
        procedure=procedure,
        state=state,
        due=due,
        light=light,
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
            _work(SHORT, "待审批", "3月9日 周一 24:00", YELLOW, AGENCY),
            _work("某建材经营部涉嫌销售伪劣产品案", "待移送", "3月9日 周一 10:31", YELLOW, AGENCY),
        ),
    ),
    shown.WorkBlock(
        key="mine",
        title="轮到我办",
        empty="",
        rows=(
            _work("某网络科技公司涉嫌传销案", "核实中", "", Light(), AGENCY),
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
        ("state", "状态"),
        ("turn", "轮到"),
        ("due", "期限"),
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
                party=POLICE,
                last_step="通知补正",
                last_at="2026-03-04 10:31",
            )
            for number in range(rows)
        ),
        **more,  # type: ignore[arg-type]
    )


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
            "live_href": "/live/",
            "reasons": REASONS,
            "strip": _flow("strip"),
            "chart": _flow("chart"),
            "acts": (
                shown.OpenAct(name="补充材料", article="《公安程序规定》第一百八十条", href="/act/", first=True),
                shown.OpenAct(name="催办", article="《移送规定》第十四条", href="/act/"),
                shown.OpenAct(name="不再移送", article="《移送规定》第五条", href="/act/", irreversible=True),
                shown.OpenAct(name="批准移送", article="《移送规定》第五条第二款", blocked="须由本单位负责人办理"),
            ),
            "steps": STEPS,
            "papers": PAPERS,
            "values": (
                shown.Value(label="案件名称", value=SHORT),
                shown.Value(label="涉案金额", value="126,400.00 元", numeric=True),
                shown.Value(label="涉嫌罪名", value="生产、销售有毒、有害食品罪"),
                shown.Value(label="举报人", value="••••••", open_href="/open/"),
                shown.Value(
                    label="案情摘要", value="经查，该店自2025年9月起在所售饮品中添加国家禁止添加的物质……", long=True
                ),
            ),
            "people": (
                shown.Person(name="某饮品店", kind="单位", identity="9142••••••••••3X", open_href="/open/"),
                shown.Person(name="陈某", kind="自然人", identity="4201••••••••••••12", minor=True, open_href="/open/"),
            ),
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


def _field(key: str, kind: str, **more: object) -> shown_form.FieldShown:
    return shown_form.FieldShown(**{"key": key, "label": key, "type": kind, "required": True, **more})  # type: ignore[arg-type]


def form(wrong: bool = False, **more: object) -> shown_form.ActForm:
    """A form with every type of field."""
    crimes = tuple(
        shown.Choice(value=name, words=name) for name in ("生产、销售有毒、有害食品罪", "生产、销售伪劣产品罪")
    )
    fields = (
        _field("案件名称", "文本", value=SHORT, carried="已从“登记”带入，可以修改"),
        _field("案件来源", "选项", choices=crimes, help="说明案件来源、违法事实和证据（第六条第一项）。"),
        _field(
            "涉案金额",
            "金额",
            unit="元",
            value="十二万" if wrong else "126400.00",
            error="“涉案金额”应是不小于0、最多两位小数的金额（元），例如 50000.00。" if wrong else "",
        ),
        _field("案情摘要", "长文本", error="请填写“案情摘要”。" if wrong else ""),
        _field("接受移送的公安机关", "单位", lookup_href="/units/"),
        _field("是否紧急", "是否", value="否"),
        _field("承办人员", "名单", at_least=2, value="张某某\n王某某"),
        _field("举报人", "文本", required=False, sensitive=True),
        _field(
            "当事人",
            "当事人",
            parties=(
                shown_form.PartyRow(index=0, name="某饮品店", kind="单位"),
                shown_form.PartyRow(index=1, name="陈某", minor=True, error="证件号码应为18位。" if wrong else ""),
            ),
        ),
    )
    times = (
        _field("发现时间", "日期", value="2026-03-01"),
        _field(
            "办理时间", "时间", value="2026-03-03T10:02", help="实际办理的时间；与登记的时间不同时，两个时间都会保留。"
        ),
    )
    return shown_form.ActForm(
        **{
            "act": "移送",
            "help": "向公安机关移送涉嫌犯罪案件，应当附有下列材料。",
            "article": "《行政执法机关移送涉嫌犯罪案件的规定》第六条",
            "action_href": "/act/",
            "back": Link(words="回到事项", href="/matter/"),
            "seq": 3,
            "draft_href": "/draft/",
            "draft_saved": "3月3日 09:40",
            "draft_discard_href": "/draft/discard/",
            "matter_title": SHORT,
            "matter_number": NUMBER,
            "state": "待移送",
            "light": YELLOW,
            "due": "3月4日 周三 10:31",
            "groups": (
                shown_form.FieldGroup(title="案情", fields=fields),
                shown_form.FieldGroup(title="时间", fields=times),
            ),
            "checklist": (
                shown_form.ChecklistItem(
                    key="p1", label="涉嫌犯罪案件移送书", made=True, article="第六条第一项", preview_href="/preview/"
                ),
                shown_form.ChecklistItem(
                    key="a1",
                    label="涉嫌犯罪案件情况的调查报告",
                    article="第六条第二项",
                    upload_href="/upload/",
                    files=(
                        shown.Attachment(
                            label="调查报告", name="调查报告（终稿）.pdf", size="2.3 MB", href="/f/", remove_href="/x/"
                        ),
                    ),
                ),
                shown_form.ChecklistItem(
                    key="a2",
                    label="涉案物品清单",
                    article="第六条第三项",
                    upload_href="/upload/",
                    error="缺少应附材料：涉案物品清单。" if wrong else "",
                ),
                shown_form.ChecklistItem(
                    key="a3",
                    label="有关检验报告或者鉴定结论",
                    required=False,
                    article="第六条第四项",
                    upload_href="/upload/",
                ),
            ),
            "consequences": (
                shown_form.Consequence(words=f"送达{POLICE}，抄送{PROCURATORATE}。", article="第六条、第七条"),
                shown_form.Consequence(words="对方签收后，三日内决定是否立案的期限开始计算。", article="第八条"),
                shown_form.Consequence(words="提交后不能撤回。", irreversible=True),
            ),
            "statute": (
                shown.Reason(article="第六条", words="行政执法机关向公安机关移送涉嫌犯罪案件，应当附有下列材料：……"),
            ),
            "secrecy": True,
            **more,
        }  # type: ignore[arg-type]
    )


WRONG_FORM = form(
    wrong=True,
    refusal=shown_form.Refusal(
        why="有3处需要补正，“移送”没有提交。", do="请按下列提示逐项补正；已填写的内容均已保留。", article="第六条"
    ),
    errors=(
        shown_form.FormError(words="“涉案金额”应是不小于0、最多两位小数的金额（元）。", anchor="f-涉案金额"),
        shown_form.FormError(words="请填写“案情摘要”。", anchor="f-案情摘要"),
        shown_form.FormError(words="缺少应附材料：涉案物品清单。", anchor="f-a2"),
    ),
)
CONFLICT_FORM = form(
    irreversible=True, conflict=shown_form.Conflict(who="同事王某某", at="10:31", act="立案", href="/matter/")
)
OFFERED = (
    shown_form.ProcedureOffered(
        name="正向移送",
        title="行政执法机关向公安机关移送涉嫌犯罪案件",
        article="《行政执法机关移送涉嫌犯罪案件的规定》",
        href="/law/",
        points="方案第15点",
        acts=(
            shown_form.OpeningAct(
                name="登记", href="/new/1/", article="第五条第一款", help="查处违法行为中发现涉嫌构成犯罪。"
            ),
            shown_form.OpeningAct(name="受理", href="", article="第七条", post="须由本单位收件岗位办理"),
        ),
        drafts=(Link(words=f"{SHORT}（3月3日 09:40 保存）", href="/new/1/"),),
    ),
)


def _cells(*words: str) -> tuple[shown_law.Cell, ...]:
    return tuple(shown_law.Cell(words=word, strong=first == 0) for first, word in enumerate(words))


QUESTIONS = (
    shown_law.QuestionShown(
        words="第八条“3日”是自然日还是工作日，条文没有写明；现按自然日、末日遇休顺延计算。",
        about="待审查",
        place="procedures/正向移送/2020-09-01.yaml 第 31 行",
        href="/law/",
    ),
    shown_law.QuestionShown(
        words="移送书的字号格式未见规定。", about="涉嫌犯罪案件移送书", place="letters/移送书.yaml 第 7 行"
    ),
)
LAWS = (
    shown_law.LawRow(
        name="正向移送",
        title="行政执法机关向公安机关移送涉嫌犯罪案件",
        href="/law/",
        in_force="2020-09-01",
        points="第15点",
        instrument="国务院令第310号",
        variants=(Link(words="生态环境", href="/law/1/"), Link(words="安全生产", href="/law/2/")),
        questions=12,
    ),
    shown_law.LawRow(
        name="立案监督",
        title="人民检察院立案监督",
        href="/law/",
        in_force="2010-10-01",
        points="第15点",
        instrument="高检会〔2010〕5号",
    ),
)
LAW = shown_law.LawShown(
    title="行政执法机关向公安机关移送涉嫌犯罪案件",
    in_force="2020-09-01",
    points="服务方案第15点",
    chart=_flow("chart"),
    versions=(Link(words="2020-09-01", current=True), Link(words="2001-07-09", href="/law/0/")),
    variants=(Link(words="生态环境", href="/law/1/"),),
    note="案件沿用受理时有效的版本。",
    tables=(
        shown_law.Table(
            key="states",
            caption="状态和期限",
            heads=("状态", "轮到", "期限", "依据"),
            rows=(
                _cells("待审批", "行政执法机关负责人", "应当 3日，自“报请审批”", "《移送规定》第五条第二款"),
                _cells("待审查", "公安机关", "应当 3日，自收到《涉嫌犯罪案件移送书》", "《移送规定》第八条"),
            ),
        ),
        shown_law.Table(key="papers", caption="文书", heads=("文书", "依据"), rows=(), empty="本程序没有文书。"),
    ),
    articles=(
        shown_law.ArticleShown(
            instrument="行政执法机关移送涉嫌犯罪案件的规定",
            article="第八条",
            used_by="待审查",
            verified=Light(level=Level.GREEN, words="已对照原文"),
        ),
        shown_law.ArticleShown(
            instrument="行政执法机关移送涉嫌犯罪案件的规定",
            article="第十二条",
            used_by="已立案",
            verified=Light(level=Level.YELLOW, words="凭记忆"),
        ),
    ),
    questions=QUESTIONS,
)
PAPER_ROWS = (
    shown_law.PaperRow(
        title="涉嫌犯罪案件移送书",
        number="江汉市监移〔2026〕12号",
        preview_href="/paper/",
        matter=LONG,
        matter_href="/matter/",
        issuer=AGENCY,
        recipients=POLICE,
        issued="2026-03-03",
        light=Light(level=Level.GREEN, words="已签收"),
        pdf_href="/p.pdf",
        docx_href="/p.docx",
    ),
    shown_law.PaperRow(
        title="不予立案通知书",
        number="江汉公（食药）不立字〔2026〕3号",
        preview_href="/paper/",
        matter=SHORT,
        matter_href="/matter/",
        issuer=POLICE,
        recipients=AGENCY,
        issued="2026-03-06",
        light=UNSIGNED,
        pdf_href="/p.pdf",
    ),
)
PREVIEW = shown_law.PaperPreview(
    title="涉嫌犯罪案件移送书",
    number="江汉市监移〔2026〕12号",
    issuer=AGENCY,
    issued="2026-03-03",
    frame_href="/blank.html",
    pdf_href="/p.pdf",
    docx_href="/p.docx",
    back=Link(words=SHORT, href="/matter/"),
    contents=("案件来源", "违法事实", "证据", "涉嫌罪名"),
    article="《移送规定》第六条",
    draft=True,
    text=("武汉市公安局江汉区分局：", "现将某饮品店涉嫌犯罪一案移送你局。"),
)

# name -> (template, room, context)
PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "worklist": ("web/worklist.html", "工作台", {"blocks": BLOCKS}),
    "worklist-empty": ("web/worklist.html", "工作台", {"blocks": EMPTY_BLOCKS}),
    "ledger": ("web/ledger.html", "台账", {"ledger": ledger(30)}),
    "ledger-empty": ("web/ledger.html", "台账", {"ledger": ledger(0)}),
    "ledger-none-found": ("web/ledger.html", "台账", {"ledger": ledger(0, filtered=True, clear_href="/l/")}),
    "matter": ("web/matter.html", "台账", {"matter": matter()}),
    "matter-overdue": ("web/matter.html", "台账", {"matter": OVERDUE_MATTER}),
    "matter-bare": ("web/matter.html", "台账", {"matter": BARE_MATTER}),
    "act": ("web/act.html", "新建", {"form": form()}),
    "act-wrong": ("web/act.html", "新建", {"form": WRONG_FORM}),
    "act-conflict": ("web/act.html", "新建", {"form": CONFLICT_FORM}),
    "new": ("web/new.html", "新建", {"procedures": OFFERED}),
    "new-empty": ("web/new.html", "新建", {"procedures": ()}),
    "papers": ("web/papers.html", "文书", {"papers": PAPER_ROWS, "next_href": "?after=1"}),
    "papers-empty": ("web/papers.html", "文书", {"papers": ()}),
    "paper-preview": ("web/paper_preview.html", "文书", {"paper": PREVIEW}),
    "law-list": ("web/law_list.html", "法律依据", {"laws": LAWS, "questions_href": "/q/"}),
    "law-show": ("web/law_show.html", "法律依据", {"law": LAW}),
    "questions": ("web/questions.html", "法律依据", {"questions": QUESTIONS}),
    "questions-empty": ("web/questions.html", "法律依据", {"questions": ()}),
    "help": ("web/help.html", "", {}),
    "403": ("403.html", "", {"exception": ""}),
    "404": ("404.html", "", {}),
    "500": ("500.html", "", {}),
    "locked-out": ("account/locked_out.html", "", {"minutes": 15}),
}
