"""The JSON Schemas: current, true of every file of law/, and of what an act's form takes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from liandong.kernel.yaml_lines import Node, load
from liandong.procedures.grammar import Field, FieldType
from liandong.procedures.reading import read_law
from liandong.procedures.schema import form_schema, procedure_schema

CHECKOUT = Path(__file__).parents[3]
HOUSE = CHECKOUT / "tests" / "law" / "bad" / "_house"
FILES = sorted((CHECKOUT / "law" / "procedures").glob("**/*.yaml")) + sorted((HOUSE / "procedures").glob("**/*.yaml"))
COMMAND = "./liandong law schema > docs/reference/procedure.schema.json"


def plain(node: Node) -> Any:
    """A file as JSON has it: days as text."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [plain(node[index]) for index in range(len(node))]
    return node.isoformat() if isinstance(node, dt.date) else node


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)]


def test_the_schema_in_the_documentation_is_the_one_of_the_code() -> None:
    written = json.loads((CHECKOUT / "docs" / "reference" / "procedure.schema.json").read_text(encoding="utf-8"))
    assert written == procedure_schema(), f"run: {COMMAND}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_procedure_file_has_the_form_that_editors_are_told(path: Path) -> None:
    assert faults(procedure_schema(), plain(load(path))) == []


@pytest.mark.parametrize(
    "name",
    ["不认识的键", "期间看不懂", "条文看不懂", "没有这个岗位", "字段类型不存在", "施行不是日期", "怎样找单位看不懂"],
)
def test_what_cannot_be_read_is_marked_in_the_editor_already(name: str) -> None:
    assert faults(procedure_schema(), plain(load(CHECKOUT / "tests" / "law" / "bad" / f"{name}.yaml")))


def form(*fields: Field) -> dict[str, Any]:
    from dataclasses import replace

    procedure = read_law(HOUSE).procedure("底本")
    return form_schema(procedure, replace(procedure.acts["提请"], fields=fields))


def field(kind: FieldType, **more: Any) -> Field:
    return Field(name="项", name_en="Item", type=kind, **more)


def test_a_form_names_its_fields_and_takes_no_others() -> None:
    schema = form(field(FieldType.TEXT, required=True, help="写全称", sensitive=True))
    assert schema["properties"]["项"]["title"] == "项"
    assert schema["properties"]["项"]["description"] == "Item。写全称。敏感信息，加密保存"
    assert faults(schema, {"项": "某公司"}) == []
    assert faults(schema, {}) == [": '项' is a required property"]
    assert faults(schema, {"项": "某公司", "别的": 1}) != []


@pytest.mark.parametrize(
    ("kind", "more", "good", "bad"),
    [
        (FieldType.TEXT, {"required": True}, "甲", ""),
        (FieldType.LONG_TEXT, {}, "甲" * 20_000, "甲" * 20_001),
        (FieldType.MONEY, {}, "12.50", "12.505"),
        (FieldType.MONEY, {}, 12.5, -1),
        (FieldType.NUMBER, {}, "3", "三"),
        (FieldType.DATE, {}, "2026-03-06", "2026-02-30"),
        (FieldType.TIME, {}, "2026-03-06T17:30", "2026-03-06"),
        (FieldType.CHOICE, {"choices": ("甲", "乙")}, "乙", "丙"),
        (FieldType.YES_NO, {}, True, "也许"),
        (FieldType.UNIT, {"required": True}, "420102-GA", ""),
        (FieldType.NAMES, {"at_least": 2}, ["张三", "李四"], ["张三"]),
        (FieldType.PARTIES, {"required": True}, [{"名称": "某公司", "类别": "单位"}], []),
        (FieldType.PARTIES, {}, [{"名称": "张三", "未成年人": False}], [{"名称": "张三", "年龄": 17}]),
    ],
)
def test_a_value_has_the_form_of_its_field(kind: FieldType, more: dict[str, Any], good: object, bad: object) -> None:
    schema = form(field(kind, **more))
    assert faults(schema, {"项": good}) == []
    assert faults(schema, {"项": bad}) != []
