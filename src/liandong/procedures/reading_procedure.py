"""Reads one procedure: its head, roles, states, limits and acts."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping as Read
from dataclasses import dataclass

from liandong.kernel.yaml_lines import Mapping
from liandong.procedures.grammar import Act, Find, Limit, LimitKind, PostKind, Procedure, Question, Role, State
from liandong.procedures.reading_acts import read_act
from liandong.procedures.reading_limits import LIMIT_KEYS, Source, read_limit
from liandong.procedures.reading_values import Reader

HEAD_KEYS = ("程序", "名称", "英", "施行", "失效", "方案", "依据", "计期", "通用", "疑问", "说明")
BODY_KEYS = ("主体", "状态", "期限", "行为")
STATE_KEYS = ("英", "轮到", "职", "应当", "可以", *LIMIT_KEYS, "条", "终局", "疑问")
SIDE_LIMIT_KEYS = ("英", "轮到", "应当", "可以", *LIMIT_KEYS, "止", "条", "疑问")
ROLE_KEYS = ("名", "英", "类", "找", "疑问")


@dataclass(frozen=True, slots=True, kw_only=True)
class Varied:
    """Which variant a page was overlaid with, and the variant's own page."""

    name: str
    kinds: tuple[str, ...]
    page: Mapping


def read_procedure(page: Mapping, heads: tuple[Mapping, ...], source: Source, varied: Varied | None) -> Procedure:
    """One procedure from its page; `heads` are the pages whose 疑问 it takes over. What is wrong goes to the reader."""
    reader = source.reader
    name = reader.required(page, "程序", "程序文件")
    of = f"程序“{name}”"
    reader.known(page, (*HEAD_KEYS, *BODY_KEYS), of)
    questions = [
        question for head in heads for question in reader.questions(head, _about(name, varied), _about_en(page))
    ]
    roles = _roles(reader, page, questions)
    limits: dict[str, Limit] = {}
    states = _states(source, page, limits, questions)
    _side_limits(source, page, limits, questions)
    acts = _acts(source, page, states, limits, questions)
    return Procedure(
        name=name,
        title=reader.required(page, "名称", of),
        title_en=reader.text(page, "英"),
        in_force=reader.day(page, "施行", of),
        variant=varied.name if varied else "",
        variant_kinds=varied.kinds if varied else (),
        points=reader.numbers(page, "方案"),
        roles=roles,
        states=states,
        acts=acts,
        limits=limits,
        questions=tuple(questions),
        note=reader.text(page, "说明"),
        english=_english(reader, roles, states, limits, acts),
        place=reader.place(varied.page, "变体") if varied else reader.place(page, "程序"),
    )


def _about(name: str, varied: Varied | None) -> str:
    return f"程序“{name}（{varied.name}）”" if varied else f"程序“{name}”"


def _about_en(page: Mapping) -> str:
    return f"procedure “{page.get('英') or ''}”"


def _english(
    reader: Reader, roles: dict[str, Role], states: dict[str, State], limits: dict[str, Limit], acts: dict[str, Act]
) -> Read[str, str]:
    """Every word of the procedure in English: its own names, and behind them the lexicon with all of law/ in it."""
    own: dict[str, str] = {}
    for role in roles.values():
        own |= {role.key: role.name_en, role.name: role.name_en}
    for act in acts.values():
        own |= {item.name: item.name_en for item in act.fields}
        if act.extension:
            own |= {str(period): period.in_english() for period in act.extension.up_to}
    own |= {limit.name: limit.name_en for limit in limits.values()}
    own |= {state.name: state.name_en for state in states.values()}
    own |= {act.name: act.name_en for act in acts.values()}
    return ChainMap({words: english for words, english in own.items() if english}, reader.english)


def _roles(reader: Reader, page: Mapping, questions: list[Question]) -> dict[str, Role]:
    roles = {}
    for key, node, holder in reader.entries(page, "主体"):
        of = f"主体“{key}”"
        reader.known(node, ROLE_KEYS, of)
        kinds = reader.texts(node, "类")
        if not kinds:
            reader.wrong(node, f"{of}没有写“类”", "类")
        find, near = _find(reader, node, of)
        roles[key] = Role(
            key=key,
            name=reader.required(node, "名", of),
            name_en=reader.text(node, "英"),
            kinds=kinds,
            find=find,
            near=near,
            place=reader.place(holder, key),
        )
        questions += reader.questions(node, of, f"role “{roles[key].name_en}”")
    return roles


def _find(reader: Reader, node: Mapping, of: str) -> tuple[Find, str]:
    text = reader.required(node, "找", of)
    word, _, near = text.partition(" ")
    alone = (Find.OPENER, Find.CARRIED)
    if word not in list(Find) or (word in alone) != (near.strip() == ""):
        if text:
            right = "发起、承接、同级 主体、上级 主体、字段 字段名"
            reader.wrong(node, f"{of}的“找”看不懂：“{text}”，应写作：{right}", "找")
        return Find.OPENER, ""
    return Find(word), near.strip()


def _states(source: Source, page: Mapping, limits: dict[str, Limit], questions: list[Question]) -> dict[str, State]:
    reader = source.reader
    states = {}
    for name, node, holder in reader.entries(page, "状态"):
        of = f"状态“{name}”"
        reader.known(node, STATE_KEYS, of)
        role = reader.text(node, "轮到")
        citations = source.citations(node, "条")
        kind = _kind(reader, node, of)
        limit = None
        if kind:
            limit = read_limit(
                source,
                node,
                kind,
                name=name,
                name_en=reader.text(node, "英"),
                role=role,
                citations=citations,
                holder=holder,
                state=name,
            )
        post = reader.text(node, "职")
        states[name] = State(
            name=name,
            name_en=reader.text(node, "英"),
            role=role,
            post=reader.word(node, "职", PostKind, post) if post else PostKind.HANDLER if role else None,
            limit=limit,
            citations=citations,
            final=reader.flag(node, "终局"),
            place=reader.place(holder, name),
        )
        if limit:
            limits[name] = limit
        questions += reader.questions(node, of, f"state “{states[name].name_en}”")
    return states


def _kind(reader: Reader, node: Mapping, of: str) -> LimitKind | None:
    kinds = [kind for kind in (LimitKind.DUTY, LimitKind.RIGHT) if node.get(kind.value) is not None]
    if len(kinds) > 1:
        reader.wrong(node, f"{of}只能写“应当”或者“可以”之一", "可以")
    if not kinds:
        for key in LIMIT_KEYS:
            if node.get(key) is not None:
                reader.wrong(node, f"{of}写了“{key}”，却没有写“应当”或者“可以”", key)
    return kinds[0] if kinds else None


def _side_limits(source: Source, page: Mapping, limits: dict[str, Limit], questions: list[Question]) -> None:
    reader = source.reader
    for name, node, holder in reader.entries(page, "期限"):
        of = f"期限“{name}”"
        reader.known(node, SIDE_LIMIT_KEYS, of)
        if name in limits:
            reader.wrong(holder, f"{of}与状态“{name}”的期限同名，须改名", name)
        kind = _kind(reader, node, of)
        if kind is None:
            reader.wrong(holder, f"{of}没有写“应当”或者“可以”", name)
            continue
        limit = read_limit(
            source,
            node,
            kind,
            name=name,
            name_en=reader.text(node, "英"),
            role=reader.required(node, "轮到", of),
            citations=source.citations(node, "条"),
            holder=holder,
        )
        if limit:
            limits.setdefault(name, limit)
        questions += reader.questions(node, of, f"limit “{reader.text(node, '英')}”")


def _acts(
    source: Source, page: Mapping, states: dict[str, State], limits: dict[str, Limit], questions: list[Question]
) -> dict[str, Act]:
    acts = {}
    for name, node, holder in source.reader.entries(page, "行为"):
        act, asked = read_act(source, node, name, holder, states)
        acts[name] = act
        questions += asked
        if act.limit and name in limits:
            source.reader.wrong(holder, f"行为“{name}”的期限与同名的状态或者期限重名，须改名", name)
        elif act.limit:
            limits[name] = act.limit
    return acts
