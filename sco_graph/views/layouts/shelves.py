"""Clusters on shelves: each cluster a small grid under its name, one beside the other, in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Final

from sco_graph.network.records import Names
from sco_graph.views.labels import Box, length_of
from sco_graph.views.layouts.drawing import Drawing, Mark, Point

_GAP: Final = 8
"""Between labels."""
_APART: Final = 60
"""Between clusters."""
_TITLE: Final = 36
_TITLE_FONT: Final = 20


@dataclass(frozen=True, slots=True)
class Cluster:
    """Things that stand together, in order, the name of them all (or none), and a key of it."""

    names: Names
    slugs: tuple[str, ...]
    key: str


def shelve(clusters: Sequence[Cluster], boxes: dict[str, Box], x: int, y: int, width: int) -> Drawing:
    """Put clusters on shelves of a width, from the corner (x, y) to the right and down."""
    points: dict[str, Point] = {}
    marks: list[Mark] = []
    at, shelf, depth = x, y, 0
    for cluster in clusters:
        columns, cell = _grid(cluster, boxes, width)
        title = round(max((length_of(name) for name in cluster.names.values()), default=0) * _TITLE_FONT)
        span, rows = max(title, columns * cell.half * 2), -(-len(cluster.slugs) // columns)
        if at > x and at + span > x + width:
            at, shelf, depth = x, shelf + depth + _APART, 0
        top = shelf + (_TITLE if cluster.names else 0)
        if cluster.names:
            corner = (at, shelf + _TITLE_FONT // 2, _TITLE_FONT)
            marks.append(Mark(cluster.names, *corner, align="left", key=cluster.key, about=cluster.slugs))
        for index, slug in enumerate(cluster.slugs):
            row, column = divmod(index, columns)
            points[slug] = at + cell.half * (2 * column + 1), top + cell.up + row * (cell.up + cell.down)
        depth = max(depth, top - shelf + rows * (cell.up + cell.down))
        at += span + _APART
    return Drawing(points, marks)


def _grid(cluster: Cluster, boxes: dict[str, Box], width: int) -> tuple[int, Box]:
    """How many columns make a cluster about as wide as it is high, and the room of each thing in it."""
    rooms = [boxes[slug] for slug in cluster.slugs]
    cell = Box(
        max(room.half for room in rooms) + _GAP // 2,
        max(room.up for room in rooms) + _GAP,
        max(room.down for room in rooms),
    )
    square = isqrt(len(rooms) * (cell.up + cell.down) * 100 // (2 * cell.half * 60))
    return max(1, min(len(rooms), square, width // (2 * cell.half))), cell
