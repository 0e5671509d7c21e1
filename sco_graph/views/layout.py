"""Positions computed at build time, the same on every machine, so that the reader's browser has nothing to work out."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import atan2, cos, dist, pi, sin, tau

Point = tuple[int, int]


def ring(nodes: Sequence[str], rx: float, ry: float, turn: float = 0.0) -> dict[str, Point]:
    """Put nodes on an ellipse around the origin, clockwise from the top, at equal distances along the line.

    `turn` moves all by that share of a step. Positions are whole numbers: the last bits of a sine differ between CPUs.

    >>> ring(["a", "b", "c", "d"], 100, 100)
    {'a': (0, -100), 'b': (100, 0), 'c': (0, 100), 'd': (-100, 0)}
    """
    steps = 1440
    line = [(rx * sin(tau * i / steps), -ry * cos(tau * i / steps)) for i in range(steps + 1)]
    lengths = [0.0, *accumulate(dist(a, b) for a, b in pairwise(line))]
    places: dict[str, Point] = {}
    at = 0
    for index, node in enumerate(nodes):
        # A hair is taken off so that a quarter turn is found on every machine alike.
        wanted = lengths[-1] * (index + turn) / len(nodes) - 1e-6
        while lengths[at] < wanted:
            at += 1
        places[node] = round(line[at][0]), round(line[at][1])
    return places


def near(nodes: Sequence[str], neighbours: dict[str, list[Point]]) -> list[str]:
    """Nodes in clockwise order of the middle of their neighbours, so that edges out to a ring cross less.

    >>> near(["a", "b"], {"a": [(-5, 0)], "b": [(5, 0), (5, -2)]})
    ['b', 'a']
    """

    def bearing(node: str) -> tuple[float, str]:
        points = neighbours.get(node, [])
        x, y = sum(p[0] for p in points), sum(p[1] for p in points)
        return round(atan2(x, -y) % (2 * pi), 6), node

    return sorted(nodes, key=bearing)
