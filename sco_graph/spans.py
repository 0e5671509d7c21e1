"""When a relation holds: certainly, possibly or not, on a given day.

A relation certainly holds on D from its startLatest, or from the first day that it was seen, and before its
endEarliest; without an end it holds for ever if it is said to be ongoing. Where the end is unknown, only the days on
which it was seen, and those between them, are certain. It possibly holds for start <= D < end. The rules and the named
queries say the same in SPARQL; a test compares them.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, ONTOLOGY, RDF
from sco_graph.terms import value


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
        seen_by_then = any(seen <= day for seen in self.seen_latest or self.seen)
        begun = seen_by_then or (self.start_latest is not None and self.start_latest <= day)
        not_ended = day < self.end_earliest if self.end_earliest is not None else self.ongoing
        return (begun and not_ended) or (seen_by_then and any(seen >= day for seen in self.seen))

    def possibly(self, day: str) -> bool:
        """Whether some reading of the dates lets the relation hold on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def spans(store: ox.Store, kind: str) -> dict[str, Span]:
    """The spans of all relations of a class (its local name), by their IRIs."""
    typed = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + kind))
    return {value(quad.subject): _span(store, quad.subject) for quad in typed}


def _span(store: ox.Store, relation: ox.NamedNode | ox.BlankNode | ox.Triple) -> Span:
    def values(name: str) -> list[str]:
        found = store.quads_for_pattern(relation, ox.NamedNode(ONTOLOGY + name), None)
        return sorted(value(quad.object) for quad in found)

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
