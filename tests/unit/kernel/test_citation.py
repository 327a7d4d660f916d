from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel.citation import Citation
from liandong.kernel.reading import read_instruments

INSTRUMENTS = read_instruments(Path(__file__).parents[3] / "law")
CITATIONS = st.builds(
    Citation,
    st.sampled_from(["移送规定", "诉讼规则"]),
    st.sampled_from(["5", "276之一", "560"]),
    st.integers(0, 9),
    st.integers(0, 9),
)


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("5", Citation("移送规定", "5")),
        ("5(2)", Citation("移送规定", "5", 2)),
        ("6[3]", Citation("移送规定", "6", 0, 3)),
        ("6(1)[3]", Citation("移送规定", "6", 1, 3)),
        ("276之一(1)", Citation("移送规定", "276之一", 1)),
        ("待核", Citation("移送规定", "")),
        ("公安程序规定 180(2)", Citation("公安程序规定", "180", 2)),
        ("检察建议规定 待核", Citation("检察建议规定", "")),
    ],
)
def test_the_notation_is_read(text: str, citation: Citation) -> None:
    assert Citation.parse(text, default="移送规定") == citation


@given(CITATIONS)
def test_what_is_written_is_read_back(citation: Citation) -> None:
    assert Citation.parse(str(citation)) == citation


def test_an_unknown_article_is_written_as_such() -> None:
    assert str(Citation("检察建议规定", "")) == "检察建议规定 待核"


@pytest.mark.parametrize("text", ["", "第五条", "5(0)", "05", "5[1](2)", "5(2", "移送规定 第五条", "5款"])
def test_what_is_not_the_notation_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Citation.parse(text, default="移送规定")
    assert str(refusal.value) == f"出处“{text}”看不懂：应写作 5、5(2)、6[3]、6(1)[3]、276之一(1) 或者 待核"


def test_a_place_without_an_instrument_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^出处“5”没有写明是哪一件法律文件$"):
        Citation.parse("5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("移送规定 5(2)", "《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款"),
        ("移送规定 6[3]", "《行政执法机关移送涉嫌犯罪案件的规定》第六条第（三）项"),
        ("诉讼规则 560", "《人民检察院刑事诉讼规则》第五百六十条"),
        ("刑事诉讼法 105(4)", "《中华人民共和国刑事诉讼法》第一百零五条第四款"),
        ("民法典 276之一(1)[2]", "《中华人民共和国民法典》第二百七十六条之一第一款第（二）项"),
        ("及时移送意见 1", "《关于在行政执法中及时移送涉嫌犯罪案件的意见》第一点"),
        ("检察建议规定 待核", "《人民检察院检察建议工作规定》（条文待核）"),
    ],
)
def test_a_paper_cites_in_words(text: str, words: str) -> None:
    assert Citation.parse(text).words(INSTRUMENTS) == words


def test_an_article_covers_its_paragraphs_and_items_and_not_the_other_way() -> None:
    article, paragraph, item = (Citation.parse(f"移送规定 {place}") for place in ("6", "6(1)", "6(1)[3]"))
    assert article.covers(paragraph)
    assert article.covers(item)
    assert paragraph.covers(item)
    assert not paragraph.covers(article)
    assert not item.covers(paragraph)
    assert not Citation.parse("移送规定 6(2)").covers(paragraph)
    assert not Citation.parse("诉讼规则 6").covers(paragraph)


@given(CITATIONS)
def test_a_citation_covers_itself(citation: Citation) -> None:
    assert citation.covers(citation)


def test_an_unknown_article_covers_only_itself() -> None:
    unknown = Citation("移送规定", "")
    assert unknown.covers(Citation("移送规定", ""))
    assert not unknown.covers(Citation("移送规定", "5"))
    assert not Citation("移送规定", "5").covers(unknown)
