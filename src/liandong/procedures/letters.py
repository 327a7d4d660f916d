"""Statutory papers: who issues what to whom, what it must contain, and its text with places for the facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from liandong.kernel.citation import Citation
from liandong.kernel.yaml_lines import Mapping, Sequence
from liandong.procedures.grammar import Place, Question
from liandong.procedures.reading_values import Reader

BUILT_IN = (
    "发文名称",
    "主送名称",
    "抄送名称",
    "文号",
    "年",
    "号",
    "作出日期",
    "收到日期",
    "条",
    "理由",
    "事项编号",
    "事项名称",
    "当事人",
    "附件清单",
)
"""Placeholders that the platform fills by itself; every other one is the name of a field."""
IN_NUMBER = ("简称", "年", "号")  # placeholders of 字号

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_KEYS = ("文书", "英", "依据", "条", "发文", "主送", "抄送", "编号", "字号", "内容", "正文", "附件", "疑问")


class Numbering(StrEnum):
    """编号: where a paper's number comes from."""

    REGISTER = "登记"  # drawn from the unit's register, without gaps
    RECORD = "记录"  # the organ's own number, typed in


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """要素: something that the paper must or may say, and the field that says it."""

    name: str
    field: str  # a field of an act, or one of BUILT_IN
    required: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """文书: one statutory paper."""

    name: str
    name_en: str
    citations: tuple[Citation, ...]  # what prescribes it
    sender: str  # 发文: the role that issues it
    to: str  # 主送: the role it is addressed to; "" for a paper without an addressee
    copies: tuple[str, ...]  # 抄送
    numbering: Numbering
    number_pattern: str  # 字号, e.g. {简称}移〔{年}〕{号}号; "" where the organ's own number is typed in
    contents: tuple[Content, ...]
    body: str
    lists_attachments: bool  # 附件: 随附, the act's attachments are listed beneath the text
    questions: tuple[Question, ...]
    place: Place

    def placeholders(self) -> tuple[str, ...]:
        """The names in braces in the text, in order, each once."""
        return placeholders(self.body)


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, in order, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _PLACEHOLDER.findall(text)))


def read_letter(page: Mapping, reader: Reader) -> Letter:
    """One file of law/letters. What is wrong goes to the reader."""
    name = reader.required(page, "文书", "文书模板")
    of = f"文书“{name}”"
    reader.known(page, _KEYS, of)
    if name and name != page.path.stem:
        reader.wrong(page, f"文书名称“{name}”应当与文件名相同，即“{page.path.stem}”", "文书")
    numbering = reader.word(page, "编号", Numbering, reader.required(page, "编号", of)) if page.get("编号") else None
    if page.get("编号") is None:
        reader.wrong(page, f"{of}没有写“编号”，应写“登记”或者“记录”", "编号")
    attached = reader.text(page, "附件")
    if attached not in ("", "随附"):
        reader.wrong(page, "“附件”只能写“随附”", "附件")
    return Letter(
        name=name,
        name_en=reader.text(page, "英"),
        citations=reader.citations(page, "条", reader.text(page, "依据")),
        sender=reader.required(page, "发文", of),
        to=reader.text(page, "主送"),
        copies=reader.texts(page, "抄送"),
        numbering=numbering or Numbering.RECORD,
        number_pattern=reader.text(page, "字号"),
        contents=tuple(_contents(page, reader, of)),
        body=reader.required(page, "正文", of),
        lists_attachments=bool(attached),
        questions=reader.questions(page, of, f"paper “{reader.text(page, '英')}”"),
        place=reader.place(page, "文书"),
    )


def _contents(page: Mapping, reader: Reader, of: str) -> list[Content]:
    rows = page.get("内容")
    if rows is None:
        return []
    if not isinstance(rows, Sequence):
        reader.wrong(page, "“内容”应当是要素的列表", "内容")
        return []
    contents = []
    for row in rows:
        if not isinstance(row, Mapping):
            reader.wrong(page, "“内容”的每一项应当写作“{要素: …, 字段: …, 必备: true}”", "内容")
            continue
        reader.known(row, ("要素", "字段", "必备"), f"{of}的内容")
        contents.append(
            Content(
                name=reader.required(row, "要素", f"{of}的内容"),
                field=reader.required(row, "字段", f"{of}的内容"),
                required=reader.flag(row, "必备"),
                place=reader.place(row),
            )
        )
    return contents
