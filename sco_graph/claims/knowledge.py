"""The accepted facts as a judge looks them up: relations with their spans, dates of things, names, complete lists."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.model import Claim, Judgement
from sco_graph.loaders.dates import Bounds, parse
from sco_graph.namespaces import CONCEPT, ONTOLOGY, PREFIXES, RDF, RDFS, SKOS, XSD, compact
from sco_graph.spans import Span, span_of
from sco_graph.terms import value

# Places nearer to one another than this may be a town and its suburb, a resort and its region.
ONE_PLACE: Final = 120  # kilometres
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

    def relations(self, kind: str, end: str, thing: str | None) -> list[Relation]:
        """The relations of a class whose property (both by local name) holds a thing, by IRI.

        They are asked of the store's index and kept, so the cost is that of the answer, not of the graph.
        """
        key = (kind, end, thing)
        if key not in self._relations:
            typed = [
                iri for iri in sorted(self.subjects(end, thing)) if ONTOLOGY + kind in self.values(iri, RDF + "type")
            ]
            self._relations[key] = [self._relation(iri) for iri in typed]
        return self._relations[key]

    @cached_property
    def _relations(self) -> dict[tuple[str, str, str | None], list[Relation]]:
        return {}

    def _relation(self, iri: str) -> Relation:
        ends: dict[str, set[str]] = {}
        said: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None):
            name = quad.predicate.value.removeprefix(ONTOLOGY)
            said.setdefault(name, set()).add(value(quad.object))
            if isinstance(quad.object, ox.NamedNode):
                ends.setdefault(name, set()).add(quad.object.value)
        span = span_of(lambda name: said.get(name, ()))
        return Relation(iri, {name: frozenset(things) for name, things in ends.items()}, span)

    def subjects(self, name: str, thing: str | None) -> set[str]:
        """The things whose property (local name) holds a thing; none where there is no such."""
        if not thing:
            return set()
        quads = self._store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), ox.NamedNode(thing))
        return {value(quad.subject) for quad in quads}

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

    def all_values(self, name: str) -> Iterator[tuple[str, str]]:
        """Each thing that has a property (local name), with its value as text."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), None):
            yield value(quad.subject), value(quad.object)

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
        key = (kind, tuple(dates))
        if key not in self._dated:
            latest = [f"{name}Latest" for name in dates]
            said = ((iri, self.values(iri, *latest)) for iri in sorted(self.subjects("kind", kind)))
            self._dated[key] = [(iri, min(days)) for iri, days in said if days]
        return [iri for iri, first in self._dated[key] if first <= day]

    @cached_property
    def _dated(self) -> dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]]:
        return {}

    def names(self, iri: str) -> set[str]:
        """All names of a thing in every language, capitals aside; the words of its id where it has none."""
        if iri not in self._names:
            names = {name.casefold() for name in self.values(iri, *_LABELS)}
            self._names[iri] = names or {compact(iri).replace("-", " ")}
        return self._names[iri]

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return {}

    def label(self, iri: str) -> str:
        """The English name of a thing, concept, relation or property."""
        if iri not in self._labels:
            labels = self.terms(iri, SKOS + "prefLabel") or self.terms(iri, RDFS + "label")
            english = (term.value for term in labels if isinstance(term, ox.Literal) and term.language == "en")
            self._labels[iri] = next(english, compact(iri))
        return self._labels[iri]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {}

    def complete(self, list_of: str, within: Iterable[str], day: str) -> str | None:
        """The declaration that the list of such relations within one of the things is complete on `day`, if any."""
        declarations = {each.iri: each for thing in within for each in self.relations("Completeness", "within", thing)}
        for _, declaration in sorted(declarations.items()):
            start, end = declaration.span.start_latest or "", declaration.span.end_earliest
            of_these = declaration.has("listOf", ONTOLOGY + list_of)
            if of_these and start <= day and (day < end if end else day <= self.data_date):
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
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return first.isoformat()[:4]
    return f"{first.isoformat()}/{last.isoformat()}"


def concept(slug: str) -> str:
    """The IRI of a concept."""
    return CONCEPT + slug
