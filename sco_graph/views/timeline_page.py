"""The page `timeline`: statuses, chairs, tenures, meetings and treaties on one axis, as lanes of SVG."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sco_graph.network.records import Model, Names, Pair, Relation, Thing
from sco_graph.spans import next_day
from sco_graph.views.lookup import CENTRE, concept_names, fact_of, facts_of, order_of

FIRST_YEAR: Final = 1996  # of the Shanghai Five's first summit
_MONTH: Final = 0.3  # of the axis, in percent
_SERIES: Final = 4  # a body with fewer meetings has no lane of its own


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, in percent of the axis: what it says, where it leads, and whether it is certain."""

    at: float
    width: float
    slug: str
    names: Names
    look: str
    certain: bool
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: a thing, with bars; `marks` are days and have no width."""

    slug: str
    names: Names
    bars: list[Bar]
    marks: list[Bar]


class _Axis:
    """From the first day of the first year to the end of the year of the data set's date."""

    def __init__(self, day: str) -> None:
        self.years = list(range(FIRST_YEAR, int(day[:4]) + 1))
        self._first = date(FIRST_YEAR, 1, 1)
        self._days = (date(self.years[-1] + 1, 1, 1) - self._first).days

    def at(self, day: str) -> float:
        share = (date.fromisoformat(day) - self._first).days / self._days
        # Rounded, so that the last bits of a division are the same on every machine.
        return round(100 * min(max(share, 0.0), 1.0), 2)


def context_of(model: Model) -> dict[str, Any]:
    """What the template `timeline.html` shows: sections of lanes, each with its heading."""
    axis = _Axis(model.date)
    sections = [
        (_heading(model, "Meeting"), _meetings(model, axis)),
        *_tied(model, axis),
    ]
    return {
        "years": axis.years,
        "today": axis.at(model.date),
        "ticks": [(year, axis.at(f"{year}-01-01")) for year in axis.years],
        "sections": [(names, lanes) for names, lanes in sections if lanes],
        "statuses": sorted({bar.look for _, lanes in sections for lane in lanes for bar in lane.bars if bar.look}),
    }


def _meetings(model: Model, axis: _Axis) -> list[Lane]:
    """A lane for each body that met often, and for each class of what else has a day of its own."""
    found: dict[str, list[Thing]] = {}
    for thing in model.things.values():
        for body in facts_of(thing, "meetingOf"):
            found.setdefault(body, []).append(thing)
    series = sorted((body for body in found if len(found[body]) >= _SERIES), key=lambda body: (-len(found[body]), body))
    lanes = [Lane(body, model.things[body].names, [], _marks(axis, found[body])) for body in series]
    for kind in ("Treaty", "Exercise"):
        things = [thing for thing in model.things.values() if thing.kind == kind]
        if things:
            lanes.append(Lane("", model.kinds[kind].names, [], _marks(axis, things)))
    return lanes


def _marks(axis: _Axis, things: Iterable[Thing]) -> list[Bar]:
    """The days of things, in order; those before the axis begins are left out."""
    dated = sorted(
        (thing for thing in things if thing.begins >= f"{FIRST_YEAR}-"), key=lambda one: (one.begins, one.slug)
    )
    return [Bar(axis.at(one.begins), 0, one.slug, one.names, f"kind-{one.kind}", True, one.begins) for one in dated]


def _tied(model: Model, axis: _Axis) -> list[tuple[Names, list[Lane]]]:
    """Statuses in the organisation, chairs, and tenures by kind of office: [(heading, lanes)]."""
    statuses = [one for one in model.relations if one.kind == "Membership" and one.target == CENTRE]
    chairs = [one for one in model.relations if one.kind == "Chairmanship"]
    sections = [
        (_heading(model, "Membership"), _lanes(model, axis, statuses, by_source=True)),
        (_heading(model, "Chairmanship"), _lanes(model, axis, chairs)),
    ]
    tenures: dict[str, list[Relation]] = {}
    for one in model.relations:
        if one.kind == "Tenure":
            tenures.setdefault(fact_of(model.things[one.target], "officeKind"), []).append(one)
    # The organisation's own offices first: fewer hold them.
    for kind in sorted(tenures, key=lambda kind: (len({one.target for one in tenures[kind]}), kind)):
        sections.append((concept_names(model, kind), _lanes(model, axis, tenures[kind])))
    return sections


def _heading(model: Model, kind: str) -> Names:
    return model.kinds[kind].names if kind in model.kinds else {"en": kind}


def _lanes(model: Model, axis: _Axis, relations: Iterable[Relation], by_source: bool = False) -> list[Lane]:
    """A lane for each thing at one end; its bars tell the status, or who is at the other end."""
    found: dict[str, list[Relation]] = {}
    for one in relations:
        found.setdefault(one.source if by_source else one.target, []).append(one)
    first = {slug: min(order_of(model, one) for one in group) for slug, group in found.items()}
    lanes = []
    for slug in sorted(found, key=lambda slug: (first[slug], slug)):
        group = sorted(found[slug], key=lambda one: (order_of(model, one), one.slug))
        rows = _rows([_bars(model, axis, one, group, by_source) for one in group])
        lanes += [Lane(slug, model.things[slug].names, row, []) for row in rows]
    return lanes


def _rows(groups: Iterable[list[Bar]]) -> list[list[Bar]]:
    """Bars in as few rows as keep those that are certain from lying over each other; those of a group stay together."""
    rows: list[list[Bar]] = []
    for bars in groups:
        free = (row for row in rows if not any(_overlap(bar, other) for bar in bars for other in row))
        row = next(free, None)
        if row is None and bars:
            row = []
            rows.append(row)
        if row is not None:
            row += bars
    return rows


def _overlap(one: Bar, other: Bar) -> bool:
    """Whether two certain bars share more than a month or so: a day's overlap is how sources count."""
    shared = min(one.at + one.width, other.at + other.width) - max(one.at, other.at)
    return one.certain and other.certain and shared > _MONTH


def _bars(model: Model, axis: _Axis, one: Relation, group: list[Relation], by_source: bool) -> list[Bar]:
    """Full bars where the relation is certain; a dashed one under them where it may hold, between its neighbours."""
    if by_source:
        status = fact_of(one, "status")
        slug, names, look = one.source, concept_names(model, status), f"is-{status}"
    else:
        slug, names, look = one.source, model.things[one.source].names, ""
    stretches = [(pair, True) for pair in one.certain]
    if one.possible[0] or one.possible[1]:
        stretches.insert(0, (_between(one, group), False))
    bars = []
    for (start, end), certain in stretches:
        left, right = axis.at(start) if start else 0.0, axis.at(end) if end else 100.0
        if right > left and (certain or (start, end) not in one.certain):
            said = start if end and next_day(start) == end else f"{start or '…'} – {end or '…'}"
            bars.append(Bar(left, round(right - left, 2), slug, names, look, certain, said))
    return bars


def _between(one: Relation, group: list[Relation]) -> Pair:
    """The days on which it may hold, cut off where another of the group certainly does."""
    start, end = one.possible
    others = [pair for other in group if other is not one for pair in other.certain]
    if not start:
        start = max((until for _, until in others if until and until <= (end or until)), default="")
    if not end:
        end = min((since for since, _ in others if since > start), default="")
    return start, end
