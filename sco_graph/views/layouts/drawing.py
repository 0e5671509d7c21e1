"""What layouts work on and give: things with their boxes, points, and the marks behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sco_graph.network.records import Model, Names, Thing
from sco_graph.views.casting import Cast
from sco_graph.views.labels import Box

Point = tuple[int, int]
"""Whole numbers: the last bits of a sine differ between CPUs."""
_SQUARE: Final = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """Writing in the background, or a hairline, or both: years of an axis, names of lanes and clusters.

    `key` names the lane or cluster; the mark is drawn while one of `about` is shown, or always if there is none.
    """

    names: Names
    x: int
    y: int
    font: int = 16
    line: tuple[int, int, int, int] | None = None
    align: str = "center"
    key: str = ""
    about: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The mark as the page reads it."""
        return {
            "key": self.key,
            "names": self.names,
            "x": self.x,
            "y": self.y,
            "font": self.font,
            "line": self.line,
            "align": self.align,
        }


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where things stand, and what is drawn behind them."""

    points: dict[str, Point]
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A view to be arranged for a wide or a tall screen; `boxes` are those of that screen."""

    model: Model
    cast: Cast
    boxes: dict[str, Box]
    centre: str
    tall: bool

    def shown(self) -> list[str]:
        """The things of the first look."""
        return [
            slug
            for part, slugs in self.cast.parts
            if part.start and not (self.tall and part.wide_only)
            for slug in slugs
        ]


def value_of(thing: Thing, name: str) -> str:
    """The first value that a thing states for a property; "" for none."""
    return next((fact.value for fact in thing.facts if fact.property == name), "")


@dataclass(slots=True)
class Paper:
    """Boxes put down so far, found again by the squares that they touch."""

    squares: dict[Point, list[tuple[Point, Box]]] = field(default_factory=dict)

    def take(self, point: Point, room: Box) -> bool:
        """Put a box down if it lies over none there; False if it would."""
        touched = [
            (x, y)
            for x in range((point[0] - room.half) // _SQUARE, (point[0] + room.half) // _SQUARE + 1)
            for y in range((point[1] - room.up) // _SQUARE, (point[1] + room.down) // _SQUARE + 1)
        ]
        if any(meets(point, room, *other) for square in touched for other in self.squares.get(square, ())):
            return False
        for square in touched:
            self.squares.setdefault(square, []).append((point, room))
        return True


def meets(a: Point, room: Box, b: Point, other: Box) -> bool:
    """Whether two boxes lie over each other."""
    across, down = _shared(a, room, b, other)
    return across > 0 and down > 0


def separate(
    points: dict[str, Point], boxes: dict[str, Box], slugs: Sequence[str], rounds: int = 60
) -> dict[str, Point]:
    """Push things apart until no two boxes lie over each other, each time by as little as will do.

    The first of a pair of equal standing goes left or up. Whole numbers throughout, so every machine agrees.
    """
    places = {slug: points[slug] for slug in slugs}
    for _ in range(rounds):
        moved = False
        for index, one in enumerate(slugs):
            for other in slugs[index + 1 :]:
                (ax, ay), (bx, by) = places[one], places[other]
                across, down = _shared((ax, ay), boxes[one], (bx, by), boxes[other])
                if across <= 0 or down <= 0:
                    continue
                moved = True
                if across < down:
                    step = (across + 2) // 2 * (1 if ax <= bx else -1)
                    places[one], places[other] = (ax - step, ay), (bx + step, by)
                else:
                    step = (down + 2) // 2 * (1 if ay <= by else -1)
                    places[one], places[other] = (ax, ay - step), (bx, by + step)
        if not moved:
            break
    return {**points, **places}


def parted(points: dict[str, Point], sketch: Sketch) -> dict[str, Point]:
    """The things of the first look apart from each other; then each other one outward to where it has room."""
    shown = sketch.shown()
    places = separate(points, sketch.boxes, shown)
    paper = Paper()
    for slug in shown:
        paper.take(places[slug], sketch.boxes[slug])
    for slug in sorted(sketch.boxes.keys() & places.keys() - set(shown)):
        x, y = points[slug]
        percent = 100
        while not paper.take(places[slug], sketch.boxes[slug]):
            percent += 4
            places[slug] = x * percent // 100, (y or 1) * percent // 100
    return places


def _shared(a: Point, room: Box, b: Point, other: Box) -> tuple[int, int]:
    """How far two boxes reach into each other, across and down; not above 0: they do not meet."""
    across = room.half + other.half - abs(a[0] - b[0])
    return across, min(a[1] + room.down, b[1] + other.down) - max(a[1] - room.up, b[1] - other.up)
