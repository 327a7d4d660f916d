"""Sample law pages and papers."""

from __future__ import annotations

from tests.pages.sample_words import AGENCY, LONG, POLICE, SHORT, UNSIGNED, flow

from liandong.web import shown_law
from liandong.web.shown import Choice, Filter, Level, Light, Link


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
    chart=flow("chart"),
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
ROOM_FILTERS = (
    Filter(key="q", label="文书、文号、事项", kind="search"),
    Filter(key="way", label="范围", kind="select", choices=(Choice(value="", words="全部", chosen=True),)),
    Filter(key="from", label="发文自", kind="date"),
)
PAPER_ROOM = shown_law.PaperRoom(rows=PAPER_ROWS, filters=ROOM_FILTERS, next_href="?after=1", previous_href="?")
EMPTY_ROOM = shown_law.PaperRoom(rows=(), filters=ROOM_FILTERS)
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
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    kept_at="2026-03-03 10:31",
    text=("武汉市公安局江汉区分局：", "现将某饮品店涉嫌犯罪一案移送你局。"),
)
