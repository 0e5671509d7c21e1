"""The accepted facts as a judge looks them up: relations with their spans, dates of things, names, complete lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.model import Claim, Judgement
from sco_graph.loaders.dates import Bounds, parse
from sco_graph.namespaces import CONCEPT, ONTOLOGY, PREFIXES, RDFS, SKOS, XSD, compact
from sco_graph.spans import Span, spans
from sco_graph.terms import value

WGS84: Final = PREFIXES["wgs84"]
_LABELS: Final = (SKOS + "prefLabel", SKOS + "altLabel", ONTOLOGY + "abbreviation", ONTOLOGY + "formalName")


@dataclass(frozen=True, slots=True)
class Relation:
    """A qualified relation: the things that it joins by property (local name), and when it holds."""

    iri: str
    ends: dict[str, frozenset[str]]
    span: Span

    def has(self, name: str, thing: str | None) -> bool:
        """Whether the property holds the thing."""
        return thing in self.ends.get(name, ())


class Knowledge:
    """Look-ups over a store that holds ontology and facts."""

    def __init__(self, store: ox.Store, data_date: str) -> None:
        self._store = store
        self.data_date = data_date

    def terms(self, iri: str, *names: str) -> list[ox.NamedNode | ox.Literal]:
        """The values of properties (local names of ours, or whole IRIs) of a resource, sorted."""
        found: list[ox.NamedNode | ox.Literal] = []
        for name in names:
            predicate = ox.NamedNode(name if ":" in name else ONTOLOGY + name)
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None):
                if isinstance(quad.object, ox.NamedNode | ox.Literal):
                    found.append(quad.object)
        return sorted(found, key=str)

    def values(self, iri: str, *names: str) -> list[str]:
        """As `terms`, as text."""
        return [value(term) for term in self.terms(iri, *names)]

    def relations(self, kind: str) -> list[Relation]:
        """All relations of a class (its local name)."""
        if kind not in self._relations:
            self._relations[kind] = list(self._read_relations(kind))
        return self._relations[kind]

    @cached_property
    def _relations(self) -> dict[str, list[Relation]]:
        return {}

    def _read_relations(self, kind: str) -> Iterator[Relation]:
        for iri, span in sorted(spans(self._store, kind).items()):
            ends: dict[str, set[str]] = {}
            for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None):
                if isinstance(quad.object, ox.NamedNode):
                    ends.setdefault(quad.predicate.value.removeprefix(ONTOLOGY), set()).add(quad.object.value)
            yield Relation(iri, {name: frozenset(things) for name, things in ends.items()}, span)

    def bounds(self, iri: str, name: str) -> Bounds | None:
        """The date that a property (local name) gives, with both its bounds; None where there is none."""
        if name == "end":
            dated = self.values(iri, "endEarliest")
        else:
            dated = self.values(iri, name + "Latest") or (
                self.values(iri, "lastDayEarliest") if name == "lastDay" else []
            )
        texts = self.values(iri, name + "Edtf") or self.values(iri, name)
        return parse(texts[0]) if dated and texts else None

    def exists(self, iri: str) -> bool:
        """Whether the store says anything of a thing."""
        return next(self._store.quads_for_pattern(ox.NamedNode(iri), None, None), None) is not None

    def subject_of(self, name: str, text: str) -> str | None:
        """The thing whose property (local name) has the text, if any."""
        for datatype in (XSD + "anyURI", XSD + "string"):
            literal = ox.Literal(text, datatype=ox.NamedNode(datatype))
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), literal):
                return value(quad.subject)
        return None

    def is_in(self, iri: str, scheme: str) -> bool:
        """Whether a concept stands in a scheme (its slug)."""
        return CONCEPT + scheme in self.values(iri, SKOS + "inScheme")

    def kilometres(self, one: str, other: str) -> float:
        """How far two places are apart; infinite where a position is not known."""
        from math import asin, cos, inf, radians, sin, sqrt

        found = [self.values(iri, WGS84 + name) for iri in (one, other) for name in ("lat", "long")]
        if any(len(degrees) != 1 for degrees in found):
            return inf
        lat1, long1, lat2, long2 = (radians(float(degrees[0])) for degrees in found)
        half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((long2 - long1) / 2) ** 2
        return 2 * 6371 * asin(sqrt(half))

    def of_kind(self, kind: str, dates: Iterable[str], day: str) -> list[str]:
        """The things of a kind that have one of the dates (properties) on or before a day."""
        typed = self._store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "kind"), ox.NamedNode(kind or ONTOLOGY))
        things = sorted(value(quad.subject) for quad in typed)
        latest = [f"{name}Latest" for name in dates]
        return [iri for iri in things if any(date <= day for date in self.values(iri, *latest))]

    def names(self, iri: str) -> set[str]:
        """All names of a thing in every language, capitals aside; the words of its id where it has none."""
        return {name.casefold() for name in self.values(iri, *_LABELS)} or {compact(iri).replace("-", " ")}

    def label(self, iri: str) -> str:
        """The English name of a thing, concept, relation or property."""
        labels = self.terms(iri, SKOS + "prefLabel") or self.terms(iri, RDFS + "label")
        english = (term.value for term in labels if isinstance(term, ox.Literal) and term.language == "en")
        return next(english, compact(iri))

    def complete(self, list_of: str, within: Iterable[str], day: str) -> str | None:
        """The declaration that the list of such relations within one of the things is complete on `day`, if any."""
        wanted = set(within)
        for declaration in self.relations("Completeness"):
            of = {iri.removeprefix(ONTOLOGY) for iri in declaration.ends.get("listOf", ())}
            inside = wanted & declaration.ends.get("within", frozenset())
            start, end = declaration.span.start_latest or "", declaration.span.end_earliest
            if list_of in of and inside and start <= day and (day < end if end else day <= self.data_date):
                return declaration.iri
        return None


Judge = Callable[[Knowledge, Claim, Sequence[Claim]], Judgement]
"""Judges one claim; the last are those that may stand in one list with it."""


def days(bounds: Bounds) -> tuple[str, str]:
    """The first and last day of a date, in ISO form."""
    return bounds.earliest.isoformat(), bounds.latest.isoformat()


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two dates may mean the same day."""
    return one.earliest <= other.latest and other.earliest <= one.latest


def shown(bounds: Bounds) -> str:
    """A date as the shortest EDTF that its bounds are: a day, a month, a year, else an interval."""
    first, last = bounds.earliest, bounds.latest
    for text in (f"{first:%Y-%m-%d}", f"{first:%Y-%m}", f"{first:%Y}"):
        read = parse(text)
        if (read.earliest, read.latest) == (first, last):
            return text
    return f"{first.isoformat()}/{last.isoformat()}"


def concept(slug: str) -> str:
    """The IRI of a concept."""
    return CONCEPT + slug
