from __future__ import annotations

from pathlib import Path

import pytest

from liandong.kernel.citation import Citation
from liandong.kernel.period import Period
from liandong.kernel.statute import StatuteText, states_period

TEXT = """# 某规定

2020年8月7日 修订

<!-- INFO END -->

## 第一章 总则

第一条 为了规范某事，制定本规定。
第二条 甲机关应当自接到报告之日起３日内决定。决定批准的，应当在２４小时内移送。

​
甲机关移送，应当附有下列材料：

（一）移送书；

（二）清单。

## 第二章 附则

第三 条无空格的一条。

第三条之一 后来增加的一条。

第四条规定的期限为十日。

第四条 本规定自公布之日起施行。
"""


def _read(tmp_path: Path, text: str) -> StatuteText:
    path = tmp_path / "某规定.md"
    path.write_text(text, encoding="utf-8")
    return StatuteText.read(path)


def test_articles_are_found_by_their_number(tmp_path: Path) -> None:
    statute = _read(tmp_path, TEXT)
    assert list(statute.articles) == ["1", "2", "3", "3之一", "4"]
    assert statute.article("1") == "为了规范某事，制定本规定。"
    assert statute.article("3") == "无空格的一条。"


def test_a_line_that_only_speaks_of_an_article_does_not_begin_one(tmp_path: Path) -> None:
    statute = _read(tmp_path, "第一条 甲。\n\n第八条规定的期限为十日。\n\n第二条 乙。\n")
    assert statute.paragraphs("1") == ("甲。", "第八条规定的期限为十日。")


def test_paragraphs_keep_their_items_and_digits_become_half_width(tmp_path: Path) -> None:
    statute = _read(tmp_path, TEXT)
    assert statute.paragraphs("2") == (
        "甲机关应当自接到报告之日起3日内决定。决定批准的，应当在24小时内移送。",
        "甲机关移送，应当附有下列材料：\n（一）移送书；\n（二）清单。",
    )


def test_a_citation_leads_to_its_passage(tmp_path: Path) -> None:
    statute = _read(tmp_path, TEXT)
    assert statute.passage(Citation("某规定", "1")) == "为了规范某事，制定本规定。"
    assert statute.passage(Citation("某规定", "2", 1)).startswith("甲机关应当自接到报告")
    assert statute.passage(Citation("某规定", "2", 2, 2)) == "（二）清单。"
    assert statute.passage(Citation("某规定", "2", 0, 1)) == "（一）移送书；"


@pytest.mark.parametrize("place", ["9", "2(3)", "2(1)[1]", "2[3]", "3之二"])
def test_a_citation_that_leads_nowhere_is_refused(tmp_path: Path, place: str) -> None:
    citation = Citation.parse(f"某规定 {place}")
    with pytest.raises(KeyError) as refusal:
        _read(tmp_path, TEXT).passage(citation)
    assert refusal.value.args == (str(citation),)


def test_a_text_without_articles_is_taken_apart_at_its_points(tmp_path: Path) -> None:
    statute = _read(tmp_path, "# 某意见\n\n现作如下规定：\n\n一、甲。\n\n（一）子；\n\n二、乙。\n\n十二、丙。\n")
    assert statute.article("1") == "甲。\n（一）子；"
    assert statute.article("12") == "丙。"


def test_a_text_without_either_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as refusal:
        _read(tmp_path, "没有条文")
    assert str(refusal.value) == f"{tmp_path / '某规定.md'}中没有找到条文"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("应当在七日以内书面说明", "7日"),
        ("应当在２４小时内移送", "24小时"),
        ("二十四小时以内", "24小时"),
        ("三个月以内未侦查终结", "3个月"),
        ("在两个月内依法履行职责", "2个月"),
        ("在二年内未被发现的", "2年"),
        ("10个工作日内", "10个工作日"),
        ("十五日内，或者三日内", "3日"),
    ],
)
def test_a_text_states_its_periods(text: str, period: str) -> None:
    assert states_period(text, Period.parse(period))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("应当在十七日以内", "7日"),
        ("自七月三日起", "3日"),
        ("2020年8月7日修订", "7日"),
        ("3个工作日内", "3日"),
        ("三日内", "3个工作日"),
        ("三十日内", "3日"),
        ("及时移送", "1日"),
    ],
)
def test_a_text_does_not_state_what_only_looks_like_it(text: str, period: str) -> None:
    assert not states_period(text, Period.parse(period))
