"""JSON Schemas (2020-12): of a procedure file, for editors; of an act's form, for the API.

The editors' schema says which keys there are and how they are written; whether a procedure makes sense is for proof.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liandong.procedures.forms import LONGEST, MOST_IN_A_LIST, PARTY_KINDS
from liandong.procedures.grammar import Act, Field, FieldType, Find, PostKind, Procedure

type Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PERIOD = r"^[0-9０-９零〇一二两三四五六七八九十百千]+(小时|日|天|工作日|个工作日|个月|年)$"
_CITATION = r"^(.+ )?([1-9][0-9]*(之[一二三四五六七八九十]+)?(\([1-9][0-9]*\))?(\[[1-9][0-9]*\])?|待核)$"
_FIND = rf"^({Find.OPENER}|{Find.CARRIED}|({Find.SAME}|{Find.ABOVE}|{Find.FIELD}) .+)$"


def procedure_schema() -> Schema:
    """The form of law/procedures/<程序>/<施行日>.yaml, of its variants and of what procedures share."""
    head = {
        "名称": _text("名称，如 行政执法机关向公安机关移送涉嫌犯罪案件"),
        "英": _text("英文名称"),
        "施行": _day("施行日；同时是文件名"),
        "失效": _day("此日起立项的不再适用；有后一版本的，自其施行之日起不再适用，不必写"),
        "方案": _list({"type": "integer", "minimum": 1, "maximum": 23}, "为方案的哪几点服务"),
        "依据": _text("本文件的“条”没有写明法律文件的，指这一件（instruments/ 中的简称）"),
        "计期": _text("计期规则；不写的，按期限首先引用的法律文件"),
        "疑问": _ref("疑问"),
        "说明": _text("说明"),
    }
    procedure = _object(
        "程序",
        {
            "程序": _text("程序的简称；同时是文件夹名"),
            **head,
            "通用": _ref("名单", "引入 通用.yaml 的哪些行为"),
            "主体": _named(_ref("主体"), "代号: 主体"),
            "状态": _named(_ref("状态"), "名称: 状态"),
            "期限": _named(_ref("期限"), "与状态并行的期限"),
            "行为": _named(_ref("行为"), "名称: 行为"),
        },
        required=("程序", "名称", "英", "施行", "方案", "主体", "状态", "行为"),
    )
    changes = {
        key: {"type": "object", "description": "逐键改写；写 null 的删去"} for key in ("主体", "状态", "期限", "行为")
    }
    variant = _object(
        "变体",
        {
            "变体": _text("变体的名称；同时是文件夹名"),
            "基于": _text("改写哪一个程序"),
            "适用": _ref("名单", "发起单位属于哪些类的，按变体办"),
            **head,
            "改": _object("改写的部分", changes),
        },
        required=("变体", "基于", "适用", "施行", "改"),
    )
    shared = _object(
        "通用行为",
        {
            "依据": head["依据"],
            "疑问": head["疑问"],
            "说明": head["说明"],
            "行为": _named(_ref("行为"), "各程序可以引入的行为"),
        },
        required=("行为",),
    )
    return {
        "$schema": DIALECT,
        "title": "府检联动程序文件",
        "description": "law/procedures/ 中的程序、变体和通用行为。怎样写见 docs/reference/grammar.md。",
        "if": {"required": ["程序"]},
        "then": procedure,
        "else": {"if": {"required": ["变体"]}, "then": variant, "else": shared},
        "$defs": _definitions(),
    }


def form_schema(procedure: Procedure, act: Act) -> Schema:
    """What the API takes as `fields` of an act of this procedure."""
    return {
        "$schema": DIALECT,
        "title": act.name,
        "description": f"程序“{procedure.name}”{procedure.version}版的行为“{act.name}”（{act.name_en}）的字段",
        "type": "object",
        "properties": {field.name: _field(field) for field in act.fields},
        "required": [field.name for field in act.fields if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    schema = _value(field)
    notes = [field.help, f"单位：{field.unit}" if field.unit else "", "敏感信息，加密保存" if field.sensitive else ""]
    if field.kinds:
        notes.append(f"只能是：{'、'.join(field.kinds)}")
    return {"title": field.name, **schema, "description": "。".join([field.name_en, *(note for note in notes if note)])}


def _value(field: Field) -> Schema:
    least = max(field.at_least, 1 if field.required else 0)
    text: Schema = {"type": "string", **({"minLength": 1} if field.required else {})}
    match field.type:
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return {**text, "maxLength": LONGEST[field.type]}
        case FieldType.MONEY:
            return {"type": ["string", "number"], "pattern": r"^[0-9]{1,15}(\.[0-9]{1,2})?$", "minimum": 0}
        case FieldType.NUMBER:
            return {"type": ["string", "number"], "pattern": r"^[0-9]{1,15}(\.[0-9]+)?$", "minimum": 0}
        case FieldType.DATE:
            return {"type": "string", "format": "date"}
        case FieldType.TIME:
            return {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"}
        case FieldType.CHOICE:
            return {"enum": list(field.choices)}
        case FieldType.YES_NO:
            return {"type": "boolean"}
        case FieldType.UNIT:
            return text
        case FieldType.NAMES:
            return {"type": "array", "items": {"type": "string"}, "minItems": least, "maxItems": MOST_IN_A_LIST}
        case FieldType.PARTIES:
            return {"type": "array", "items": _party(), "minItems": least, "maxItems": MOST_IN_A_LIST}


def _party() -> Schema:
    return {
        "type": "object",
        "properties": {
            "名称": {"type": "string", "minLength": 1},
            "类别": {"enum": list(PARTY_KINDS)},
            "证件号码": {"type": "string"},
            "未成年人": {"type": "boolean"},
        },
        "required": ["名称"],
        "additionalProperties": False,
    }


def _definitions() -> Schema:
    limit = {
        "自": _ref("自"),
        "紧急": _object("紧急的期间", {"期": _ref("期间"), "当": _text("哪个“是否”字段答是")}, required=("期", "当")),
        "计期": _text("计期规则；不写的，按首先引用的法律文件"),
        "期限条": _ref("条", "期限的条文与“条”不同的，写在这里"),
        "逾期": _text("权利没有行使的，归于哪个行为"),
    }
    duty = {"应当": _ref("多久", "义务：逾期仍须办"), "可以": _ref("多久", "权利：逾期归于“逾期”所写的行为")}
    own = {"英": _text("英文名称"), "疑问": _ref("疑问")}
    return {
        "疑问": {**_one_or_more({"type": "string", "minLength": 1}), "description": "待法制审核的事项"},
        "名单": _one_or_more({"type": "string", "minLength": 1}),
        "条": {
            **_one_or_more({"type": ["integer", "string"], "pattern": _CITATION}),
            "description": "5、5(2)、6[3]、6(1)[3]、276之一(1)、公安程序规定 180(2)、待核",
        },
        "期间": {"type": "string", "pattern": _PERIOD, "description": "24小时、3日、10个工作日、3个月、2年"},
        "多久": {"anyOf": [_ref("期间"), _object("由字段载明", {"字段": _text("日期字段")}, required=("字段",))]},
        "自": {
            **_object("从何时起算", {"作出": _ref("名单"), "收到": _ref("名单"), "字段": _text("日期字段")}),
            "minProperties": 1,
            "maxProperties": 1,
        },
        "岗位": {"enum": list(PostKind)},
        "主体": _object(
            "主体",
            {
                "名": _text("名称"),
                **own,
                "类": _ref("名单", "机关的类"),
                "找": {
                    "type": "string",
                    "pattern": _FIND,
                    "description": "发起、承接、同级 甲、上级 甲、字段 接收单位",
                },
            },
            required=("名", "英", "类", "找"),
        ),
        "状态": _object(
            "状态",
            {
                **own,
                "轮到": _text("主体"),
                "职": _ref("岗位"),
                **duty,
                **limit,
                "条": _ref("条"),
                "终局": {"type": "boolean"},
            },
            required=("英", "条"),
        ),
        "期限": _object(
            "与状态并行的期限",
            {**own, "轮到": _text("主体"), **duty, **limit, "条": _ref("条"), "止": _ref("名单", "办结它的行为")},
            required=("英", "轮到", "条", "自", "止"),
        ),
        "字段": _object(
            "字段",
            {
                **own,
                "类型": {"enum": list(FieldType)},
                "必填": {"type": "boolean"},
                "敏感": {"type": "boolean"},
                "单位": _text("计量单位"),
                "选项": _ref("名单"),
                "至少": {"type": "integer", "minimum": 1},
                "说明": _text("用条文的话说明怎样填"),
                "类": _ref("名单", "可以选哪些类的机关"),
            },
            required=("英", "类型"),
        ),
        "行为": _object("行为", {**own, **_act_keys(), **limit}, required=("英", "谁", "条")),
    }


def _act_keys() -> Schema:
    flag = {"type": "boolean"}
    return {
        "谁": _ref("名单", "主体；各方；权利逾期时由系统办的，写 期限"),
        "职": _one_or_more(_ref("岗位")),
        "开启": {**flag, "description": "由它开启事项"},
        "从": _ref("名单", "状态；任意（终局以前）；一切（终局也在内）"),
        "到": _text("状态；不写的，状态不变"),
        "条": _ref("条"),
        "字段": _named(_ref("字段"), "名称: 字段"),
        "文书": _ref("名单", "制发的文书，各有 letters/ 中的模板"),
        "必附": _ref("名单"),
        "有则附": _ref("名单"),
        "理由": {"const": "必填"},
        "内部": {**flag, "description": "只有本单位看得到"},
        "送达": _ref("名单", "应当签收的主体"),
        "抄送": _ref("名单", "供其知悉的主体"),
        "签收": _text("签收哪份文书，或者 任意"),
        "登记送达": flag,
        "更正签收": flag,
        "延长": _object(
            "延长期限",
            {
                "期限": _text("哪个期限"),
                "至": _one_or_more(_ref("期间")),
                "加": _ref("期间"),
                "次": {"type": "integer", "minimum": 1},
            },
            required=("期限",),
        ),
        "中止": {**flag, "description": "中止各项期限"},
        "恢复": flag,
        "转入": _object(
            "开启另一程序的事项",
            {
                "程序": _text("程序"),
                "行为": _text("那边的开启行为"),
                "主体": _named(_text("本程序的主体"), "那边的: 这边的"),
                "字段": _named(_text("本程序的字段"), "那边的: 这边的"),
            },
            required=("程序", "行为"),
        ),
        "改派": _object("更换单位", {"主体": _text("主体"), "字段": _text("单位字段")}, required=("主体", "字段")),
        "仅当": _object(
            "只有这时才可以办",
            {
                "逾期": _text("期限"),
                "在期": _text("期限"),
                "字段": _text("字段"),
                "为": {"type": ["string", "boolean"]},
            },
        ),
        "限": _ref("多久", "办的，应当在多久内办"),
    }


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _day(description: str) -> Schema:
    return {"type": "string", "format": "date", "description": description}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _ref(name: str, description: str = "") -> Schema:
    return {"$ref": f"#/$defs/{name}", **({"description": description} if description else {})}


def _one_or_more(items: Schema) -> Schema:
    return {"anyOf": [items, {"type": "array", "items": items, "uniqueItems": True}]}


def _named(value: Schema, description: str) -> Schema:
    return {"type": "object", "additionalProperties": value, "description": description}


def _object(description: str, properties: Schema, required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        **({"required": list(required)} if required else {}),
        "additionalProperties": False,
    }
