"""Reads law/instruments, law/regimes.yaml and law/calendars. `root` is the folder law/ everywhere.

Errors: `LawError` in Chinese with file and line for whatever is not as docs/reference/periods.md says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Read
from pathlib import Path
from typing import Literal

from liandong.kernel.calendar import Calendar, Year
from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Instrument, Mark
from liandong.kernel.regime import Regime
from liandong.kernel.yaml_lines import LawError, Mapping, Node, Sequence, load

_INSTRUMENT_KEYS = [
    "名称",
    "英",
    "简称",
    "英简",
    "又称",
    "文号",
    "施行",
    "失效",
    "文本",
    "计期",
    "编排",
    "条数",
    "核实",
    "疑问",
    "条文",
]
_REGIME_KEYS = ["英", "工作日", "首日", "末日遇休", "出处", "首日出处", "末日出处", "月末出处", "疑问"]
_YEAR_KEYS = ["年", "公布", "通知", "来源", "取得", "放假", "上班"]
_ARTICLE = re.compile(r"([1-9][0-9]*)(之[一二三四五六七八九十]+)?")


def read_instruments(root: Path) -> dict[str, Instrument]:
    """Every instrument by its short name."""
    return {path.stem: _instrument(path) for path in sorted((root / "instruments").glob("*.yaml"))}


def read_regimes(root: Path, overrides: Path | None = None) -> dict[str, Regime]:
    """Every regime by its name; `overrides`, a region's file of the same form, replaces those that it names."""
    regimes = _regimes(root / "regimes.yaml")
    if overrides is None:
        return regimes
    others = _regimes(overrides)
    for name in others:
        if name not in regimes:
            raise LawError(overrides, load_mapping(overrides).line(name), f"没有名为“{name}”的计期规则可以改")
    return regimes | others


def read_calendar(root: Path) -> Calendar:
    """All years in law/calendars."""
    return Calendar(dict(_year(path) for path in sorted((root / "calendars").glob("*.yaml"))))


def load_mapping(path: Path) -> Mapping:
    """A file that must be a mapping."""
    node = load(path)
    if not isinstance(node, Mapping):
        raise LawError(path, 1, "文件应当是“键: 值”的形式")
    return node


def _instrument(path: Path) -> Instrument:
    page = load_mapping(path)
    _known(page, _INSTRUMENT_KEYS)
    if page.get("简称") != path.stem:
        raise page.error(f"简称应当与文件名相同，即“{path.stem}”", "简称")
    points_are = _text(page, "编排", "条")
    if points_are not in ("条", "点"):
        raise page.error("编排只能是“条”或者“点”", "编排")
    kind: Literal["条", "点"] = "点" if points_are == "点" else "条"
    last = page.get("条数")
    if last is not None and (isinstance(last, bool) or not isinstance(last, int)):
        raise page.error("条数应当是一个整数", "条数")
    articles = page.get("条文")
    if articles is not None and not isinstance(articles, Mapping):
        raise page.error("条文应当是“条号: {核实, 大意}”的形式", "条文")
    marks, gists, gists_en = _articles(articles, last) if articles is not None else ({}, {}, {})
    instrument = Instrument(
        short=path.stem,
        title=_required(page, "名称"),
        number=_text(page, "文号"),
        in_force=_date(page, "施行"),
        repealed=_date(page, "失效"),
        text_file=_text(page, "文本") or None,
        regime=_required(page, "计期"),
        articles=marks,
        last_article=last,
        mark=_mark(page),
        question=_text(page, "疑问"),
        points_are=kind,
        gists=gists,
        title_en=_text(page, "英"),
        short_en=_text(page, "英简"),
        gists_en=gists_en,
        other_names=_texts(page, "又称"),
    )
    if {instrument.mark, *marks.values()} != {Mark.V} and not instrument.question:
        raise page.error("未全部核实原文的，应当在“疑问”中写明要审核什么", "核实")
    return instrument


def _articles(rows: Mapping, last: int | None) -> tuple[dict[str, Mark], dict[str, str], dict[str, str]]:
    marks: dict[str, Mark] = {}
    gists: dict[str, str] = {}
    gists_en: dict[str, str] = {}
    for key, row in rows.items():
        match = _ARTICLE.fullmatch(key)
        if match is None:
            raise rows.error(f"条号“{key}”看不懂：应写作 5 或者 276之一", key)
        if last is not None and int(match[1]) > last:
            raise rows.error(f"这件法律文件只有{last}条，没有第{key}条", key)
        if not isinstance(row, Mapping):
            raise rows.error(f"第{key}条应当写作“{{核实: V, 大意: …}}”", key)
        _known(row, ["核实", "大意", "英"])
        marks[key] = _mark(row)
        gists[key] = _required(row, "大意")
        gists_en[key] = _text(row, "英")
    return marks, gists, gists_en


def _regimes(path: Path) -> dict[str, Regime]:
    page = load_mapping(path)
    return {name: _regime(page, name) for name in page}


def _regime(page: Mapping, name: str) -> Regime:
    row = page[name]
    if not isinstance(row, Mapping):
        raise page.error(f"计期规则“{name}”应当是“键: 值”的形式", name)
    _known(row, _REGIME_KEYS)
    counts, every = _workdays(row)
    return Regime(
        name=name,
        name_en=_text(row, "英"),
        workday_counts=counts,
        day_is_workday=every,
        roll_over=_choice(row, "末日遇休", "顺延", "不顺延"),
        start_counts=_choice(row, "首日", "计入", "不计入"),
        basis=_citation(row, "出处"),
        start_basis=_citation(row, "首日出处"),
        end_basis=_citation(row, "末日出处"),
        month_basis=_citation(row, "月末出处"),
        question=_text(row, "疑问"),
    )


def _workdays(row: Mapping) -> tuple[frozenset[int], bool]:
    value = row.get("工作日")
    if value is None:
        return frozenset(), False
    if value == "全部":
        return frozenset(), True
    numbers = [item for item in value if isinstance(item, int)] if not isinstance(value, str | int | dt.date) else []
    if not numbers or isinstance(value, Mapping) or len(numbers) != len(value):  # type: ignore[arg-type]
        raise row.error("工作日应当是“全部”或者日数的列表，如 [2, 3, 5, 7]", "工作日")
    return frozenset(numbers), False


def _year(path: Path) -> tuple[int, Year]:
    page = load_mapping(path)
    _known(page, _YEAR_KEYS)
    year = page.get("年")
    if not isinstance(year, int) or str(year) != path.stem:
        raise page.error("年应当与文件名相同", "年")
    published = page.get("公布")
    if not isinstance(published, bool):
        raise page.error("公布只能是 true 或者 false", "公布")
    rests, works = _days(page, "放假", path.stem), _days(page, "上班", path.stem)
    for day in rests.keys() & works.keys():
        raise page.error(f"{day}既放假又上班", "上班")
    notice, source = _text(page, "通知"), _text(page, "来源")
    return year, Year(published=published, rests=rests, works=works, notice=notice, source=source)


def _days(page: Mapping, key: str, year: str) -> Read[dt.date, str]:
    rows = page.get(key)
    if rows is None:
        return {}
    if not isinstance(rows, Mapping):
        raise page.error(f"{key}应当是“日期: 名称”的形式", key)
    days: dict[dt.date, str] = {}
    for text in rows:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise rows.error(f"没有“{text}”这一天", text) from None
        if str(day.year) != year:
            raise rows.error(f"{text}不在{year}年", text)
        if key == "上班" and day.weekday() < 5:
            raise rows.error(f"{text}不是周末，不必调休上班", text)
        days[day] = _required(rows, text)
    return days


def _known(row: Mapping, keys: list[str]) -> None:
    for key in row:
        if key not in keys:
            raise row.error(f"不认识的键“{key}”，可用的有：{'、'.join(keys)}", key)


def _text(row: Mapping, key: str, default: str = "") -> str:
    value = row.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise row.error(f"{key}应当是文字", key)
    return value


def _texts(row: Mapping, key: str) -> tuple[str, ...]:
    value = row.get(key)
    texts = tuple(item for item in value if isinstance(item, str)) if isinstance(value, Sequence) else ()
    if value is not None and (not isinstance(value, Sequence) or len(texts) != len(value)):
        raise row.error(f"{key}应当是文字的列表", key)
    return texts


def _required(row: Mapping, key: str) -> str:
    text = _text(row, key)
    if not text:
        raise row.error(f"缺少“{key}”", key)
    return text


def _date(row: Mapping, key: str) -> dt.date | None:
    value = row.get(key)
    if value is not None and not isinstance(value, dt.date):
        raise row.error(f"{key}应当是日期，如 2020-08-07", key)
    return value


def _mark(row: Mapping) -> Mark:
    try:
        return Mark(str(row.get("核实")))
    except ValueError:
        raise row.error("核实只能是 V、V(s) 或者 M", "核实") from None


def _choice(row: Mapping, key: str, yes: str, no: str) -> bool:
    value: Node = row.get(key)
    if value not in (yes, no):
        raise row.error(f"{key}只能是“{yes}”或者“{no}”", key)
    return value == yes


def _citation(row: Mapping, key: str) -> Citation | None:
    text = _text(row, key)
    if not text:
        return None
    try:
        return Citation.parse(text)
    except ValueError as error:
        raise row.error(str(error), key) from None
