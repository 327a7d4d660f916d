"""The words of proof sheets and flow charts in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liandong.kernel.citation import UNKNOWN, Citation
from liandong.kernel.instrument import Instrument
from liandong.kernel.period import Period
from liandong.procedures.clocks import start_words_en
from liandong.procedures.grammar import Limit, Procedure, StartEvent

TITLES = {
    "主体": "Roles",
    "状态": "States",
    "并行的期限": "Time limits beside the states",
    "行为": "Acts",
    "文书": "Papers",
    "计期": "How days are counted",
    "依据": "Articles relied on",
}
"""The titles of a sheet's tables."""
ENGLISH = {
    # a sheet's facts and the heads of its tables
    "程序": "Procedure",
    "施行": "In force from",
    "方案": "Plan",
    "适用": "Applies to",
    "说明": "Note",
    "出处": "Source",
    "代号": "Key",
    "名称": "Name",
    "类": "Kinds of organ",
    "是哪一个单位": "Which unit",
    "状态": "State",
    "轮到": "Turn of",
    "期限": "Time limit",
    "依据": "Basis",
    "约束": "Binds",
    "多久": "How long",
    "止于": "Ended by",
    "行为": "Act",
    "谁": "Who",
    "从": "From",
    "到": "To",
    "要求": "Requires",
    "文书": "Paper",
    "发文": "Issued by",
    "主送、抄送": "Addressed and copied to",
    "内容": "Contents",
    "规则": "Rule",
    "怎样计算": "How",
    "待法制审核": "Awaiting legal review",
    "条文": "Article",
    "大意": "Gist",
    "核实": "Verified",
    "第{point}点": "point {point}",
    # how a role finds its unit
    "开启事项的单位": "the unit that opens the matter",
    "由转入的事项带来": "brought by the matter that hands over",
    "字段“{near}”载明": "named in “{near}”",
    "{near}的同级": "at the level of: {near}",
    "{near}的上级": "above: {near}",
    # who acts where no one role does
    "参加各方": "every party",
    "期限届满": "the clock",
    "（终局）": "(final)",
    "（开启）": "(opens)",
    "（不变）": "(unchanged)",
    "一切状态": "every state",
    "终局以前": "every state but the final ones",
    "（多处）": "(from several states)",
    # limits
    "应当 {span}": "must, within {span}",
    "可以 {span}": "may, within {span}",
    "限 {span}": "if at all, within {span}",
    "至“{field}”": "the day in “{field}”",
    "（{field}的 {period}）": " ({period} where “{field}”)",
    "，自{start}": ", from {start}",
    "；逾期归于“{act}”": "; unused it comes to “{act}”",
    # what an act asks for and brings about
    "填写{what}": "fill in {what}",
    "{what}（可不填）": "{what} (optional)",
    "制发{what}": "issues {what}",
    "必附{what}": "enclosed: {what}",
    "有则附{what}": "enclosed if any: {what}",
    "写明理由": "reason required",
    "送达{whom}": "served on {whom}",
    "抄送{whom}": "copied to {whom}",
    "签收文书": "signs for a paper",
    "签收《{paper}》": "signs for “{paper}”",
    "登记送达": "records proof of service",
    "更正签收日期": "corrects the day of a receipt",
    "延长“{limit}”的期限至{periods}": "extends the limit “{limit}” up to {periods}",
    "延长“{limit}”的期限{periods}": "extends the limit “{limit}” by {periods}",
    "中止各项期限": "suspends all limits",
    "恢复各项期限": "resumes all limits",
    "“{role}”改为“{field}”所填的单位": "“{role}” becomes the unit entered as “{field}”",
    "转入“{procedure}”": "opens “{procedure}”",
    "仅当“{field}”为“{value}”": "only where “{field}” is “{value}”",
    "仅当“{limit}”逾期": "only where “{limit}” is overdue",
    "仅当“{limit}”在期": "only while “{limit}” is within time",
    "只有本单位看得到": "seen by the own unit only",
    "{what}（可无）": "{what} (if any)",
    # how days are counted
    "“日”指工作日": "days are working days",
    "“日”指自然日": "days are calendar days",
    "{days}指工作日": "working days are: {days}",
    "首日计入": "the first day counts",
    "首日不计入": "the first day does not count",
    "末日遇休息日顺延": "a last day that is a rest day moves on",
    "末日遇休息日不顺延": "a last day that is a rest day stays",
    # how far an article was checked
    "已对照原文": "checked against the text",
    "见于转引": "seen in quotations",
    "凭记忆": "from memory",
    UNKNOWN: "to be verified",
    # charts
    "{title}流程图": "Flow chart: {title}",
    "现在处于“{state}”": "Now at “{state}”",
    "可以{acts}": " may go on: {acts}",
    "{act}到“{state}”": "{act} to “{state}”",
    "是终局": " is final",
    "已经过{states}": "It has passed {states}",
    "刚刚开始": "It has just begun",
    "，接下来可以到{states}": "; next it may come to {states}",
}
"""Chinese to English of what sheets and charts say themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One procedure's words in one language: `say` for sentences of the sheet, `name` for what the law names."""

    procedure: Procedure
    english: bool

    def say(self, sentence: str, **words: object) -> str:
        """A sentence of ENGLISH, with its places filled in."""
        return (ENGLISH[sentence] if self.english else sentence).format(**words)

    def title(self, words: str) -> str:
        """The title of a table."""
        return TITLES[words] if self.english else words

    def name(self, words: str) -> str:
        """A name or a text of the procedure."""
        return self.procedure.said(words, english=self.english)

    def names(self, words: Iterable[str]) -> str:
        """Several names in a row."""
        return self.row(self.name(word) for word in words)

    def row(self, words: Iterable[str]) -> str:
        """Words in a row, already in the reader's language."""
        return (", " if self.english else "、").join(words)

    def parts(self, sentences: Iterable[str]) -> str:
        """Sentences in a row."""
        return ("; " if self.english else "；").join(sentences)

    def in_post(self, who: str, posts: str) -> str:
        """A role and its posts: 公安机关·负责人."""
        return f"{who} ({posts})" if self.english else f"{who}·{posts}"

    def sentences(self, sentences: Iterable[str]) -> str:
        """Whole sentences, each with its full stop."""
        return " ".join(f"{one}." for one in sentences) if self.english else "".join(f"{one}。" for one in sentences)

    def paper(self, name: str) -> str:
        """The title of a paper."""
        return self.name(name) if self.english else f"《{name}》"

    def period(self, period: Period | None) -> str:
        """How long."""
        return "" if period is None else period.in_english() if self.english else str(period)

    def article(self, citation: Citation, instruments: Mapping[str, Instrument]) -> str:
        """An article in as few words as a table has room for: 移送规定第五条第二款."""
        instrument = instruments.get(citation.instrument)
        if instrument is None:
            return str(citation)
        if self.english:
            return citation.in_english(instruments)
        return citation.words(instruments).replace(f"《{instrument.title}》", instrument.short, 1)

    def articles(self, citations: Iterable[Citation], instruments: Mapping[str, Instrument]) -> str:
        """Several articles."""
        return self.parts(self.article(citation, instruments) for citation in citations)

    def limit(self, limit: Limit) -> str:
        """应当 3日（紧急 1日），自收到《立案通知书》；逾期归于“逾期未异议”."""
        field = self.name(limit.urgent_field)
        return (
            self.say(f"{limit.kind} {{span}}", span=self.span(limit))
            + (
                self.say("（{field}的 {period}）", field=field, period=self.period(limit.urgent))
                if limit.urgent
                else ""
            )
            + self.say("，自{start}", start=self._start(limit))
            + (self.say("；逾期归于“{act}”", act=self.name(limit.lapse)) if limit.lapse else "")
        )

    def span(self, limit: Limit) -> str:
        """How long, or until which day."""
        return self.period(limit.period) or self.say("至“{field}”", field=self.name(limit.period_field))

    def _start(self, limit: Limit) -> str:
        if self.english:
            return start_words_en(limit, self.procedure.english)
        received = limit.start.event is StartEvent.RECEIVED
        return f"{limit.start.event}" + "或".join(f"《{name}》" if received else f"“{name}”" for name in limit.start.of)
