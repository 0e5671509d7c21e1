"""A tree around its root: what is part of something stands outside it, in the same direction."""

from collections.abc import Sequence

from sco_graph.views.layouts.drawing import Drawing, Point, Sketch, parted, value_of
from sco_graph.views.layouts.ring import ellipse, near, ring


def arrange(sketch: Sketch) -> Drawing:
    """Levels of a tree on ellipses around its root, the centre of the view; other parts on rings.

    `place` of the first part: `link` is the relation that makes the tree, from the child to its parent; `by` is a
    property, in the order of whose values children stand; `wide` and `tall` are the half axes of the levels, the last
    two those of leaves. A part with a `wide` and `tall` of its own is no part of the tree: it stands on that ring, in
    order of what it is tied to.
    """
    first, *others = sketch.cast.parts
    way = "tall" if sketch.tall else "wide"
    levels = first[0].place[way]
    inside = {slug for part, slugs in (first, *others) if part is first[0] or way not in part.place for slug in slugs}
    parents = {
        one.source: one.target
        for one in reversed(sketch.cast.relations)
        if one.kind == first[0].place["link"] and {one.source, one.target} <= inside
    }
    children: dict[str, list[str]] = {}
    for child in sorted(parents, key=lambda slug: _rank(sketch, slug)):
        children.setdefault(parents[child], []).append(child)
    # Whatever has no parent, or hangs in a circle of parents, hangs on the centre.
    reached = _below(sketch.centre, children)
    loose = sorted(inside - reached - {sketch.centre}, key=lambda slug: _rank(sketch, slug))
    children.setdefault(sketch.centre, []).extend(loose)
    points = _placed(sketch.centre, children, levels)
    for part, slugs in others:
        if way in part.place:
            ties: dict[str, list[Point]] = {slug: [] for slug in slugs}
            for one in sketch.cast.relations:
                for here, there in ((one.source, one.target), (one.target, one.source)):
                    if here in ties and there in points:
                        ties[here].append(points[there])
            points |= ring(near(slugs, ties), *part.place[way])
    return Drawing(parted(points, sketch))


def _rank(sketch: Sketch, slug: str) -> tuple[str, str]:
    """Things of which the same is said beside each other."""
    return value_of(sketch.model.things[slug], sketch.cast.parts[0][0].place["by"]), slug


def _below(root: str, children: dict[str, list[str]]) -> set[str]:
    found, waiting = set(), [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _placed(root: str, children: dict[str, list[str]], levels: Sequence[Sequence[int]]) -> dict[str, Point]:
    """The root in the middle, each child in the middle of a share of the round that fits its leaves.

    What has children stands on the inner levels by its depth, leaves on the two outermost by turns.
    """
    points: dict[str, Point] = {root: (0, 0)}
    leaves: dict[str, int] = {}

    def count(node: str, above: frozenset[str]) -> int:
        under = [child for child in children.get(node, ()) if child not in above]
        leaves[node] = sum(count(child, above | {node}) for child in under) or 1
        return leaves[node]

    def put(node: str, first: int, depth: int) -> None:
        for child in children.get(node, ()):
            if child in points:
                continue
            level = min(depth, len(levels) - 2) if child in children else len(levels) - 1 - first % 2
            points.update(ellipse({child: (first + leaves[child] / 2) / leaves[root]}, *levels[level]))
            put(child, first, depth + 1)
            first += leaves[child]

    count(root, frozenset({root}))
    put(root, 0, 0)
    return points
