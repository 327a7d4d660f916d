"""YAML of law/ with the line of every key and value, so that a message can name the place.

How to use it:

    root = load(path)                  # Mapping, Sequence, or a plain value: str, int, bool, datetime.date, None
    root["状态"]["待审批"]              # a Mapping is a collections.abc.Mapping with str keys
    root.line("状态")                   # line of the key, from 1;  root.line() is where the mapping itself begins
    root["文书"].line(0)                # a Sequence knows the line of each item
    raise root.error("没有这个状态", "状态")   # LawError with file and line; the key may be left out

Plain scalars are read more narrowly than YAML 1.1 does, so that nothing in a statute turns into something else by
itself: only `true`/`false` are booleans, only decimal digits are integers, only `2020-08-07` is a date, and only
`null`, `~` or nothing is None. `3.5`, `12:30`, `no` and whatever stands in quotes stay text. Keys are always text.
Anchors, aliases and merge keys are refused, and so is a key that stands twice.

Errors: `LawError`, in Chinese, with file and line. A file that cannot be opened raises OSError.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import abc
from collections.abc import Iterator
from pathlib import Path

import yaml

type Node = Mapping | Sequence | str | int | bool | dt.date | None

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast, but not in every build
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class LawError(Exception):
    """Something in law/ is wrong: which file, which line (from 1), and what, in Chinese."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}：{message}")
        self.path = path
        self.line = line
        self.message = message


class Mapping(abc.Mapping[str, Node]):
    """A mapping in the order of the file that knows its lines."""

    def __init__(self, path: Path, start: int, values: dict[str, Node], lines: dict[str, int]) -> None:
        self.path = path
        self._start = start
        self._values = values
        self._lines = lines

    def __getitem__(self, key: str) -> Node:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Mapping({self._values!r})"

    def line(self, key: str | None = None) -> int:
        """The line of a key, or without one (or with one that is not here) of the mapping itself."""
        return self._start if key is None else self._lines.get(key, self._start)

    def error(self, message: str, key: str | None = None) -> LawError:
        """A LawError at this key, or at the mapping itself."""
        return LawError(self.path, self.line(key), message)


class Sequence(abc.Sequence[Node]):
    """A list that knows its lines."""

    def __init__(self, path: Path, start: int, values: list[Node], lines: list[int]) -> None:
        self.path = path
        self._start = start
        self._values = values
        self._lines = lines

    def __getitem__(self, index: int) -> Node:  # type: ignore[override]  # slices have no lines and no use here
        return self._values[index]

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Sequence({self._values!r})"

    def line(self, index: int | None = None) -> int:
        """The line of an item, or without one of the list itself."""
        return self._start if index is None else self._lines[index]

    def error(self, message: str, index: int | None = None) -> LawError:
        """A LawError at this item, or at the list itself."""
        return LawError(self.path, self.line(index), message)


def load(path: Path) -> Node:
    """Read one file; an empty one is None."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LawError(path, 1, "文件不是 UTF-8 编码") from error
    return loads(text, path)


def loads(text: str, path: Path) -> Node:
    """Read YAML from text; `path` only names it in messages."""
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        raise LawError(path, text.count("\n", 0, unprintable.start()) + 1, "含有 YAML 不允许的字符")
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise LawError(path, line, f"不是合乎格式的 YAML（{error.problem or error.context}）") from error
    return None if node is None else _Builder(path).build(node)


class _Builder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Node:
        if id(node) in self._seen:  # an alias is the node of its anchor once more
            raise LawError(self.path, _line(node), "不得使用锚点和引用（& 和 *），请写全")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(
                self.path, _line(node), [self.build(item) for item in node.value], [_line(item) for item in node.value]
            )
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101  # PyYAML has no fourth kind
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode) -> Mapping:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise LawError(self.path, line, "键必须是一个词，不能是列表或者映射")
            key = key_node.value
            if key == "<<":
                raise LawError(self.path, line, "不得使用合并键（<<），请写全")
            if key in values:
                raise LawError(self.path, line, f"键“{key}”重复，前一处在第{lines[key]}行")
            values[key] = self.build(value_node)
            lines[key] = line
        return Mapping(self.path, _line(node), values, lines)

    def _scalar(self, node: yaml.ScalarNode) -> Node:
        text: str = node.value
        if node.style:  # quoted or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DATE.fullmatch(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError as error:
                raise LawError(self.path, _line(node), f"没有“{text}”这一天") from error
        return text


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
