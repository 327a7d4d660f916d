"""Draws a procedure as SVG from its data: the whole flow chart, and a strip of the way that a matter has taken.

Colours, fonts and lines belong to the page's style sheet. What it can take hold of:
`svg.chart`, `svg.strip`; `g.state` with `role-<key>` of whose turn it is, `final`, `current`, `visited`, `next`;
in it `rect.box`, `rect.inner` (final), `text.name`, `text.about`; `g.edge` with `back`, `taken`; in it `path.line`,
`path.head`, `text.label`; `circle.start`; `text.more`. Sizes are for a font of 14 px (names) and 12 px (the rest).
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from liandong.procedures.chart_layout import Link, Point, layout
from liandong.procedures.grammar import FEW, Limit, PostKind, Procedure, State
from liandong.procedures.wording import Wording

_NAME, _SMALL = 14, 12  # font sizes in px
_LINE, _NAME_LINE = 16, 18  # line heights of labels and of names
_LONGEST_LINE = 26  # characters of a line in English
_MARGIN = 12
_START = " start"  # no state begins with a space
_LONGEST_STRIP = 4  # states behind the current one that a strip shows
_NEXT = 4  # states ahead that it shows


def draw(procedure: Procedure, *, current: str = "", visited: Sequence[str] = (), english: bool = False) -> str:
    """The flow chart as one SVG element. `visited` are the states that the matter has stood in, in order."""
    said = Wording(procedure=procedure, english=english)
    labels = _labels(said)
    boxes = {_START: (14.0, 14.0)} | {name: _box(said, state) for name, state in procedure.states.items()}
    links = [Link(source=source, target=target, label=_label_size(words)) for (source, target), words in labels.items()]
    placed = layout(boxes, links)
    way = [*visited, current]
    taken = set(pairwise(way)) | ({(_START, way[0])} if way[0] else set())
    parts = []
    for (pair, words), route in zip(labels.items(), placed.routes, strict=True):
        kinds = ["edge", *(["back"] if route.back else []), *(["taken"] if pair in taken else [])]
        parts.append(_edge(kinds, route.points, words, route.label))
    x, y = placed.boxes[_START]
    parts.append(f'<circle class="start" cx="{_n(x)}" cy="{_n(y)}" r="7"/>')
    for name, state in procedure.states.items():
        marks = (*(["current"] if name == current else []), *(["visited"] if name in visited else []))
        parts.append(_state(said, state, placed.boxes[name], marks))
    here = [said.say("现在处于“{state}”", state=said.name(current))] if current else []
    about = said.sentences([*here, said.parts(_told(said, name) for name in procedure.states)])
    title = said.say("{title}流程图", title=procedure.title_en if english else procedure.title)
    return _svg("chart", title, about, placed.size, parts)


def strip(procedure: Procedure, visited: Sequence[str], current: str, *, english: bool = False) -> str:
    """The way taken, the present state and those that can come next, in one row."""
    said = Wording(procedure=procedure, english=english)
    behind = list(visited[:-1] if visited and visited[-1] == current else visited)
    shown = behind[-_LONGEST_STRIP:]
    ahead = list(
        dict.fromkeys(
            act.to_state
            for act in procedure.acts.values()
            if current in act.from_states and act.to_state not in ("", current) and len(act.from_states) <= FEW
        )
    )
    parts: list[str] = []
    rows = min(len(ahead), _NEXT) or 1
    height = rows * 34.0 - 6
    x = 0.0
    if len(behind) > len(shown):
        parts.append(f'<text class="more" x="6" y="{_n(height / 2 + 4)}" text-anchor="middle">…</text>')
        x = 20.0
    for name, kind in [*((name, "visited") for name in shown), (current, "current")]:
        width = _width(said.name(name), _NAME) + 24
        if x:
            parts.append(_arrow([(x, height / 2), (x + 20, height / 2)], "edge taken"))
            x += 20
        parts.append(_chip(said, name, (x, height / 2), width, kind))
        x += width
    widest = 0.0
    for row, name in enumerate(ahead[:_NEXT]):
        y = row * 34.0 + 14
        width = _width(said.name(name), _NAME) + 24
        widest = max(widest, width + 28)
        parts.append(_arrow([(x, height / 2), (x + 28, y)], "edge"))
        parts.append(_chip(said, name, (x + 28, y), width, "next"))
    told = said.say("已经过{states}", states=said.names(behind)) if behind else said.say("刚刚开始")
    then = said.say("，接下来可以到{states}", states=said.names(ahead)) if ahead else ""
    title = said.say("现在处于“{state}”", state=said.name(current))
    return _svg("strip", title, said.sentences([told + then]), (x + widest, height), parts)


def _labels(said: Wording) -> dict[tuple[str, str], list[str]]:
    """The acts by the states that they join, as lines; those between the same two share an arrow."""
    procedure = said.procedure
    joined: dict[tuple[str, str], list[str]] = {}
    for act in procedure.acts.values():
        sources = [_START] if act.opens else [name for name in procedure.states if name in act.from_states]
        if act.to_state not in procedure.states:
            continue
        if len(sources) > FEW:  # drawn once, as coming from anywhere
            joined.setdefault(("", act.to_state), [said.say("（多处）")]).append(said.name(act.name))
            continue
        for source in sources:
            if source != act.to_state:
                joined.setdefault((source, act.to_state), []).append(said.name(act.name))
    return {
        pair: [line for name in names for line in _lines(name, several=len(names) > 1)]
        for pair, names in joined.items()
    }


def _lines(words: str, *, several: bool = False) -> list[str]:
    """Words as short lines; Chinese names are short as they are. `several`: a bullet shows where each begins."""
    if words[:1] > "\u2e80" or len(words) <= _LONGEST_LINE:
        return [words]
    first, *more = textwrap.wrap(words, _LONGEST_LINE)
    return [f"• {first}" if several else first, *more]


def _box(said: Wording, state: State) -> tuple[float, float]:
    name, about = _lines(said.name(state.name)), _about(said, state)
    widest = max(*(_width(line, _NAME) for line in name), *(_width(line, _SMALL) for line in about), 0)
    return widest + 24, 30.0 + _NAME_LINE * (len(name) - 1) + _LINE * len(about)


def _about(said: Wording, state: State) -> list[str]:
    """What stands beneath a state's name: who, within what time, and what may be done again and again."""
    acts = said.procedure.acts.values()
    again = [said.name(act.name) for act in acts if act.to_state == state.name and state.name in act.from_states]
    role = said.procedure.roles.get(state.role)
    post = said.name(state.post) if state.post and state.post != PostKind.HANDLER else ""
    who = [said.name(role.name) + (f" ({post})" if said.english else f"（{post}）") * bool(post)] if role else []
    limit = _lines(_span(said, state.limit)) if state.limit else []
    return [*who, *limit, *(line for name in again for line in _lines(f"↻ {name}"))]


def _span(said: Wording, limit: Limit) -> str:
    return f"{said.name(limit.kind)} {said.span(limit)}"


def _state(said: Wording, state: State, middle: Point, marks: Sequence[str]) -> str:
    width, height = _box(said, state)
    x, y = middle[0] - width / 2, middle[1] - height / 2
    kinds = ["state", *([f"role-{state.role}"] if state.role else []), *(["final"] if state.final else []), *marks]
    lines = [f'<rect class="box" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="6"/>']
    if state.final:
        inner = (x + 3, y + 3, width - 6, height - 6)
        lines.append('<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="4"/>'.format(*map(_n, inner)))
    name = _lines(said.name(state.name))
    for row, words in enumerate(name):
        lines.append(_text("name", middle[0], y + 20 + row * _NAME_LINE, words))
    for row, words in enumerate(_about(said, state)):
        lines.append(_text("about", middle[0], y + 36 + (len(name) - 1) * _NAME_LINE + row * _LINE, words))
    return f'<g class="{escape(" ".join(kinds))}">{"".join(lines)}</g>'


def _edge(kinds: list[str], points: Sequence[Point], words: list[str], label: Point) -> str:
    """An arrow that leaves and arrives upright, and its words."""
    start = points[0]
    path = [f"M{_n(start[0])} {_n(start[1])}"]
    for (ax, ay), (bx, by) in pairwise(points):
        half = (ay + by) / 2
        path.append(f"C{_n(ax)} {_n(half)} {_n(bx)} {_n(half)} {_n(bx)} {_n(by)}")
    x, y = points[-1]
    up = -1 if points[-2][1] > y else 1  # an arrow that goes back arrives from below
    head = f"M{_n(x)} {_n(y)}L{_n(x - 4)} {_n(y - 8 * up)}L{_n(x + 4)} {_n(y - 8 * up)}Z"
    top = label[1] - _LINE * len(words) / 2
    texts = "".join(_text("label", label[0], top + _LINE * row + 12, line) for row, line in enumerate(words))
    line = f'<path class="line" fill="none" d="{"".join(path)}"/><path class="head" d="{head}"/>'
    return f'<g class="{" ".join(kinds)}">{line}{texts}</g>'


def _arrow(points: Sequence[Point], kinds: str) -> str:
    """A level arrow of the strip."""
    (ax, ay), (bx, by) = points
    half = (ax + bx) / 2
    line = f"M{_n(ax)} {_n(ay)}C{_n(half)} {_n(ay)} {_n(half)} {_n(by)} {_n(bx)} {_n(by)}"
    head = f"M{_n(bx)} {_n(by)}L{_n(bx - 7)} {_n(by - 4)}L{_n(bx - 7)} {_n(by + 4)}Z"
    return f'<g class="{kinds}"><path class="line" fill="none" d="{line}"/><path class="head" d="{head}"/></g>'


def _chip(said: Wording, name: str, left: Point, width: float, kind: str) -> str:
    state = said.procedure.states[name]
    kinds = ["state", *([f"role-{state.role}"] if state.role else []), *(["final"] if state.final else []), kind]
    box = f'<rect class="box" x="{_n(left[0])}" y="{_n(left[1] - 14)}" width="{_n(width)}" height="28" rx="14"/>'
    text = _text("name", left[0] + width / 2, left[1] + 5, said.name(name))
    return f'<g class="{escape(" ".join(kinds))}">{box}{text}</g>'


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" text-anchor="middle">{escape(words)}</text>'


def _label_size(words: list[str]) -> tuple[float, float]:
    return max(_width(line, _SMALL) for line in words) + 6, float(_LINE * len(words))


def _width(text: str, size: int) -> float:
    """How wide a text is set: a Chinese character is a square, others a little more than half of one."""
    return sum(size if unicodedata.east_asian_width(char) in "WF" else size * 0.58 for char in text)


def _told(said: Wording, name: str) -> str:
    ahead = [
        said.say("{act}到“{state}”", act=said.name(act.name), state=said.name(act.to_state))
        for act in said.procedure.acts.values()
        if name in act.from_states and act.to_state and act.to_state != name
    ]
    return f"“{said.name(name)}”" + (said.say("可以{acts}", acts=said.row(ahead)) if ahead else said.say("是终局"))


def _svg(kind: str, title: str, about: str, size: tuple[float, float], parts: Sequence[str]) -> str:
    width, height = size[0] + 2 * _MARGIN, size[1] + 2 * _MARGIN
    box = f"{-_MARGIN} {-_MARGIN} {_n(width)} {_n(height)}"
    return (
        f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'
        f' width="{_n(width)}" height="{_n(height)}"'
        f' role="img" aria-labelledby="{kind}-title {kind}-about"><title id="{kind}-title">{escape(title)}</title>'
        f'<desc id="{kind}-about">{escape(about)}</desc>{"".join(parts)}</svg>'
    )


def _n(value: float) -> str:
    """A coordinate in as few characters as half a pixel needs."""
    return f"{value:.1f}".removesuffix(".0")
