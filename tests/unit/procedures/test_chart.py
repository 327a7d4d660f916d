"""The drawings: everything stands in them once, nothing overlaps, nothing in them needs a looser content policy."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.procedures.chart import draw, strip
from liandong.procedures.chart_layout import Link, layout
from liandong.procedures.grammar import Procedure
from liandong.procedures.reading import read_law

HOUSE = Path(__file__).parents[2] / "law" / "bad" / "_house"
REAL = Path(__file__).parents[3] / "law"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return read_law(HOUSE).procedure("底本")


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  # our own drawing


def by_class(svg: str, kind: str) -> list[ElementTree.Element]:
    return [element for element in parsed(svg).iter() if kind in element.get("class", "").split()]


def words(element: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def test_every_state_stands_in_the_chart_once_with_whose_turn_it_is_and_its_limit(procedure: Procedure) -> None:
    states = by_class(draw(procedure), "state")
    assert [words(state) for state in states] == [["审查中", "人民检察院", "应当 7日"], ["已结"]]
    assert states[0].get("class") == "state role-检"
    assert states[1].get("class") == "state final"


def test_arrows_carry_the_names_of_their_acts(procedure: Procedure) -> None:
    assert [words(edge) for edge in by_class(draw(procedure), "edge")] == [["提请"], ["答复"]]


def test_the_present_state_and_the_way_taken_are_marked(procedure: Procedure) -> None:
    svg = draw(procedure, current="已结", visited=["审查中", "已结"])
    assert [words(state)[0] for state in by_class(svg, "current")] == ["已结"]
    assert [words(state)[0] for state in by_class(svg, "visited")] == ["审查中", "已结"]
    assert [words(edge) for edge in by_class(svg, "taken")] == [["提请"], ["答复"]]


def test_a_reader_who_does_not_see_it_is_told_what_it_shows(procedure: Procedure) -> None:
    root = parsed(draw(procedure, current="审查中"))
    title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert title.text == "别的文件据以转入、变更的程序流程图"
    assert about.text == "现在处于“审查中”。“审查中”可以答复到“已结”；“已结”是终局。"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"


def test_the_strip_shows_the_way_taken_and_what_can_come_next(procedure: Procedure) -> None:
    svg = strip(procedure, ["审查中"], "审查中")
    assert [words(state)[0] for state in by_class(svg, "current")] == ["审查中"]
    assert [words(state)[0] for state in by_class(svg, "next")] == ["已结"]
    closed = strip(procedure, ["审查中", "已结"], "已结")
    assert [words(state)[0] for state in by_class(closed, "visited")] == ["审查中"]
    assert by_class(closed, "next") == []


def test_a_long_way_is_shortened_to_its_end(procedure: Procedure) -> None:
    svg = strip(procedure, ["审查中", "已结"] * 4, "审查中")
    assert len(by_class(svg, "visited")) == 4
    assert [element.text for element in by_class(svg, "more")] == ["…"]


@pytest.mark.parametrize("show", [draw, lambda procedure: strip(procedure, [], next(iter(procedure.states)))])
def test_a_strict_content_policy_lets_every_drawing_through(show: object, procedure: Procedure) -> None:
    assert callable(show)
    for drawn in (procedure, *read_law(HOUSE).every()):
        svg = show(drawn)
        assert not re.search(r"<style|style=|<script|\son[a-z]+=|javascript:|<foreignObject|href=", svg)


def test_names_from_the_law_cannot_break_out_of_the_drawing(procedure: Procedure) -> None:
    hostile = '"><script>x</script>&'
    state = replace(procedure.states["审查中"], name=hostile, role=hostile)
    act = replace(procedure.acts["提请"], to_state=hostile)
    changed = replace(procedure, states={hostile: state}, acts={"提请": act}, title=hostile)
    for svg in (draw(changed, current=hostile, visited=[hostile]), strip(changed, [hostile], hostile)):
        assert "<script" not in svg
        assert hostile in [text for element in parsed(svg).iter(f"{SVG}text") for text in [element.text]]


def test_an_act_from_everywhere_is_one_arrow_from_anywhere(procedure: Procedure) -> None:
    base = procedure.states["审查中"]
    states = {name: replace(base, name=name) for name in "一二三四五"} | {"终": procedure.states["已结"]}
    end = replace(procedure.acts["答复"], name="撤回", from_states=frozenset("一二三四五"), to_state="终")
    edges = by_class(draw(replace(procedure, states=states, acts={"撤回": end})), "edge")
    assert [words(edge) for edge in edges] == [["（多处）", "撤回"]]


def test_an_act_that_comes_back_to_its_state_is_named_in_the_box(procedure: Procedure) -> None:
    again = replace(procedure.acts["答复"], name="再议", to_state="审查中")
    svg = draw(replace(procedure, acts={**procedure.acts, "再议": again}))
    assert words(by_class(svg, "state")[0]) == ["审查中", "人民检察院", "应当 7日", "↻ 再议"]
    assert len(by_class(svg, "edge")) == 2


@st.composite
def graphs(draw_from: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[Link]]:
    """Boxes of many sizes and links between any two of them."""
    sizes = st.tuples(st.floats(20, 200), st.floats(14, 80))
    boxes = {str(number): draw_from(sizes) for number in range(draw_from(st.integers(1, 9)))}
    ends = st.tuples(st.sampled_from(["", *boxes]), st.sampled_from(list(boxes))).filter(
        lambda pair: pair[0] != pair[1]
    )
    pairs = draw_from(st.lists(ends, unique=True, max_size=20))
    return boxes, [Link(source=a, target=b, label=draw_from(sizes)) for a, b in pairs]


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_no_two_boxes_or_labels_overlap(graph: tuple[dict[str, tuple[float, float]], list[Link]]) -> None:
    boxes, links = graph
    placed = layout(boxes, links)
    areas = [(placed.boxes[name], size) for name, size in boxes.items()]
    areas += [(route.label, link.label) for link, route in zip(links, placed.routes, strict=True)]
    for ((ax, ay), (aw, ah)), ((bx, by), (bw, bh)) in combinations(areas, 2):
        apart = max(abs(ax - bx) - (aw + bw) / 2, abs(ay - by) - (ah + bh) / 2)
        assert apart >= 1, "closer than a pixel"
    for (x, y), (width, height) in areas:
        assert x - width / 2 >= -0.01
        assert y - height / 2 >= -0.01
        assert x + width / 2 <= placed.size[0] + 0.01
        assert y + height / 2 <= placed.size[1] + 0.01


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_arrows_run_from_their_box_to_their_box(graph: tuple[dict[str, tuple[float, float]], list[Link]]) -> None:
    boxes, links = graph
    placed = layout(boxes, links)
    for link, route in zip(links, placed.routes, strict=True):
        for name, (x, y) in ((link.source, route.points[0]), (link.target, route.points[-1])):
            if name:
                middle, (width, height) = placed.boxes[name], boxes[name]
                assert abs(x - middle[0]) <= width / 2 + 0.01
                assert abs(abs(y - middle[1]) - height / 2) <= 0.01
        assert route.back == (route.points[0][1] > route.points[-1][1])


def test_what_the_author_names_first_stands_above_on_a_circle() -> None:
    boxes = dict.fromkeys(("一", "二", "三"), (50.0, 20.0))
    links = [Link(source=a, target=b, label=(10, 10)) for a, b in (("一", "二"), ("二", "三"), ("三", "一"))]
    placed = layout(boxes, links)
    assert placed.boxes["一"][1] < placed.boxes["二"][1] < placed.boxes["三"][1]
    assert [route.back for route in placed.routes] == [False, False, True]
