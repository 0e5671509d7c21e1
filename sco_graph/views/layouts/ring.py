"""Ellipses around the origin, the same on every machine."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import atan2, cos, dist, pi, sin, tau

from sco_graph.views.layouts.drawing import Point

_STEPS = 1440


def ring(nodes: Sequence[str], rx: float, ry: float, turn: float = 0.0) -> dict[str, Point]:
    """Put nodes on an ellipse, clockwise from the top, at equal distances along the line.

    `turn` moves all by that share of a step.

    >>> ring(["a", "b", "c", "d"], 100, 100)
    {'a': (0, -100), 'b': (100, 0), 'c': (0, 100), 'd': (-100, 0)}
    """
    return ellipse({node: (index + turn) / len(nodes) for index, node in enumerate(nodes)}, rx, ry)


def ellipse(shares: Mapping[str, float], rx: float, ry: float) -> dict[str, Point]:
    """Put nodes on an ellipse, each after a share of the whole line, clockwise from the top.

    >>> ellipse({"a": 0.25, "b": 1.5}, 200, 100)
    {'a': (200, 0), 'b': (0, 100)}
    """
    line, lengths = _line(rx, ry)
    places: dict[str, Point] = {}
    for node, share in shares.items():
        # A hair is taken off so that a quarter turn is found on every machine alike.
        wanted = lengths[-1] * (share % 1) - 1e-6
        low, high = 0, _STEPS
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if lengths[middle] >= wanted else (middle + 1, high)
        places[node] = round(line[low][0]), round(line[low][1])
    return places


def near(nodes: Sequence[str], neighbours: Mapping[str, Sequence[Point]]) -> list[str]:
    """Nodes in clockwise order of the middle of their neighbours, so that edges out to a ring cross less.

    >>> near(["a", "b"], {"a": [(-5, 0)], "b": [(5, 0), (5, -2)]})
    ['b', 'a']
    """

    def bearing(node: str) -> tuple[float, str]:
        points = neighbours.get(node, [])
        x, y = sum(p[0] for p in points), sum(p[1] for p in points)
        return round(atan2(x, -y) % (2 * pi), 6), node

    return sorted(nodes, key=bearing)


@lru_cache(maxsize=16)
def _line(rx: float, ry: float) -> tuple[list[tuple[float, float]], list[float]]:
    """Points along an ellipse, and how far along it each lies."""
    line = [(rx * sin(tau * i / _STEPS), -ry * cos(tau * i / _STEPS)) for i in range(_STEPS + 1)]
    return line, [0.0, *accumulate(dist(a, b) for a, b in pairwise(line))]
