"""The proof sheet of a procedure: all that it says, in words, as tables of plain text for the program and the page.

In English every sentence comes from wording.ENGLISH and every name from the law itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from liandong.kernel.citation import UNKNOWN, Citation
from liandong.kernel.instrument import Mark
from liandong.kernel.period import Period, Unit
from liandong.kernel.regime import Regime
from liandong.procedures.grammar import CLOCK, EVERYONE, Act, Condition, Find, Procedure, Question, State
from liandong.procedures.law import Law
from liandong.procedures.proof_paths import Paths, is_beside
from liandong.procedures.wording import Wording

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


def sheet(procedure: Procedure, law: Law, *, english: bool = False) -> Sheet:
    """The proof sheet of one version of one procedure."""
    said = Wording(procedure=procedure, english=english)
    variant = f"（{procedure.variant}）" if procedure.variant else ""
    facts = [
        ("程序", procedure.name + variant),
        ("施行", procedure.version),
        ("方案", said.row(said.say("第{point}点", point=point) for point in procedure.points)),
        ("适用", said.names(procedure.variant_kinds)),
        ("说明", said.name(procedure.note)),
        ("出处", f"law/{procedure.place.file}"),
    ]
    tables = (
        _roles(said),
        _states(said, law),
        _side_limits(said, law),
        _acts(said, law),
        _papers(said, law),
        _regimes(said, law),
        _articles(said, law),
    )
    return Sheet(
        title=procedure.title_en if english else procedure.title + variant,
        facts=tuple((said.say(label), value) for label, value in facts if value),
        tables=tuple(table for table in tables if table.rows),
        flow=tuple(_flow(said)),
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


def _roles(said: Wording) -> Table:
    roles = said.procedure.roles
    rows = []
    for role in roles.values():
        near = said.name(roles[role.near].name if role.near in roles else role.near)
        found = (
            said.say(_FIND[role.find])
            if role.find in _FIND
            else said.say("字段“{near}”载明" if role.find is Find.FIELD else f"{{near}}的{role.find}", near=near)
        )
        rows.append((*(() if said.english else (role.key,)), said.name(role.name), said.names(role.kinds), found))
    heads = ("名称", "类", "是哪一个单位") if said.english else ("代号", "名称", "类", "是哪一个单位")
    return _table(said, "主体", heads, rows)


def _table(said: Wording, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(title=said.title(title), heads=tuple(said.say(head) for head in heads), rows=tuple(rows))


def _states(said: Wording, law: Law) -> Table:
    rows = (
        (
            said.name(state.name),
            _turn(said, state),
            said.limit(state.limit) if state.limit else "",
            said.articles(state.limit.citations if state.limit else state.citations, law.instruments),
        )
        for state in said.procedure.states.values()
    )
    return _table(said, "状态", ("状态", "轮到", "期限", "依据"), rows)


def _turn(said: Wording, state: State) -> str:
    if state.final:
        return said.say("（终局）")
    roles = said.procedure.roles
    name = said.name(roles[state.role].name if state.role in roles else state.role)
    return said.in_post(name, said.name(state.post)) if state.post else name


def _side_limits(said: Wording, law: Law) -> Table:
    procedure = said.procedure
    rows = (
        (
            said.name(limit.name),
            said.name(procedure.roles[limit.role].name if limit.role in procedure.roles else limit.role),
            said.limit(limit),
            said.names(name for name in procedure.acts if name in limit.ended_by),
            said.articles(limit.citations, law.instruments),
        )
        for limit in procedure.limits.values()
        if is_beside(limit)
    )
    return _table(said, "并行的期限", ("期限", "约束", "多久", "止于", "依据"), rows)


def _acts(said: Wording, law: Law) -> Table:
    rows = (
        (
            said.name(act.name),
            _who(said, act),
            _from(said, act),
            said.name(act.to_state) or said.say("（不变）"),
            said.parts(_with(said, act)),
            said.articles(act.citations, law.instruments),
        )
        for act in said.procedure.acts.values()
    )
    return _table(said, "行为", ("行为", "谁", "从", "到", "要求", "依据"), rows)


def _who(said: Wording, act: Act) -> str:
    names = _names(said, act.roles)
    return names if act.roles == (CLOCK,) else said.in_post(names, said.names(act.posts))


def _names(said: Wording, keys: tuple[str, ...]) -> str:
    roles = said.procedure.roles
    return said.row(
        said.say(_NOBODY[key]) if key in _NOBODY else said.name(roles[key].name if key in roles else key)
        for key in keys
    )


def _from(said: Wording, act: Act) -> str:
    states = said.procedure.states
    if act.opens:
        return said.say("（开启）")
    if act.from_states == states.keys():
        return said.say("一切状态")
    if act.from_states == {name for name, state in states.items() if not state.final}:
        return said.say("终局以前")
    return said.names(name for name in states if name in act.from_states)


def _with(said: Wording, act: Act) -> Iterator[str]:
    """What an act asks for and brings about, beyond who, from and to."""
    if act.limit:
        yield said.limit(act.limit)
    if act.fields:
        fields = ((said.name(field.name), field.required) for field in act.fields)
        what = said.row(name if required else said.say("{what}（可不填）", what=name) for name, required in fields)
        yield said.say("填写{what}", what=what)
    if act.papers:
        yield said.say("制发{what}", what=said.row(map(said.paper, act.papers)))
    if act.attachments:
        yield said.say("必附{what}", what=said.names(act.attachments))
    if act.optional_attachments:
        yield said.say("有则附{what}", what=said.names(act.optional_attachments))
    if act.reason_required:
        yield said.say("写明理由")
    if act.serves:
        yield said.say("送达{whom}", whom=_names(said, act.serves))
    if act.copies:
        yield said.say("抄送{whom}", whom=_names(said, act.copies))
    if act.signs:
        one = act.signs != "任意"
        yield said.say("签收《{paper}》", paper=said.name(act.signs)) if one else said.say("签收文书")
    if act.records_service:
        yield said.say("登记送达")
    if act.corrects:
        yield said.say("更正签收日期")
    if act.extension:
        limit, up_to = said.name(act.extension.limit), act.extension.up_to
        sentence = "延长“{limit}”的期限至{periods}" if up_to else "延长“{limit}”的期限{periods}"
        periods = said.row(map(said.period, up_to)) or said.period(act.extension.by)
        yield said.say(sentence, limit=limit, periods=periods)
    if act.suspends:
        yield said.say("中止各项期限")
    if act.resumes:
        yield said.say("恢复各项期限")
    if act.reassigns:
        role, field = said.name(act.reassigns), said.name(act.reassigns_to)
        yield said.say("“{role}”改为“{field}”所填的单位", role=role, field=field)
    if act.hand_over:
        yield said.say("转入“{procedure}”", procedure=said.name(act.hand_over.procedure))
    if act.condition:
        yield _condition(said, act.condition)
    if act.internal:
        yield said.say("只有本单位看得到")


def _condition(said: Wording, condition: Condition) -> str:
    if condition.field:
        field, value = said.name(condition.field), said.name(condition.value)
        return said.say("仅当“{field}”为“{value}”", field=field, value=value)
    limit = said.name(condition.overdue or condition.running)
    return said.say("仅当“{limit}”逾期" if condition.overdue else "仅当“{limit}”在期", limit=limit)


def _papers(said: Wording, law: Law) -> Table:
    rows = []
    for name in dict.fromkeys(paper for act in said.procedure.acts.values() for paper in act.papers):
        letter = law.letters.get(name)
        if letter is None:
            continue
        to = _names(said, (letter.to, *letter.copies) if letter.to else letter.copies)
        contents = said.row(
            said.name(content.name) if content.required else said.say("{what}（可无）", what=said.name(content.name))
            for content in letter.contents
        )
        sender = _names(said, (letter.sender,))
        rows.append((said.paper(name), sender, to, contents, said.articles(letter.citations, law.instruments)))
    return _table(said, "文书", ("文书", "发文", "主送、抄送", "内容", "依据"), rows)


def _regimes(said: Wording, law: Law) -> Table:
    rows = []
    for regime in _used_regimes(said.procedure).values():
        days = said.row(said.period(Period(count, Unit.DAY)) for count in sorted(regime.workday_counts))
        how = (
            said.say("“日”指工作日")
            if regime.day_is_workday
            else said.say("{days}指工作日", days=days)
            if days
            else said.say("“日”指自然日"),
            said.say("首日计入" if regime.start_counts else "首日不计入"),
            said.say("末日遇休息日顺延" if regime.roll_over else "末日遇休息日不顺延"),
        )
        bases = (regime.basis, regime.start_basis, regime.end_basis, regime.month_basis)
        cited = said.articles(dict.fromkeys(basis for basis in bases if basis), law.instruments)
        name, question = (regime.name_en, regime.question_en) if said.english else (regime.name, regime.question)
        rows.append((name, said.parts(how), cited, question))
    return _table(said, "计期", ("规则", "怎样计算", "依据", "待法制审核"), rows)


def _used_regimes(procedure: Procedure) -> dict[str, Regime]:
    return {limit.regime.name: limit.regime for limit in procedure.limits.values()}


def _questions(procedure: Procedure, law: Law) -> tuple[Question, ...]:
    """Its own, and those of the instruments, letters and regimes that it rests on."""
    files = {f"instruments/{citation.instrument}.yaml" for citation in citations(procedure)}
    files |= {f"letters/{paper}.yaml" for act in procedure.acts.values() for paper in act.papers}
    regimes = {f"计期规则“{name}”" for name in _used_regimes(procedure)}
    own = dict.fromkeys(procedure.questions)
    return (*own, *(q for q in law.questions if q not in own and (q.place.file in files or q.about in regimes)))


def _articles(said: Wording, law: Law) -> Table:
    rows = []
    for citation in citations(said.procedure):
        instrument = law.instruments.get(citation.instrument)
        if instrument is None:
            continue
        mark = instrument.articles.get(citation.article)
        gists = instrument.gists_en if said.english else instrument.gists
        words = citation.in_english(law.instruments) if said.english else citation.words(law.instruments)
        rows.append((words, gists.get(citation.article, ""), said.say(MARKS[mark] if mark else UNKNOWN)))
    return _table(said, "依据", ("条文", "大意", "核实"), rows)


def _flow(said: Wording) -> Iterator[FlowStep]:
    """States in the order in which a matter comes to them, breadth first; each with the acts that lead on."""
    procedure = said.procedure
    openings = procedure.openings()
    opening = tuple(_leads(said, act) for act in openings)
    yield FlowStep(state=said.say("（开启）"), turn="", limit="", acts=opening)
    reached = Paths(procedure).reached
    waiting = list(dict.fromkeys(act.to_state for act in openings))
    for name in waiting:
        if name not in reached:
            continue
        state = procedure.states[name]
        leading = [act for act in procedure.acts.values() if name in act.from_states and act.to_state]
        waiting += [act.to_state for act in leading if act.to_state not in waiting]
        yield FlowStep(
            state=said.name(name),
            turn=_turn(said, state),
            limit=said.limit(state.limit) if state.limit else "",
            acts=tuple(_leads(said, act) for act in leading),
        )


def _leads(said: Wording, act: Act) -> str:
    who = f" ({_names(said, act.roles)}) " if said.english else f"（{_names(said, act.roles)}）"
    return f"{said.name(act.name)}{who}→ {said.name(act.to_state)}"
