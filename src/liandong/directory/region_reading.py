"""Reads the folder of a region: divisions.yaml, organs.yaml, region.yaml and points.yaml.

docs/reference/hubei.md says what may stand in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from liandong.directory.region import (
    Class,
    Deviation,
    DivisionSpec,
    Level,
    Names,
    Organ,
    Plan,
    Point,
    Region,
    UnitSpec,
    units_of,
)
from liandong.kernel import yaml_lines
from liandong.procedures.grammar import Question
from liandong.procedures.reading import LawErrors
from liandong.procedures.reading_values import Reader

_DIVISION_FILE = ("来源", "取用", "不取", "疑问", "省", "市", "直管")
_FALLBACK = {Class.DISTRICT: (Class.DISTRICT, Class.COUNTY), Class.DIRECT: (Class.DIRECT, Class.COUNTY)}


def read_region(root: Path) -> Region:
    """Read the folder of one region, such as law/regions/hubei. Errors: LawErrors, everything that cannot be read."""
    return _RegionReader(root).read()


class _RegionReader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader = Reader(root.parent.parent)
        self.questions: list[Question] = []

    def read(self) -> Region:
        head = self._file("region.yaml", ("地区", "英", "方案", "疑问"))
        divisions = tuple(self._divisions(self._file("divisions.yaml", _DIVISION_FILE)))
        organs = tuple(self._organs(self._file("organs.yaml", ("来源", "疑问", "机关")), divisions))
        region = Region(
            name=self.reader.required(head, "地区", "文件"),
            name_en=self.reader.required(head, "英", "文件"),
            divisions=divisions,
            organs=organs,
            plan=self._plan(head),
            points=tuple(self._points(self._file("points.yaml", ("部分", "点")))),
            questions=tuple(self.questions),
        )
        if self.reader.errors:
            raise LawErrors(tuple(sorted(self.reader.errors, key=lambda error: (str(error.path), error.line))))
        return region

    def _file(self, name: str, keys: tuple[str, ...]) -> yaml_lines.Mapping:
        path = self.root / name
        inside = path.relative_to(self.reader.root)
        try:
            node = yaml_lines.load(path)
        except FileNotFoundError:
            raise LawErrors((yaml_lines.LawError(inside, 1, "没有这个文件"),)) from None
        except yaml_lines.LawError as error:
            raise LawErrors((yaml_lines.LawError(inside, error.line, error.message),)) from error
        if not isinstance(node, yaml_lines.Mapping):
            raise LawErrors((yaml_lines.LawError(inside, 1, "应当是“键: 值”的形式"),))
        self.reader.known(node, keys, "文件")
        self.questions.extend(self.reader.questions(node, self.root.name))
        return node

    def _plan(self, head: yaml_lines.Mapping) -> Plan:
        node = self.reader.mapping(head, "方案") or head
        return Plan(
            title=self.reader.required(node, "名称", "方案"),
            title_en=self.reader.required(node, "英", "方案"),
            number=self.reader.required(node, "文号", "方案"),
            day=self.reader.day(node, "日期", "方案"),
            issuers=self.reader.texts(node, "印发"),
        )

    def _points(self, file: yaml_lines.Mapping) -> Iterator[Point]:
        titles = {key: entry for key, entry, _ in self.reader.entries(file, "点")}
        for part in self._items(file, "部分"):
            for number in self.reader.numbers(part, "点"):
                entry = titles.get(str(number))
                if entry is None:
                    self.reader.wrong(part, f"没有第{number}点", "点")
                    continue
                yield Point(
                    number=number,
                    title=self.reader.required(entry, "名", f"第{number}点"),
                    title_en=self.reader.required(entry, "英", f"第{number}点"),
                    part=self.reader.required(part, "名", "部分"),
                    part_en=self.reader.required(part, "英", "部分"),
                )

    def _divisions(self, file: yaml_lines.Mapping) -> Iterator[DivisionSpec]:
        province_node = self.reader.mapping(file, "省") or file
        province = self._division(
            self.reader.required(province_node, "代码", "省"), province_node, Class.PROVINCE, None
        )
        yield province
        for code, node, _ in self.reader.entries(file, "市"):
            city = self._division(code, node, Class.CITY, province)
            yield city
            for county_code, county, _ in self.reader.entries(node, "县"):
                district = self.reader.text(county, "名").endswith("区")
                yield self._division(county_code, county, Class.DISTRICT if district else Class.COUNTY, city)
        for code, node, _ in self.reader.entries(file, "直管"):
            yield self._division(code, node, Class.DIRECT, province)

    def _division(
        self, code: str, node: yaml_lines.Mapping, division_class: Class, parent: DivisionSpec | None
    ) -> DivisionSpec:
        name = self.reader.required(node, "名", code)
        name_en = self.reader.required(node, "英", code)
        if not (len(code) == 6 and code.isdecimal() and code.isascii()):
            self.reader.wrong(node, f"区划代码“{code}”应当是六位数字")
        district = division_class is Class.DISTRICT and parent is not None
        return DivisionSpec(
            code=code,
            name=name,
            name_en=name_en,
            level=Level.COUNTY if division_class in (Class.DISTRICT, Class.DIRECT) else Level(division_class.value),
            division_class=division_class,
            parent_code=parent.code if parent else None,
            styled=parent.name + name if district and parent else name,
            styled_en=f"{name_en}, {parent.name_en}" if district and parent else name_en,
        )

    def _organs(self, file: yaml_lines.Mapping, divisions: tuple[DivisionSpec, ...]) -> Iterator[Organ]:
        kinds: dict[str, str] = {}
        for kind, node, _ in self.reader.entries(file, "机关"):
            self.reader.known(node, ("代号", "行政执法", "名", "英", "另设", "例外", "疑问"), f"机关“{kind}”")
            self.questions.extend(self.reader.questions(node, kind))
            letters = self.reader.required(node, "代号", kind)
            if letters in kinds:
                self.reader.wrong(node, f"代号“{letters}”已由“{kinds[letters]}”使用", "代号")
            kinds[letters] = kind
            enforcement = self.reader.flag(node, "行政执法")
            organ = Organ(
                kind=kind,
                letters=letters,
                enforcement=enforcement,
                names=self._names(kind, node),
                deviations=tuple(self._deviations(kind, node, divisions)),
                extra=tuple(self._extra(kind, node, enforcement, divisions)),
            )
            made = {unit.code for unit in units_of(organ, {division.code: division for division in divisions})}
            for entry in (*self._items(node, "例外"), *(extra for _, extra, _ in self.reader.entries(node, "另设"))):
                superior = self.reader.text(entry, "上级")
                if superior and superior not in made:
                    self.reader.wrong(entry, f"没有代码为“{superior}”的上级单位", "上级")
            yield organ

    def _names(self, kind: str, node: yaml_lines.Mapping) -> dict[Class, Names]:
        chinese = self.reader.mapping(node, "名")
        if chinese is None:
            self.reader.wrong(node, f"机关“{kind}”没有写“名”")
            return {}
        self.reader.known(chinese, tuple(Class), "名")
        one_english = self.reader.text(node, "英") if isinstance(node.get("英"), str) else ""
        english = None if one_english else self.reader.mapping(node, "英")
        found: dict[Class, Names] = {}
        for key in Class:
            written = next((k for k in _FALLBACK.get(key, (key,)) if k in chinese), None)
            if written is None:
                continue
            name = self.reader.text(chinese, written)
            name_en = one_english
            if english is not None:
                written_en = next((k for k in (*_FALLBACK.get(key, (key,)), Class.CITY) if k in english), None)
                name_en = self.reader.text(english, written_en) if written_en else ""
            if not name_en and key is written:
                self.reader.wrong(node, f"机关“{kind}”的“{key}”没有英文名", "英")
            found[key] = self._patterns(node, "名", name, name_en)
        return found

    def _patterns(self, node: yaml_lines.Mapping, key: str, chinese: str, english: str) -> Names:
        for pattern in (chinese, english):
            try:
                pattern.format(本级="", 市="", 县="")
            except (KeyError, IndexError, ValueError):
                self.reader.wrong(node, f"名称“{pattern}”里只能用{{本级}}、{{市}}、{{县}}", key)
                return Names("", "")
        return Names(chinese, english)

    def _deviations(
        self, kind: str, node: yaml_lines.Mapping, divisions: tuple[DivisionSpec, ...]
    ) -> Iterator[Deviation]:
        known = {division.code for division in divisions}
        for entry in self._items(node, "例外"):
            self.reader.known(entry, ("区划", "辖", "名", "英", "上级"), "例外")
            codes = set(self.reader.texts(entry, "区划"))
            city = self.reader.text(entry, "辖")
            named = codes | ({city} if city else set())
            for code in sorted(named - known):
                self.reader.wrong(entry, f"没有代码为“{code}”的区划")
            if not named:
                self.reader.wrong(entry, f"机关“{kind}”的例外没有写“区划”或者“辖”")
            codes |= {division.code for division in divisions if city and division.parent_code == city}
            name = self.reader.text(entry, "名")
            if name and not self.reader.text(entry, "英"):
                self.reader.wrong(entry, f"“{name}”没有英文名", "名")
            yield Deviation(
                divisions=frozenset(codes),
                renames="名" in entry,
                names=self._patterns(entry, "名", name, self.reader.text(entry, "英")) if name else None,
                parent_code=self.reader.text(entry, "上级") or None,
            )

    def _extra(
        self, kind: str, node: yaml_lines.Mapping, enforcement: bool, divisions: tuple[DivisionSpec, ...]
    ) -> Iterator[UnitSpec]:
        for code, entry, _ in self.reader.entries(node, "另设"):
            division = self.reader.required(entry, "区划", code)
            if division not in {known.code for known in divisions}:
                self.reader.wrong(entry, f"没有代码为“{division}”的区划", "区划")
            level = self.reader.word(entry, "级", Level, self.reader.required(entry, "级", code))
            yield UnitSpec(
                code=code,
                name=self.reader.required(entry, "名", code),
                name_en=self.reader.required(entry, "英", code),
                kind=kind,
                enforcement=enforcement,
                division=division,
                level=level or Level.COUNTY,
                parent_code=self.reader.text(entry, "上级") or None,
            )

    def _items(self, node: yaml_lines.Mapping, key: str) -> Iterator[yaml_lines.Mapping]:
        items = node.get(key)
        for index, item in enumerate(items if isinstance(items, yaml_lines.Sequence) else ()):
            if isinstance(item, yaml_lines.Mapping):
                yield item
            else:
                self.reader.wrong(node, f"“{key}”的第{index + 1}项应当是“键: 值”的形式", key)
