"""Time on an axis: lanes of dated things, rows of others beside them."""

from datetime import date
from typing import Final

from sco_graph.views.labels import Box
from sco_graph.views.layouts.drawing import Drawing, Mark, Point, Sketch

_GAP: Final = 8
"""Between labels."""
_LANE_GAP: Final = 16
_BAND: Final = 26
"""Room for years, and for the name of a lane."""


def arrange(sketch: Sketch) -> Drawing:
    """Lanes one under the other, time from left to right; on a tall screen side by side, time from top to bottom.

    On a wide screen a thing stands at its day. A tall one has no room for that: there a lane has `columns` (or two),
    and a thing for which its day is taken comes after those before it.

    Of the first part `wide` and `tall` tell the length of the axis, `every` the years between its marks, and `gap` the
    room between rows. A part with `rows` is no lane: its things stand evenly along the axis, in so many rows, each
    near what it is tied to.
    """
    lanes = [(part, slugs) for part, slugs in sketch.cast.parts if slugs]
    days = {slug: _day(sketch, slug) for _, slugs in lanes for slug in slugs}
    dated = sorted(days[slug] for part, slugs in lanes if "rows" not in part.place for slug in slugs if days[slug])
    first, last = (dated[0], dated[-1]) if dated else (1, 1)
    place = sketch.cast.parts[0][0].place
    length: int = place["tall" if sketch.tall else "wide"]

    def along(day: int) -> int:
        return (day - first) * length // max(1, last - first) - length // 2

    points: dict[str, Point] = {}
    marks: list[Mark] = []
    offset = 0
    years: int | None = None
    for number, (part, slugs) in enumerate(lanes):
        if years is None and "rows" not in part.place and not sketch.tall:
            years = offset
            offset += _BAND
        if part.names:
            x, y = (offset, -length // 2 - _BAND) if sketch.tall else (-length // 2, offset)
            marks.append(Mark(part.names, x, y, align="left", key=str(number), about=slugs))
            offset += 0 if sketch.tall else _BAND
        if "rows" in part.place:
            order = sorted(slugs, key=lambda slug: (_tied_day(sketch, slug, days), slug))
            wanted = {slug: (2 * i + 1) * length // (2 * len(order)) - length // 2 for i, slug in enumerate(order)}
            found, depth = _lane(wanted, sketch, part.place["rows"])
        else:
            # What has no day stands at the end of the axis.
            most = part.place.get("columns", 2) if sketch.tall else len(slugs)
            found, depth = _lane({slug: along(days[slug] or last) for slug in slugs}, sketch, most)
        points |= {slug: _turned(at, offset + across, sketch.tall) for slug, (at, across) in found.items()}
        offset += depth + _LANE_GAP
    if years is not None:
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            if year % place["every"] == 0:
                at = along(date(year, 1, 1).toordinal())
                marks.append(Mark({"en": str(year)}, at, years, font=14, line=(at, years + 12, at, offset)))
    return Drawing(points, marks)


def _turned(at: int, across: int, tall: bool) -> Point:
    return (across, at) if tall else (at, across)


def _day(sketch: Sketch, slug: str) -> int:
    """The number of the day on which a thing begins; 0 where none is known."""
    begins = sketch.model.things[slug].begins
    return date.fromisoformat(begins).toordinal() if begins else 0


def _tied_day(sketch: Sketch, slug: str, days: dict[str, int]) -> int:
    """The middle of the days of what a thing is tied to."""
    found = [
        days[other]
        for one in sketch.cast.relations
        if slug in (one.source, one.target) and days[other := one.target if one.source == slug else one.source]
    ]
    return sum(found) // len(found) if found else 0


def _lane(wanted: dict[str, int], sketch: Sketch, most: int) -> tuple[dict[str, Point], int]:
    """(Along, across) of things near where they want to be, each in the first row with room; and the depth of all.

    Where none of the `most` rows has room, a thing goes on in the row that ends first.
    """
    rows: list[list[str]] = []
    ends: list[int] = []
    along = {}
    for slug, at in sorted(wanted.items(), key=lambda item: (item[1], item[0])):
        before, after = _reach(sketch.boxes[slug], sketch.tall)
        row = next((index for index, end in enumerate(ends) if end + _GAP <= at - before), len(rows))
        if row == most:
            row = ends.index(min(ends))
        if row == len(rows):
            rows.append([])
            ends.append(at - before - _GAP)
        rows[row].append(slug)
        along[slug] = max(at, ends[row] + _GAP + before)
        ends[row] = along[slug] + after
    return _stacked(rows, along, sketch)


def _stacked(rows: list[list[str]], along: dict[str, int], sketch: Sketch) -> tuple[dict[str, Point], int]:
    places: dict[str, Point] = {}
    depth = 0
    gap = _GAP if sketch.tall else sketch.cast.parts[0][0].place.get("gap", _GAP)
    for row in rows:
        reaches = [_reach(sketch.boxes[slug], not sketch.tall) for slug in row]
        depth += max(before for before, _ in reaches)
        places |= {slug: (along[slug], depth) for slug in row}
        depth += max(after for _, after in reaches) + gap
    return places, depth


def _reach(box: Box, down: bool) -> tuple[int, int]:
    """How far a box reaches before and after its point: down the page, or across it."""
    return (box.up, box.down) if down else (box.half, box.half)
