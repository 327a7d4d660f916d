from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from liandong.kernel.yaml_lines import LawError, Mapping, Sequence, load, loads

PATH = Path("law/x.yaml")


def _mapping(text: str) -> Mapping:
    node = loads(text, PATH)
    assert isinstance(node, Mapping)
    return node


def test_every_key_and_item_knows_its_line() -> None:
    root = _mapping("# 注\n程序: 正向移送\n状态:\n  待审批:\n    条: 5\n文书:\n  - 移送书\n  - 回执\n")
    assert root.line() == 2
    assert root.line("文书") == 6
    states = root["状态"]
    assert isinstance(states, Mapping)
    assert states.line("待审批") == 4
    papers = root["文书"]
    assert isinstance(papers, Sequence)
    assert list(papers) == ["移送书", "回执"]
    assert (papers.line(), papers.line(0), papers.line(1)) == (7, 7, 8)


def test_keys_are_text_and_keep_their_order() -> None:
    assert list(_mapping("5: a\n276之一: b\n2026-01-01: c\ntrue: d\n")) == ["5", "276之一", "2026-01-01", "true"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5", 5),
        ("-1", -1),
        ("2020-08-07", dt.date(2020, 8, 7)),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ('"2020-08-07"', "2020-08-07"),
        ("12:30", "12:30"),
        ("3.5", "3.5"),
        ("007", "007"),
        ("0x10", "0x10"),
        ("no", "no"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("5(2)", "5(2)"),
        ("3日", "3日"),
    ],
)
def test_a_plain_word_is_read_as_what_it_looks_like_to_a_law_officer(written: str, read: object) -> None:
    assert _mapping(f"键: {written}\n")["键"] == read


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("甲: 1\n乙: 2\n甲: 3\n", 3, "键“甲”重复，前一处在第1行"),
        ("甲:\n  5: a\n  '5': b\n", 3, "键“5”重复，前一处在第2行"),
        ("甲: &x 1\n乙: *x\n", 1, "不得使用锚点和引用（& 和 *），请写全"),
        ("甲: {}\n乙:\n  <<: {}\n", 3, "不得使用合并键（<<），请写全"),
        ("甲: 1\n? [乙]\n: 2\n", 2, "键必须是一个词，不能是列表或者映射"),
        ("甲: 1\n日: 2026-02-30\n", 2, "没有“2026-02-30”这一天"),
        ("甲: \x01\n", 1, "含有 YAML 不允许的字符"),
    ],
)
def test_what_may_not_stand_in_law_is_refused_by_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LawError) as refusal:
        loads(text, PATH)
    assert (refusal.value.line, refusal.value.message) == (line, message)
    assert str(refusal.value) == f"law/x.yaml:{line}：{message}"


def test_a_file_that_is_no_yaml_is_refused_by_line() -> None:
    with pytest.raises(LawError) as refusal:
        loads("甲: 1\n乙: [1, 2\n丙: 3\n", PATH)
    assert refusal.value.line == 3
    assert refusal.value.message.startswith("不是合乎格式的 YAML（")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("程序: 移送".encode("gb18030"))
    with pytest.raises(LawError) as refusal:
        load(path)
    assert str(refusal.value) == f"{path}:1：文件不是 UTF-8 编码"


def test_an_error_can_be_raised_at_a_key_an_item_or_the_whole() -> None:
    root = _mapping("甲:\n  - 1\n  - 2\n")
    items = root["甲"]
    assert isinstance(items, Sequence)
    assert str(root.error("错", "甲")) == "law/x.yaml:1：错"
    assert root.error("缺少“乙”", "乙").line == 1
    assert items.error("错", 1).line == 3
    assert items.error("错").line == 2


def test_a_file_is_read_from_disk_and_an_empty_one_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("甲: 乙\n", encoding="utf-8")
    assert dict(load(path).items()) == {"甲": "乙"}  # type: ignore[union-attr]
    path.write_text("", encoding="utf-8")
    assert load(path) is None
