"""A neighbourhood: what it is of in the middle, the rest around it, each kind in a sector of its own."""

from collections.abc import Sequence
from typing import Final

from sco_graph.views.layouts.drawing import Drawing, Paper, Point, Sketch
from sco_graph.views.layouts.ring import ellipse

_FIRST: Final = 130
"""Half the height of the innermost ring."""
_STEP: Final = 24
"""From a ring to the next, up and down."""
_APART: Final = 14
"""From a place on a ring to the next, about."""
_LEAST: Final = 0.05
"""A sector's share of the round."""


def arrange(sketch: Sketch) -> Drawing:
    """Parts in order, the first in the middle; each of the others outside the one before.

    The sector of a kind is as wide as it has things. In it they stand in order of time, each in the first place,
    from the innermost ring outward, where its label has room.
    """
    (_, middle), *others = sketch.cast.parts
    stretch = 0.62 if sketch.tall else 1.5
    depth = _FIRST if len(middle) > 1 else 0
    points = ellipse({slug: index / len(middle) for index, slug in enumerate(middle)}, depth * stretch, depth)
    paper = Paper()
    for slug, point in points.items():
        paper.take(point, sketch.boxes[slug])
    for _, slugs in others:
        depth += _FIRST
        reached = depth
        for start, end, things in _sectors(sketch, slugs):
            reached = max(reached, _fill(sketch, points, paper, things, (start, end), depth, stretch))
        depth = reached
    return Drawing(points)


def _sectors(sketch: Sketch, slugs: Sequence[str]) -> list[tuple[float, float, list[str]]]:
    """The kinds clockwise: the shares of the round between which each stands, and its things in order of time."""
    by_kind: dict[str, list[str]] = {}
    for slug in sorted(slugs, key=lambda slug: (sketch.model.things[slug].begins, slug)):
        by_kind.setdefault(sketch.model.things[slug].kind, []).append(slug)
    weights = {kind: max(_LEAST, len(found) / len(slugs)) for kind, found in sorted(by_kind.items())}
    sectors, start = [], 0.0
    for kind, weight in weights.items():
        end = start + weight / sum(weights.values())
        sectors.append((start, end, by_kind[kind]))
        start = end
    return sectors


def _fill(
    sketch: Sketch,
    points: dict[str, Point],
    paper: Paper,
    things: list[str],
    sector: tuple[float, float],
    depth: int,
    stretch: float,
) -> int:
    """Put things into a sector, from `depth` outward; gives the depth of the last."""
    start, end = sector
    waiting = list(things)
    depth -= _STEP
    while waiting:
        depth += _STEP
        spots = max(1, int((end - start) * 6 * depth / _APART))
        line = ellipse(
            {str(i): start + (end - start) * (i + 0.5) / spots for i in range(spots)}, depth * stretch, depth
        )
        for spot in line.values():
            if paper.take(spot, sketch.boxes[waiting[0]]):
                points[waiting.pop(0)] = spot
                if not waiting:
                    break
    return depth
