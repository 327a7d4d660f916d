"""Reads acts and their forms."""

from __future__ import annotations

from liandong.kernel.yaml_lines import Mapping
from liandong.procedures.grammar import (
    EXTENDED_TO,
    Act,
    Condition,
    Extension,
    Field,
    FieldType,
    HandOver,
    LimitKind,
    PostKind,
    Question,
    State,
)
from liandong.procedures.reading_limits import LIMIT_KEYS, Source, read_limit
from liandong.procedures.reading_values import Reader

ANY_OPEN = "任意"  # 从: every state that is not final
ANY = "一切"  # 从: every state, the final ones too
MUST_GIVE = "必填"  # 理由

ACT_KEYS = (
    *("英", "谁", "职", "开启", "从", "到", "条", "字段", "文书", "必附", "有则附", "理由", "内部", "送达", "抄送"),
    *("签收", "登记送达", "更正签收", "延长", "中止", "恢复", "转入", "改派", "仅当", "限", *LIMIT_KEYS, "疑问"),
)
FIELD_KEYS = ("类型", "英", "必填", "敏感", "单位", "选项", "至少", "说明", "类", "疑问")


def read_act(
    source: Source, node: Mapping, name: str, holder: Mapping, states: dict[str, State]
) -> tuple[Act, tuple[Question, ...]]:
    """One act and the questions that hang on it and on its fields."""
    reader = source.reader
    of = f"行为“{name}”"
    reader.known(node, ACT_KEYS, of)
    citations = source.citations(node, "条")
    roles = reader.texts(node, "谁")
    if not roles:
        reader.wrong(node, f"{of}没有写“谁”", "谁")
    posts = [reader.word(node, "职", PostKind, text) for text in reader.texts(node, "职")]
    reason = reader.text(node, "理由")
    if reason not in ("", MUST_GIVE):
        reader.wrong(node, f"“理由”只能写“{MUST_GIVE}”", "理由")
    extension = _extension(reader, node, of)
    fields, questions = _fields(reader, node, of)
    if extension and extension.up_to and EXTENDED_TO not in [field.name for field in fields]:
        fields = (*fields, _extended_to(reader, extension, node))
    reassigns, reassigns_to = _reassignment(reader, node, of)
    limit = None
    if node.get(LimitKind.WITHIN.value) is not None:
        limit = read_limit(
            source,
            node,
            LimitKind.WITHIN,
            name=name,
            name_en=reader.text(node, "英"),
            role=roles[0] if roles else "",
            citations=citations,
            holder=holder,
        )
    else:
        for key in LIMIT_KEYS:
            if node.get(key) is not None:
                reader.wrong(node, f"{of}写了“{key}”，却没有写“限”", key)
    act = Act(
        name=name,
        name_en=reader.text(node, "英"),
        roles=roles,
        posts=tuple(post for post in posts if post) or (PostKind.HANDLER,),
        opens=reader.flag(node, "开启"),
        from_states=_from(reader, node, states),
        to_state=reader.text(node, "到"),
        citations=citations,
        fields=fields,
        papers=reader.texts(node, "文书"),
        attachments=reader.texts(node, "必附"),
        optional_attachments=reader.texts(node, "有则附"),
        reason_required=bool(reason),
        internal=reader.flag(node, "内部"),
        serves=reader.texts(node, "送达"),
        copies=reader.texts(node, "抄送"),
        signs=reader.text(node, "签收"),
        records_service=reader.flag(node, "登记送达"),
        corrects=reader.flag(node, "更正签收"),
        extension=extension,
        suspends=reader.flag(node, "中止"),
        resumes=reader.flag(node, "恢复"),
        hand_over=_hand_over(reader, node, of),
        reassigns=reassigns,
        reassigns_to=reassigns_to,
        condition=_condition(reader, node, of),
        limit=limit,
        place=reader.place(holder, name),
    )
    return act, (*reader.questions(node, of, f"act “{act.name_en}”"), *questions)


def _from(reader: Reader, node: Mapping, states: dict[str, State]) -> frozenset[str]:
    names = reader.texts(node, "从")
    if names == (ANY_OPEN,):
        return frozenset(name for name, state in states.items() if not state.final)
    if names == (ANY,):
        return frozenset(states)
    return frozenset(names)


def _fields(reader: Reader, node: Mapping, of: str) -> tuple[tuple[Field, ...], tuple[Question, ...]]:
    fields: list[Field] = []
    questions: tuple[Question, ...] = ()
    for name, entry, holder in reader.entries(node, "字段"):
        about = f"{of}的字段“{name}”"
        reader.known(entry, FIELD_KEYS, about)
        kind = reader.word(entry, "类型", FieldType, text) if (text := reader.required(entry, "类型", about)) else None
        fields.append(
            Field(
                name=name,
                name_en=reader.text(entry, "英"),
                type=kind or FieldType.TEXT,
                required=reader.flag(entry, "必填"),
                sensitive=reader.flag(entry, "敏感"),
                unit=reader.text(entry, "单位"),
                choices=reader.texts(entry, "选项"),
                at_least=reader.number(entry, "至少", 0),
                help=reader.text(entry, "说明"),
                kinds=reader.texts(entry, "类"),
                place=reader.place(holder, name),
            )
        )
        questions += reader.questions(entry, about, f"field “{fields[-1].name_en}”")
    return tuple(fields), questions


def _extension(reader: Reader, node: Mapping, of: str) -> Extension | None:
    value = reader.mapping(node, "延长")
    if value is None:
        return None
    reader.known(value, ("期限", "至", "加", "次"), f"{of}的“延长”")
    if (value.get("至") is None) == (value.get("加") is None):
        reader.wrong(node, f"{of}的“延长”应当写“至”或者“加”之一", "延长")
    return Extension(
        limit=reader.required(value, "期限", f"{of}的“延长”"),
        up_to=reader.periods(value, "至"),
        by=reader.period(value, "加"),
        times=reader.number(value, "次", 1),
    )


def _extended_to(reader: Reader, extension: Extension, node: Mapping) -> Field:
    """The choice that the form of such an act has by itself."""
    return Field(
        name=EXTENDED_TO,
        name_en="Extended to",
        type=FieldType.CHOICE,
        required=True,
        choices=tuple(str(period) for period in extension.up_to),
        place=reader.place(node, "延长"),
    )


def _hand_over(reader: Reader, node: Mapping, of: str) -> HandOver | None:
    value = reader.mapping(node, "转入")
    if value is None:
        return None
    reader.known(value, ("程序", "行为", "主体", "字段"), f"{of}的“转入”")
    return HandOver(
        procedure=reader.required(value, "程序", f"{of}的“转入”"),
        act=reader.required(value, "行为", f"{of}的“转入”"),
        roles=_pairs(reader, value, "主体"),
        fields=_pairs(reader, value, "字段"),
    )


def _pairs(reader: Reader, node: Mapping, key: str) -> dict[str, str]:
    pairs = reader.mapping(node, key)
    return {there: reader.required(pairs, there, f"“{key}”") for there in pairs} if pairs else {}


def _reassignment(reader: Reader, node: Mapping, of: str) -> tuple[str, str]:
    value = reader.mapping(node, "改派")
    if value is None:
        return "", ""
    reader.known(value, ("主体", "字段"), f"{of}的“改派”")
    return reader.required(value, "主体", f"{of}的“改派”"), reader.required(value, "字段", f"{of}的“改派”")


def _condition(reader: Reader, node: Mapping, of: str) -> Condition | None:
    value = reader.mapping(node, "仅当")
    if value is None:
        return None
    reader.known(value, ("逾期", "在期", "字段", "为"), f"{of}的“仅当”")
    if len([key for key in ("逾期", "在期", "字段") if key in value]) != 1 or ("字段" in value) != ("为" in value):
        reader.wrong(node, f"{of}的“仅当”应当写 {{逾期: 期限}}、{{在期: 期限}} 或者 {{字段: 名, 为: 值}} 之一", "仅当")
    return Condition(
        overdue=reader.text(value, "逾期"),
        running=reader.text(value, "在期"),
        field=reader.text(value, "字段"),
        value=_answer(reader, value),
    )


def _answer(reader: Reader, node: Mapping) -> str:
    value = node.get("为")
    return ("是" if value else "否") if isinstance(value, bool) else reader.text(node, "为")
