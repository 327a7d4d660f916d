"""Proves that forms can be filled and that no field is used before an act sets it."""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.grammar import Act, Field, FieldType, Find, Limit, Procedure, StartEvent
from liandong.procedures.law import Problem
from liandong.procedures.proof_paths import Paths, limit_words


def problems(procedure: Procedure, paths: Paths) -> Iterator[Problem]:
    """Everything wrong with the fields."""
    first: dict[str, tuple[Field, Act]] = {}
    for act in procedure.acts.values():
        for field in act.fields:
            of = f"行为“{act.name}”的字段“{field.name}”"
            yield from _form(of, field)
            known, where = first.setdefault(field.name, (field, act))
            if known.type is not field.type:
                yield Problem(
                    field.place, f"{of}的类型是{field.type}，行为“{where.name}”的同名字段却是{known.type}，应当一致"
                )
        yield from _used(procedure, paths, act)
    types = {name: field.type for name, (field, _) in first.items()}
    for limit in procedure.limits.values():
        yield from _of_limit(paths, limit, types)
    for role in procedure.roles.values():
        if role.find is Find.FIELD:
            of = f"主体“{role.key}”由字段“{role.near}”载明"
            yield from (Problem(role.place, f"{of}，但{why}") for why in _wrong_type(types, role.near, FieldType.UNIT))


def _form(of: str, field: Field) -> Iterator[Problem]:
    if field.type is FieldType.CHOICE and len(field.choices) < 2:
        yield Problem(field.place, f"{of}是选项，没有写“选项”，至少要有两个")
    if field.type is not FieldType.CHOICE and field.choices:
        yield Problem(field.place, f"{of}写了“选项”，类型就应当是选项")
    if field.at_least and field.type not in (FieldType.NAMES, FieldType.PARTIES):
        yield Problem(field.place, f"{of}写了“至少”，类型就应当是名单或者当事人")
    if field.kinds and field.type is not FieldType.UNIT:
        yield Problem(field.place, f"{of}写了“类”，类型就应当是单位")
    if field.unit and field.type not in (FieldType.MONEY, FieldType.NUMBER):
        yield Problem(field.place, f"{of}写了“单位”，类型就应当是金额或者数")


def _used(procedure: Procedure, paths: Paths, act: Act) -> Iterator[Problem]:
    of = f"行为“{act.name}”"
    if act.reassigns_to:
        fields = {field.name: field for field in act.fields}
        field = fields.get(act.reassigns_to)
        if field is None or not field.required or field.type is not FieldType.UNIT:
            yield Problem(act.place, f"{of}改派到字段“{act.reassigns_to}”，本行为就应当有这个必填的单位字段")
    condition = act.condition
    if condition and condition.field:
        before = frozenset[str]().union(*(paths.possibly_in(state) for state in act.from_states))
        if condition.field not in before:
            yield Problem(act.place, f"{of}仅当字段“{condition.field}”为“{condition.value}”，但在此之前没有行为填写它")
        elif condition.value not in _values(procedure, condition.field):
            yield Problem(act.place, f"{of}仅当字段“{condition.field}”为“{condition.value}”，但它不会有这个值")
    if act.hand_over:
        for there, here in act.hand_over.fields.items():
            if here not in paths.possibly(act):
                yield Problem(act.place, f"{of}转入时带去“{there}”的字段“{here}”，到此为止没有行为填写它")


def _values(procedure: Procedure, name: str) -> frozenset[str]:
    """What a choice or a yes-no field can hold; for other types nothing is compared with a condition."""
    values: set[str] = set()
    for act in procedure.acts.values():
        for field in act.fields:
            if field.name == name:
                values |= {"是", "否"} if field.type is FieldType.YES_NO else set(field.choices)
    return frozenset(values)


def _of_limit(paths: Paths, limit: Limit, types: dict[str, FieldType]) -> Iterator[Problem]:
    of = limit_words(limit)
    homes = paths.homes(limit)
    uses = [(limit.period_field, FieldType.DATE, "由字段"), (limit.urgent_field, FieldType.YES_NO, "紧急与否看字段")]
    if limit.start.event is StartEvent.FIELD:
        uses += [(name, FieldType.DATE, "自字段") for name in limit.start.of]
    for name, kind, how in uses:
        if not name:
            continue
        wrong = list(_wrong_type(types, name, kind))
        yield from (Problem(limit.place, f"{of}{how}“{name}”定，但{why}") for why in wrong)
        if not wrong and not any(name in paths.possibly_in(home) for home in homes):
            yield Problem(limit.place, f"{of}{how}“{name}”定，但在此之前没有行为填写它")
        elif not wrong and name == limit.period_field and not all(name in paths.surely_in(home) for home in homes):
            yield Problem(limit.place, f"{of}{how}“{name}”定，但在此之前未必已经填写，应当必填")


def _wrong_type(types: dict[str, FieldType], name: str, kind: FieldType) -> Iterator[str]:
    if name not in types:
        yield "没有行为填写这个字段"
    elif types[name] is not kind and not (kind is FieldType.DATE and types[name] is FieldType.TIME):
        yield f"这个字段的类型是{types[name]}，应当是{kind}"
