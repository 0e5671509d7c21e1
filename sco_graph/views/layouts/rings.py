"""Rings around the centre: a part of the view is a ring, its things stand clockwise on it."""

from sco_graph.network.records import Relation
from sco_graph.views.layouts.drawing import Drawing, Point, Sketch, parted
from sco_graph.views.layouts.ring import near, ring


def arrange(sketch: Sketch) -> Drawing:
    """Rings with the half axes that each part gives (`wide`, `tall`), those of no length in the middle.

    A ring is in order of time (by the newest tie to the centre), or with `order = "near"` in that of the ties to
    things that stand already. `turn` moves it on by a share of a step.
    """
    points: dict[str, Point] = {}
    for part, slugs in sketch.cast.parts:
        rx, ry = part.place["tall" if sketch.tall else "wide"]
        if part.place.get("order") == "near":
            nodes = near(slugs, _neighbours(slugs, points, sketch.cast.relations))
        else:
            since = _since(sketch)
            nodes = sorted(slugs, key=lambda slug: (since.get(slug, ""), slug))
        # Outermost, the first may stand at 45 degrees: in a corner, where rings leave room.
        turn = len(nodes) / 8 if part.place.get("corner") else 0
        points |= ring(nodes, rx, ry, turn) if rx or len(nodes) > 1 else dict.fromkeys(nodes, (0, 0))
    return Drawing(parted(points, sketch))


def _since(sketch: Sketch) -> dict[str, str]:
    """{thing: start of its newest tie to the centre}."""
    found: dict[str, str] = {}
    for one in sketch.cast.relations:
        if sketch.centre in (one.source, one.target):
            other = one.source if one.target == sketch.centre else one.target
            found[other] = max(found.get(other, ""), one.start or min(one.seen, default=""))
    return found


def _neighbours(
    slugs: tuple[str, ...], points: dict[str, Point], relations: tuple[Relation, ...]
) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {slug: [] for slug in slugs}
    for one in relations:
        for here, there in ((one.source, one.target), (one.target, one.source)):
            if here in found and there in points:
                found[here].append(points[there])
    return found
