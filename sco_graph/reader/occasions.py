"""Which event of the graph a description means: "the 19th session of the Council of Heads of State on June 14".

The words tell the kind; ordinal, date, place and the distance from the publication day choose among its events. What
spoke for the choice is kept, for a date that the choice rests on cannot contradict the event's date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sco_graph.reader.catalogue import Catalogue, Event
from sco_graph.reader.marks import Mark, Moment

_NEAR: Final = 12  # days between an event and the news of it
_AROUND: Final = 75  # days between an event and an advance notice of it
_SEASON: Final = 200
_NEEDED: Final = 2.0
_SERIES: Final = 5  # events from which on a series may be called yearly
_YEARLY: Final = 0.9  # of the years in which a yearly meeting was held


@dataclass(frozen=True, slots=True)
class Clues:
    """What stands around a description: what it may be chosen by."""

    ordinal: int | None
    moments: Sequence[Moment]
    places: frozenset[str]
    states: frozenset[str]
    now: date | None
    upcoming: bool  # "the next summit"


@dataclass(frozen=True, slots=True)
class Choice:
    """An event and the clues that spoke for it."""

    event: Event
    evidence: frozenset[str]
    score: float  # how much speaks for it


def choose(events: Iterable[Event], clues: Clues, catalogue: Catalogue) -> Choice | None:
    """The event that the clues point to; None where they point to none, or to several alike."""
    best: tuple[float, float, Choice] | None = None
    tied = False
    series = list(events)
    for event in series:
        score, evidence = _score(event, clues, catalogue)
        distance = _distance(event, clues.now)
        if best is None or (score, -distance) > (best[0], -best[1]):
            tied = False
            best = (score, distance, Choice(event, frozenset(evidence), score))
        elif (score, distance) == (best[0], best[1]):
            tied = True
    if best is None or tied or best[0] < _NEEDED:
        return None
    choice = best[2]
    if "year" in choice.evidence and _yearly(series):
        return replace(choice, evidence=choice.evidence | {"only"})
    return choice


def _yearly(series: Sequence[Event]) -> bool:
    """Whether the events are those of a yearly meeting, so that the year alone tells which is meant."""
    years = sorted(event.first[:4] for event in series)
    if len(years) < _SERIES or len(set(years)) < len(years):
        return False
    return len(years) >= _YEARLY * (int(years[-1]) - int(years[0]) + 1)


def _score(event: Event, clues: Clues, catalogue: Catalogue) -> tuple[float, set[str]]:
    """How much speaks for an event, and which clues do."""
    parts = [_by_ordinal(event, clues), _by_place(event, clues, catalogue), _by_distance(event, clues)]
    if clues.moments:
        parts.append(max((_fit(event, moment) for moment in clues.moments), key=lambda part: part[0]))
    return sum(score for score, _ in parts), {clue for _, clue in parts if clue}


def _by_ordinal(event: Event, clues: Clues) -> tuple[float, str]:
    """Counts of meetings differ: some begin with the Shanghai Five, some leave out informal ones."""
    if clues.ordinal is None or event.ordinal is None:
        return 0.0, ""
    return (5.0, "ordinal") if clues.ordinal == event.ordinal else (-3.0, "")


def _by_place(event: Event, clues: Clues, catalogue: Catalogue) -> tuple[float, str]:
    states = {catalogue.state_of_place.get(place) for place in event.places} | event.hosts
    if event.places & clues.places:
        return 3.0, "place"
    if states & clues.states:
        return 1.5, "state"
    elsewhere = all(catalogue.state_of_place.get(place) not in states for place in clues.places)
    return (-1.5, "") if clues.places and event.places and elsewhere else (0.0, "")


def _by_distance(event: Event, clues: Clues) -> tuple[float, str]:
    distance = _distance(event, clues.now)
    if clues.upcoming:
        ahead = clues.now is not None and event.first > clues.now.isoformat() and distance < 2 * _SEASON
        return ((2.0 if distance > _NEAR else 0.0) if ahead else -3.0), ""
    if distance <= _NEAR:
        return 3.0, "near"
    if distance <= _AROUND:
        return 2.0, "around"
    return (0.5, "") if distance <= _SEASON else (0.0, "")


def _fit(event: Event, moment: Moment) -> tuple[float, str]:
    """How well a date fits an event, and the clue that it is."""
    exact = moment.first <= event.last and event.first <= moment.last
    if moment.explicit:
        if exact:
            return (5.0, "date") if moment.last[:7] == moment.first[:7] else (4.0, "year")
        return (2.5, "year") if moment.first[:4] == event.first[:4] else (-4.0, "")
    return (3.0, "date") if exact else (-0.5, "")


def _distance(event: Event, now: date | None) -> float:
    if now is None:
        return 100_000
    first, last = date.fromisoformat(event.first), date.fromisoformat(event.last)
    return 0 if first <= now <= last else min(abs((first - now).days), abs((last - now).days))


def clues_of(marks: Iterable[Mark], ordinal: int | None, now: date | None, *, upcoming: bool) -> Clues:
    """The clues that the marks of a clause give."""
    found = list(marks)
    return Clues(
        ordinal=ordinal,
        moments=[mark.moment for mark in found if mark.moment],
        places=frozenset(thing for mark in found if mark.kind == "L" for thing in mark.things),
        states=frozenset(thing for mark in found if mark.kind == "S" for thing in mark.things),
        now=now,
        upcoming=upcoming,
    )
