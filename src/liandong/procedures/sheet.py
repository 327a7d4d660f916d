"""The proof sheet of a procedure: all that it says, in words, as tables of plain text for the program and the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liandong.kernel.citation import UNKNOWN, Citation
from liandong.kernel.instrument import Instrument, Mark
from liandong.kernel.regime import Regime
from liandong.procedures.grammar import CLOCK, EVERYONE, Act, Find, Limit, Procedure, Question, State
from liandong.procedures.law import Law
from liandong.procedures.proof_paths import Paths, is_beside

MARKS = {Mark.V: "已对照原文", Mark.SECONDARY: "见于转引", Mark.MEMORY: "凭记忆"}
_NOBODY = {EVERYONE: "参加各方", CLOCK: "期限届满"}  # who acts where no one role does
_FIND = {Find.OPENER: "开启事项的单位", Find.CARRIED: "由转入的事项带来"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what it is of, its column heads, its rows; every row is as long as the heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    """One state in the order in which a matter comes to it, and beneath it what may be done there."""

    state: str
    turn: str
    limit: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole sheet."""

    title: str
    facts: tuple[tuple[str, str], ...]  # label and value
    tables: tuple[Table, ...]
    flow: tuple[FlowStep, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One line of the list of procedures. `marks` counts the articles it rests on by how far they were checked."""

    name: str
    version: str
    variant: str
    title: str
    points: tuple[int, ...]
    states: int
    acts: int
    limits: int
    marks: Mapping[str, int]
    questions: int


def article(citation: Citation, instruments: Mapping[str, Instrument]) -> str:
    """An article in as few words as a table has room for: 移送规定第五条第二款."""
    instrument = instruments.get(citation.instrument)
    if instrument is None:
        return str(citation)
    return citation.words(instruments).replace(f"《{instrument.title}》", instrument.short, 1)


def limit_in_words(limit: Limit) -> str:
    """应当 3日（紧急 1日），自收到《立案通知书》；逾期：逾期未异议."""
    span = f"{limit.period}" if limit.period else f"至“{limit.period_field}”"
    urgent = f"（{limit.urgent_field}的 {limit.urgent}）" if limit.urgent else ""
    of = "或".join(f"《{name}》" if limit.start.event.value == "收到" else f"“{name}”" for name in limit.start.of)
    lapse = f"；逾期归于“{limit.lapse}”" if limit.lapse else ""
    return f"{limit.kind} {span}{urgent}，自{limit.start.event}{of}{lapse}"


def sheet(procedure: Procedure, law: Law) -> Sheet:
    """The proof sheet of one version of one procedure."""
    variant = f"（{procedure.variant}）" if procedure.variant else ""
    points = "、".join(f"第{point}点" for point in procedure.points)
    facts = [
        ("程序", procedure.name + variant),
        ("施行", procedure.version),
        ("方案", points),
        ("适用", "、".join(procedure.variant_kinds)),
        ("说明", procedure.note),
        ("出处", f"law/{procedure.place.file}"),
    ]
    tables = (
        _roles(procedure),
        _states(procedure, law),
        _side_limits(procedure, law),
        _acts(procedure, law),
        _papers(procedure, law),
        _regimes(procedure, law),
        _articles(procedure, law),
    )
    return Sheet(
        title=procedure.title + variant,
        facts=tuple((label, value) for label, value in facts if value),
        tables=tuple(table for table in tables if table.rows),
        flow=tuple(_flow(procedure)),
        questions=_questions(procedure, law),
    )


def summary(procedure: Procedure, law: Law) -> Summary:
    """The procedure in one line."""
    marks = Counter(_mark(citation, law) for citation in citations(procedure))
    return Summary(
        name=procedure.name,
        version=procedure.version,
        variant=procedure.variant,
        title=procedure.title,
        points=procedure.points,
        states=len(procedure.states),
        acts=len(procedure.acts),
        limits=len(procedure.limits),
        marks={mark: marks[mark] for mark in (*Mark, UNKNOWN) if marks[mark]},
        questions=len(_questions(procedure, law)),
    )


def citations(procedure: Procedure) -> tuple[Citation, ...]:
    """Every article that the procedure rests on, each once, in order."""
    cited = [
        *(citation for state in procedure.states.values() for citation in state.citations),
        *(citation for act in procedure.acts.values() for citation in act.citations),
        *(citation for limit in procedure.limits.values() for citation in limit.citations),
    ]
    return tuple(sorted(set(cited), key=_order))


def _order(citation: Citation) -> tuple[str, int, str, int, int]:
    digits = "".join(char for char in citation.article if char.isdecimal())
    return citation.instrument, int(digits or 0), citation.article, citation.paragraph, citation.item


def _mark(citation: Citation, law: Law) -> str:
    instrument = law.instruments.get(citation.instrument)
    return instrument.articles.get(citation.article, UNKNOWN) if instrument else UNKNOWN


def _roles(procedure: Procedure) -> Table:
    rows = []
    for role in procedure.roles.values():
        near = procedure.roles[role.near].name if role.near in procedure.roles else role.near
        found = _FIND.get(role.find) or (f"字段“{near}”载明" if role.find is Find.FIELD else f"{near}的{role.find}")
        rows.append((role.key, role.name, "、".join(role.kinds), found))
    return Table(title="主体", heads=("代号", "名称", "类", "是哪一个单位"), rows=tuple(rows))


def _states(procedure: Procedure, law: Law) -> Table:
    rows = tuple(
        (
            state.name,
            _turn(procedure, state),
            limit_in_words(state.limit) if state.limit else "",
            _joined(state.limit.citations if state.limit else state.citations, law),
        )
        for state in procedure.states.values()
    )
    return Table(title="状态", heads=("状态", "轮到", "期限", "依据"), rows=rows)


def _turn(procedure: Procedure, state: State) -> str:
    if state.final:
        return "（终局）"
    name = procedure.roles[state.role].name if state.role in procedure.roles else state.role
    return f"{name}·{state.post}" if state.post else name


def _side_limits(procedure: Procedure, law: Law) -> Table:
    rows = tuple(
        (
            limit.name,
            procedure.roles[limit.role].name if limit.role in procedure.roles else limit.role,
            limit_in_words(limit),
            "、".join(name for name in procedure.acts if name in limit.ended_by),
            _joined(limit.citations, law),
        )
        for limit in procedure.limits.values()
        if is_beside(limit)
    )
    return Table(title="并行的期限", heads=("期限", "约束", "多久", "止于", "依据"), rows=rows)


def _acts(procedure: Procedure, law: Law) -> Table:
    rows = tuple(
        (
            act.name,
            _who(procedure, act),
            _from(procedure, act),
            act.to_state or "（不变）",
            "；".join(_with(procedure, act)),
            _joined(act.citations, law),
        )
        for act in procedure.acts.values()
    )
    return Table(title="行为", heads=("行为", "谁", "从", "到", "要求", "依据"), rows=rows)


def _who(procedure: Procedure, act: Act) -> str:
    names = _names(procedure, act.roles)
    return names if act.roles == (CLOCK,) else f"{names}·{'、'.join(act.posts)}"


def _names(procedure: Procedure, keys: tuple[str, ...]) -> str:
    return "、".join(_NOBODY.get(key) or (procedure.roles[key].name if key in procedure.roles else key) for key in keys)


def _from(procedure: Procedure, act: Act) -> str:
    if act.opens:
        return "（开启）"
    if act.from_states == procedure.states.keys():
        return "一切状态"
    if act.from_states == {name for name, state in procedure.states.items() if not state.final}:
        return "终局以前"
    return "、".join(name for name in procedure.states if name in act.from_states)


def _with(procedure: Procedure, act: Act) -> Iterator[str]:
    """What an act asks for and brings about, beyond who, from and to."""
    if act.limit:
        yield limit_in_words(act.limit)
    if act.fields:
        yield "填写" + "、".join(f"{field.name}{'' if field.required else '（可不填）'}" for field in act.fields)
    if act.papers:
        yield "制发" + "、".join(f"《{paper}》" for paper in act.papers)
    if act.attachments:
        yield "必附" + "、".join(act.attachments)
    if act.optional_attachments:
        yield "有则附" + "、".join(act.optional_attachments)
    if act.reason_required:
        yield "写明理由"
    if act.serves:
        yield "送达" + _names(procedure, act.serves)
    if act.copies:
        yield "抄送" + _names(procedure, act.copies)
    if act.signs:
        yield "签收文书" if act.signs == "任意" else f"签收《{act.signs}》"
    if act.records_service:
        yield "登记送达"
    if act.corrects:
        yield "更正签收日期"
    if act.extension:
        upto = "、".join(str(period) for period in act.extension.up_to)
        yield f"延长“{act.extension.limit}”的期限" + (f"至{upto}" if upto else f"{act.extension.by}")
    if act.suspends:
        yield "中止各项期限"
    if act.resumes:
        yield "恢复各项期限"
    if act.reassigns:
        yield f"“{act.reassigns}”改为“{act.reassigns_to}”所填的单位"
    if act.hand_over:
        yield f"转入“{act.hand_over.procedure}”"
    if act.condition:
        condition = act.condition
        yield (
            f"仅当“{condition.field}”为“{condition.value}”"
            if condition.field
            else f"仅当“{condition.overdue or condition.running}”{'逾期' if condition.overdue else '在期'}"
        )
    if act.internal:
        yield "只有本单位看得到"


def _papers(procedure: Procedure, law: Law) -> Table:
    rows = []
    for name in dict.fromkeys(paper for act in procedure.acts.values() for paper in act.papers):
        letter = law.letters.get(name)
        if letter is None:
            continue
        to = _names(procedure, (letter.to, *letter.copies) if letter.to else letter.copies)
        contents = "、".join(content.name + ("" if content.required else "（可无）") for content in letter.contents)
        sender = _names(procedure, (letter.sender,))
        rows.append((f"《{name}》", sender, to, contents, _joined(letter.citations, law)))
    return Table(title="文书", heads=("文书", "发文", "主送、抄送", "内容", "依据"), rows=tuple(rows))


def _regimes(procedure: Procedure, law: Law) -> Table:
    rows = []
    for regime in _used_regimes(procedure).values():
        days = "、".join(f"{count}日" for count in sorted(regime.workday_counts))
        workdays = "“日”指工作日" if regime.day_is_workday else f"{days}指工作日" if days else "“日”指自然日"
        start = "首日计入" if regime.start_counts else "首日不计入"
        end = "末日遇休息日顺延" if regime.roll_over else "末日遇休息日不顺延"
        bases = (regime.basis, regime.start_basis, regime.end_basis, regime.month_basis)
        cited = tuple(dict.fromkeys(basis for basis in bases if basis))
        rows.append((regime.name, f"{workdays}；{start}；{end}", _joined(cited, law), regime.question))
    return Table(title="计期", heads=("规则", "怎样计算", "依据", "待法制审核"), rows=tuple(rows))


def _used_regimes(procedure: Procedure) -> dict[str, Regime]:
    return {limit.regime.name: limit.regime for limit in procedure.limits.values()}


def _questions(procedure: Procedure, law: Law) -> tuple[Question, ...]:
    """Its own, and those of the instruments, letters and regimes that it rests on."""
    files = {f"instruments/{citation.instrument}.yaml" for citation in citations(procedure)}
    files |= {f"letters/{paper}.yaml" for act in procedure.acts.values() for paper in act.papers}
    regimes = {f"计期规则“{name}”" for name in _used_regimes(procedure)}
    own = dict.fromkeys(procedure.questions)
    return (*own, *(q for q in law.questions if q not in own and (q.place.file in files or q.about in regimes)))


def _articles(procedure: Procedure, law: Law) -> Table:
    rows = []
    for citation in citations(procedure):
        instrument = law.instruments.get(citation.instrument)
        if instrument is None:
            continue
        mark = instrument.articles.get(citation.article)
        gist = instrument.gists.get(citation.article, "")
        rows.append((citation.words(law.instruments), gist, MARKS[mark] if mark else UNKNOWN))
    return Table(title="依据", heads=("条文", "大意", "核实"), rows=tuple(rows))


def _joined(cited: tuple[Citation, ...], law: Law) -> str:
    return "；".join(article(citation, law.instruments) for citation in cited)


def _flow(procedure: Procedure) -> Iterator[FlowStep]:
    """States in the order in which a matter comes to them, breadth first; each with the acts that lead on."""
    openings = procedure.openings()
    yield FlowStep(state="（开启）", turn="", limit="", acts=tuple(_leads(procedure, act) for act in openings))
    reached = Paths(procedure).reached
    waiting = list(dict.fromkeys(act.to_state for act in openings))
    for name in waiting:
        if name not in reached:
            continue
        state = procedure.states[name]
        leading = [act for act in procedure.acts.values() if name in act.from_states and act.to_state]
        waiting += [act.to_state for act in leading if act.to_state not in waiting]
        yield FlowStep(
            state=name,
            turn=_turn(procedure, state),
            limit=limit_in_words(state.limit) if state.limit else "",
            acts=tuple(_leads(procedure, act) for act in leading),
        )


def _leads(procedure: Procedure, act: Act) -> str:
    return f"{act.name}（{_names(procedure, act.roles)}）→ {act.to_state}"
