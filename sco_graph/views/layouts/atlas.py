"""An atlas: rings around the centre, blocks beside them, and shelves of clusters below for whatever is not shown."""

from math import isqrt
from typing import Final

from sco_graph.network.records import Names
from sco_graph.views.casting import Cast
from sco_graph.views.catalogue import Part
from sco_graph.views.labels import length_of
from sco_graph.views.layouts import rings
from sco_graph.views.layouts.drawing import Drawing, Mark, Point, Sketch, value_of
from sco_graph.views.layouts.shelves import Cluster, shelve

_REGION_FONT: Final = 80
"""Of the names below, which are read from afar."""


def arrange(sketch: Sketch) -> Drawing:
    """Parts with half axes (`wide`, `tall`) on rings, those with a `block` in a block there, the rest below.

    A block is (x, y, width) by screen. What is below stands in a cluster for each value of the property `by`, on
    shelves of the width `shelf` of the first part.
    """
    way = "tall" if sketch.tall else "wide"
    ringed = tuple((part, slugs) for part, slugs in sketch.cast.parts if way in part.place)
    drawing = rings.arrange(
        Sketch(sketch.model, Cast(ringed, sketch.cast.relations), sketch.boxes, sketch.centre, sketch.tall)
    )
    points, marks = dict(drawing.points), list(drawing.marks)
    for part, slugs in sketch.cast.parts:
        if "block" in part.place and slugs:
            x, y, width = part.place["block"][way]
            found = shelve(_clusters(sketch, part, slugs), sketch.boxes, x, y, width)
            points |= found.points
            marks += found.marks
    below = max((y + sketch.boxes[slug].down for slug, (_, y) in points.items()), default=0) + 2 * _REGION_FONT
    regions = _regions(sketch, sketch.cast.parts[0][0].place["shelf"][way], below, way)
    return Drawing(points | regions.points, marks + regions.marks)


def _regions(sketch: Sketch, width: int, top: int, way: str) -> Drawing:
    """What is neither on a ring nor in a block: each part a region under its name, side by side as there is room."""
    points: dict[str, Point] = {}
    marks: list[Mark] = []
    at, bottom = 0, top
    for part, slugs in sketch.cast.parts:
        if not slugs or way in part.place or "block" in part.place:
            continue
        clusters = _clusters(sketch, part, slugs)
        rooms = [sketch.boxes[slug] for slug in slugs]
        # With the room between clusters, about twice as wide as high.
        own = min(width, isqrt(6 * sum(2 * room.half * (room.up + room.down) for room in rooms)))
        tried = shelve(clusters, sketch.boxes, 0, 0, own).points
        reach = max(x + sketch.boxes[slug].half for slug, (x, _) in tried.items())
        if at + reach > width:
            at, top = 0, bottom + 2 * _REGION_FONT
        found = shelve(clusters, sketch.boxes, at - width // 2, top + _REGION_FONT, own)
        if part.names:
            marks.append(
                Mark(part.names, at - width // 2, top, _REGION_FONT, align="left", key=part.names["en"], about=slugs)
            )
        points |= found.points
        marks += found.marks
        at += max(reach, round(_REGION_FONT * max(map(length_of, part.names.values()), default=0))) + 2 * _REGION_FONT
        bottom = max(bottom, *(y + sketch.boxes[slug].down for slug, (_, y) in found.points.items()))
    return Drawing(points, marks)


def _clusters(sketch: Sketch, part: Part, slugs: tuple[str, ...]) -> list[Cluster]:
    """The things of a part by the value of a property, the largest cluster first; in order of time within it."""
    if "by" not in part.place:
        return [Cluster({} if "block" not in part.place else part.names, _in_order(sketch, slugs), part.names["en"])]
    found: dict[str, list[str]] = {}
    for slug in slugs:
        found.setdefault(value_of(sketch.model.things[slug], part.place["by"]), []).append(slug)
    return [
        Cluster(_names(sketch, key), _in_order(sketch, found[key]), f"{part.names['en']}/{key}")
        for key in sorted(found, key=lambda key: (-len(found[key]), key))
    ]


def _in_order(sketch: Sketch, slugs: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(slugs, key=lambda slug: (sketch.model.things[slug].begins, slug)))


def _names(sketch: Sketch, key: str) -> Names:
    """The name of a cluster: that of the thing or concept; none for what states nothing."""
    thing = sketch.model.things.get(key)
    return thing.names if thing else sketch.model.concepts.get(key, {})
