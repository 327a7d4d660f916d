"""Places boxes and arrows in layers, top down, so that no two boxes and no two labels overlap.

The usual four steps of layered drawing: take out what goes back, put every box one layer below all that lead to it,
order each layer so that few arrows cross, and move everything as near to its neighbours as the widths allow. The label
of an arrow is a box of its own between two layers, which is why labels never lie on top of each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_GAP = 16  # between neighbours of a layer
_BETWEEN = 24  # between layers
_PORT = 24  # between arrows at the edge of a box
_SWEEPS = 24

type Size = tuple[float, float]
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An arrow; `source` is "" for one that comes from anywhere. `label` is the size of its words."""

    source: str
    target: str
    label: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How an arrow runs: from its beginning to its end, level at every point; and the middle of its label."""

    points: tuple[Point, ...]
    label: Point
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Middles of the boxes, courses of the arrows in the order of the links, and the size of it all."""

    boxes: Mapping[str, Point]
    routes: tuple[Route, ...]
    size: Size


@dataclass(slots=True, eq=False)
class _Node:
    size: Size
    layer: int
    x: float = 0.0
    y: float = 0.0
    row: float = 0.0  # height of its row
    above: list[_Node] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)


def layout(boxes: Mapping[str, Size], links: Sequence[Link]) -> Layout:
    """Place everything, boxes that are named earlier rather above later ones. A box must not link to itself."""
    back = _backward(list(boxes), links)
    layers = _layers(list(boxes), links, back)
    nodes = {name: _Node(size=size, layer=2 * layers[name]) for name, size in boxes.items()}
    rows: list[list[_Node]] = [[] for _ in range(2 * max(layers.values(), default=0) + 1)]
    for node in nodes.values():
        rows[node.layer].append(node)
    chains = [_chain(link, index in back, nodes, rows) for index, link in enumerate(links)]
    _order(rows)
    _place(rows)
    tops, bottoms = _ports([chain for chain, _ in chains])
    routes = []
    for index, (link, (chain, label)) in enumerate(zip(links, chains, strict=True)):
        points = _course(chain, bottoms[index], tops[index])
        if index in back:
            points.reverse()
        routes.append(Route(points=tuple(points), label=(label.x, label.y), back=index in back and bool(link.source)))
    everything = [node for row in rows for node in row]
    width = max((node.x + node.size[0] / 2 for node in everything), default=0)
    height = max((node.y + node.size[1] / 2 for node in everything), default=0)
    return Layout(boxes={name: (n.x, n.y) for name, n in nodes.items()}, routes=tuple(routes), size=(width, height))


def _backward(names: list[str], links: Sequence[Link]) -> set[int]:
    """The links that close a circle: on a circle whatever leads to a box that was named earlier goes back."""
    place = {name: index for index, name in enumerate(names)}
    reached: dict[str, set[str]] = {}
    for name in names:
        found = {name}
        waiting = [name]
        while waiting:
            at = waiting.pop()
            fresh = {link.target for link in links if link.source == at} - found
            found |= fresh
            waiting += fresh
        reached[name] = found
    return {
        index
        for index, link in enumerate(links)
        if link.source and link.source in reached[link.target] and place[link.target] < place[link.source]
    }


def _layers(names: list[str], links: Sequence[Link], back: set[int]) -> dict[str, int]:
    """Every box one layer below the lowest that leads to it; what goes back counts as if it came forth."""
    layers = dict.fromkeys(names, 0)
    pairs = [
        (link.target, link.source) if index in back else (link.source, link.target) for index, link in enumerate(links)
    ]
    moved = True
    while moved:
        moved = False
        for upper, lower in pairs:
            least = layers[upper] + 1 if upper else 1  # an arrow from anywhere needs room for its label
            if layers[lower] < least:
                layers[lower] = least
                moved = True
    return layers


def _chain(link: Link, back: bool, nodes: Mapping[str, _Node], rows: list[list[_Node]]) -> tuple[list[_Node], _Node]:
    """The nodes that an arrow runs through, from the top, and the one that is its label."""
    bottom = nodes[link.target]
    if not link.source:
        label = _Node(size=link.label, layer=bottom.layer - 1)
        chain = [label, bottom]
        rows[label.layer].append(label)
    else:
        top = nodes[link.source]
        if back:
            top, bottom = bottom, top
        at = bottom.layer - 1 if back else top.layer + 1
        between = [
            _Node(size=link.label if layer == at else (0, 0), layer=layer)
            for layer in range(top.layer + 1, bottom.layer)
        ]
        for node in between:
            rows[node.layer].append(node)
        label = between[-1] if back else between[0]
        chain = [top, *between, bottom]
    for upper, lower in pairwise(chain):
        upper.below.append(lower)
        lower.above.append(upper)
    return chain, label


def _order(rows: list[list[_Node]]) -> None:
    """Order every row by the middle of its neighbours, up and down, and keep the order with the fewest crossings."""
    best = [list(row) for row in rows]
    fewest = _crossings(rows)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for index in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            fixed = {node: place for place, node in enumerate(rows[index - 1 if down else index + 1])}
            own = {node: place for place, node in enumerate(rows[index])}

            def middle(node: _Node, fixed: dict[_Node, int] = fixed, own: dict[_Node, int] = own) -> float:
                places = [fixed[other] for other in (*node.above, *node.below) if other in fixed]
                return sum(places) / len(places) if places else own[node]

            rows[index].sort(key=middle)
        crossings = _crossings(rows)
        if crossings < fewest:
            fewest, best = crossings, [list(row) for row in rows]
    rows[:] = best


def _crossings(rows: list[list[_Node]]) -> int:
    count = 0
    for upper, lower in pairwise(rows):
        places = {node: place for place, node in enumerate(lower)}
        ends = [sorted(places[below] for below in node.below) for node in upper]
        flat = [end for some in ends for end in some]
        count += sum(1 for i, one in enumerate(flat) for other in flat[i + 1 :] if other < one)
    return count


def _place(rows: list[list[_Node]]) -> None:
    y = 0.0
    for row in rows:
        height = max((node.size[1] for node in row), default=0)
        for node in row:
            node.y, node.row = y + height / 2, height
        y += height + _BETWEEN
        _settle(row, [0.0] * len(row))
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            wanted = []
            for node in row:
                near = (node.above if down else node.below) or node.above or node.below
                wanted.append(sum(other.x for other in near) / len(near) if near else node.x)
            _settle(row, wanted)
    left = min((node.x - node.size[0] / 2 for row in rows for node in row), default=0)
    for row in rows:
        for node in row:
            node.x -= left


def _settle(row: list[_Node], wanted: list[float]) -> None:
    """As near to the wanted places as order and widths allow: least squares, by pooling neighbours that collide."""
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (one.size[0] + other.size[0]) / 2 + _GAP)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        value, count = want - offset, 1
        while pools and pools[-1][0] > value:
            before, many = pools.pop()
            value, count = (before * many + value * count) / (many + count), many + count
        pools.append((value, count))
    values = [value for value, count in pools for _ in range(count)]
    for node, value, offset in zip(row, values, offsets, strict=False):
        node.x = value + offset


def _ports(chains: list[list[_Node]]) -> tuple[list[float], list[float]]:
    """Where along the edge of its last and its first box each arrow touches it, side by side in the order they come."""
    tops, bottoms = [0.0] * len(chains), [0.0] * len(chains)
    for places, end, near in ((tops, -1, -2), (bottoms, 0, 1)):
        at: dict[_Node, list[int]] = {}
        for index, chain in enumerate(chains):
            at.setdefault(chain[end], []).append(index)
        for node, own in at.items():
            own.sort(key=lambda index: chains[index][near].x)
            step = min(_PORT, max(node.size[0] - _PORT, 0) / max(len(own) - 1, 1))
            for place, index in enumerate(own):
                places[index] = node.x + (place - (len(own) - 1) / 2) * step
    return tops, bottoms


def _course(chain: list[_Node], first: float, last: float) -> list[Point]:
    """The points of an arrow from the top down; through a row it runs straight, so as to touch nothing in it."""
    points = [(first, chain[0].y + chain[0].size[1] / 2)]
    for node in chain[1:-1]:
        points += [(node.x, node.y - node.row / 2), (node.x, node.y + node.row / 2)]
    return [*points, (last, chain[-1].y - chain[-1].size[1] / 2)]
