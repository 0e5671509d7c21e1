"""When a relation holds: certainly, possibly or not, on a given day.

A relation certainly holds on D from its startLatest, or from the first day that it was seen, and before its
endEarliest, or up to a later day on which it was seen; without an end it holds for ever if it is said to be ongoing.
Where the end is unknown, only the days on which it was seen, and those between them, are certain. It possibly holds for
start <= D < end. This is the one place that says so: rules and queries use what `certain_days` derives.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, ONTOLOGY, RDF, XSD
from sco_graph.terms import value

_DATE: Final = ox.NamedNode(XSD + "date")


@dataclass(frozen=True, slots=True)
class Span:
    """The bounds of a relation, as days in ISO form; None where a bound is not known."""

    start: str | None = None
    start_latest: str | None = None
    end_earliest: str | None = None
    end: str | None = None
    ongoing: bool = False
    seen: tuple[str, ...] = ()  # the earliest day of each sighting
    seen_latest: tuple[str, ...] = ()  # the latest, where a sighting is imprecise

    def certainly(self, day: str) -> bool:
        """Whether the relation holds on `day` by every reading of its dates.

        >>> Span("2023-07-04", "2023-07-04", ongoing=True).certainly("2024-01-01")
        True
        >>> Span("2023-07-01", "2023-07-31", ongoing=True).certainly("2023-07-04")
        False
        """
        certain = self.certain()
        return certain is not None and certain[0] <= day and (not certain[1] or day < certain[1])

    def possibly(self, day: str) -> bool:
        """Whether some reading of the dates lets the relation hold on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def certain(self) -> tuple[str, str] | None:
        """The days on which the relation certainly holds, as a half-open pair; "" as its end: for ever.

        These days always follow one another.

        >>> Span(start_latest="2001-06-15", end_earliest="2005-01-01").certain()
        ('2001-06-15', '2005-01-01')
        >>> Span(seen=("2003-05-01", "2004-05-01")).certain()
        ('2003-05-01', '2004-05-02')
        """
        seen = self.seen_latest or self.seen
        after_seen = next_day(max(self.seen)) if self.seen else ""
        if self.ongoing or self.end_earliest:
            begun = min([*seen, *([self.start_latest] if self.start_latest else [])], default="")
            until = max(self.end_earliest, after_seen) if self.end_earliest else ""
        else:
            begun, until = min(seen, default=""), after_seen
        return (begun, until) if begun and (not until or begun < until) else None


def next_day(day: str) -> str:
    """The day after, both as YYYY-MM-DD; the last day that a calendar has stays itself."""
    known = date.fromisoformat(day)
    return (known + timedelta(days=1) if known < date.max else known).isoformat()


def spans(store: ox.Store, kind: str) -> dict[str, Span]:
    """The spans of all relations of a class (its local name), by their IRIs."""
    typed = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + kind))
    return {value(quad.subject): _span(store, quad.subject) for quad in typed}


def certain_days(store: ox.Store) -> Iterator[ox.Triple]:
    """sco:certainFrom and sco:certainUntil of all that has an end, or says that it goes on or that nothing is known.

    Here and not among the rules of ontology/: Oxigraph's optimizer loses a date plus a duration inside UNION.
    """
    spanning = {
        quad.subject
        for name in ("endState", "endEarliest")
        for quad in store.quads_for_pattern(None, _term(name), None)
    }
    for subject in spanning:
        certain = _span(store, subject).certain()
        if certain:
            first, until = certain
            yield ox.Triple(subject, _term("certainFrom"), ox.Literal(first, datatype=_DATE))
            if until:
                yield ox.Triple(subject, _term("certainUntil"), ox.Literal(until, datatype=_DATE))


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + name)


def _span(store: ox.Store, relation: ox.NamedNode | ox.BlankNode | ox.Triple) -> Span:
    return span_of(lambda name: [value(quad.object) for quad in store.quads_for_pattern(relation, _term(name), None)])


def span_of(said: Callable[[str], Iterable[str]]) -> Span:
    """The span of one relation; `said` gives the values of a property by its local name."""

    def values(name: str) -> list[str]:
        return sorted(said(name))

    def one(name: str) -> str | None:
        return next(iter(values(name)), None)

    return Span(
        start=one("start"),
        start_latest=one("startLatest"),
        end_earliest=one("endEarliest"),
        end=one("end"),
        ongoing=CONCEPT + "ongoing" in values("endState"),
        seen=tuple(values("seenOn")),
        seen_latest=tuple(values("seenOnLatest")),
    )
