"""Offices and who holds them: rows of states and organisations, offices to both sides, holders outside."""

from sco_graph.views.layouts.drawing import Drawing, Point, Sketch, value_of
from sco_graph.views.layouts.shelves import Cluster, shelve


def arrange(sketch: Sketch) -> Drawing:
    """Rows of what is shown at the first look; below, for each office, the others who held it.

    `place` of the first part: `of` is the relation from an office to what it is of, `held` that from a holder to an
    office; `right` are values of the property `by`, those of offices that stand to the right; `wide` and `tall` are
    the distance of an office from the middle, that of a holder, and the height of a line; `between` is the room
    between rows, on a wide and on a tall screen; `shelf_wide` and `shelf_tall` are the width of what is below.
    """
    place = sketch.cast.parts[0][0].place
    office_at, holder_at, line = place["tall" if sketch.tall else "wide"]
    shown = {slug for part, slugs in sketch.cast.parts if part.start for slug in slugs}
    of, held = _ends(sketch, place["of"]), _ends(sketch, place["held"])
    hubs = [slug for _, slugs in sketch.cast.parts for slug in slugs if slug in shown and slug in set(of.values())]
    points: dict[str, Point] = {}
    y = 0
    for hub in hubs:
        points[hub] = 0, y
        depth = 0
        for side in (-1, 1):
            offices = [
                office
                for office, owner in of.items()
                if owner == hub
                and office in shown
                and (value_of(sketch.model.things[office], place["by"]) in place["right"]) == (side == 1)
            ]
            lines = 0
            for office in offices:
                points[office] = side * office_at, y + lines * line
                holders = [who for who, what in held.items() if what == office and who in shown]
                for index, holder in enumerate(holders):
                    points[holder] = side * holder_at, y + (lines + index) * line
                lines += max(1, len(holders))
            depth = max(depth, lines)
        y += max(1, depth) * line + place["between"][sketch.tall]
    return _others(sketch, points, of, held, y)


def _others(sketch: Sketch, points: dict[str, Point], of: dict[str, str], held: dict[str, str], y: int) -> Drawing:
    """Everything that has no row: with its office, else with others of its kind."""
    left: dict[str, list[str]] = {}
    for part, slugs in sketch.cast.parts:
        for slug in slugs:
            if slug not in points:
                key = held.get(slug, slug if slug in of else part.kinds[0] if part.kinds else slug)
                left.setdefault(key, []).append(slug)
    things, kinds = sketch.model.things, sketch.model.kinds
    clusters = [
        Cluster(things[key].names if key in things else kinds[key].names, tuple(slugs), key)
        for key, slugs in sorted(left.items())
    ]
    width = sketch.cast.parts[0][0].place["shelf_tall" if sketch.tall else "shelf_wide"]
    shelves = shelve(clusters, sketch.boxes, -width // 2, y + 80, width)
    return Drawing(points | shelves.points, shelves.marks)


def _ends(sketch: Sketch, kind: str) -> dict[str, str]:
    """{thing: what its newest relation of a kind leads to}."""
    found = sorted((one for one in sketch.cast.relations if one.kind == kind), key=lambda one: (one.start, one.slug))
    return {one.source: one.target for one in found}
