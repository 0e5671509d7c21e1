"""What the reader must know of the graph beside names: its events, documents and offices, as they can be described."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, GRAPH_FACTS, GRAPH_ONTOLOGY, ID, ONTOLOGY, SKOS
from sco_graph.reader.languages import Language
from sco_graph.reader.lexicon import norm
from sco_graph.reader.text import folded
from sco_graph.terms import text_rows

_SCO: Final = f"PREFIX sco: <{ONTOLOGY}> PREFIX skos: <{SKOS}>"
_EVENTS: Final = f"""{_SCO} SELECT ?event ?property ?value WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  {{ ?event a sco:Meeting }} UNION {{ ?event a sco:Exercise }} ?event ?property ?value
  FILTER(?property IN (sco:kind, sco:meetingOf, sco:start, sco:lastDay, sco:ordinal, sco:place, sco:host,
    sco:resultedIn)) }} }}"""
_DOCUMENTS: Final = f"""{_SCO} SELECT ?document ?kind ?date ?name (LANG(?name) AS ?language) WHERE {{
  GRAPH <{GRAPH_FACTS}> {{
    ?document sco:kind ?kind ; skos:prefLabel|skos:altLabel ?name ; sco:signedOn|sco:adoptedOn ?date }} }}"""
_DOCUMENT_KINDS: Final = f"""{_SCO} SELECT ?document ?kind WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  {{ ?document a sco:Document }} UNION {{ ?document a sco:Treaty }} ?document sco:kind ?kind }} }}"""
_TREATIES: Final = f"""{_SCO} SELECT DISTINCT ?kind WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?document a sco:Treaty ; sco:kind ?kind }} }}"""
_KINDS: Final = f"""{_SCO} SELECT ?kind ?broader ?name WHERE {{ GRAPH <{GRAPH_ONTOLOGY}> {{
  ?kind skos:inScheme <{CONCEPT}document-kinds-scheme> ; skos:prefLabel|skos:altLabel ?name
  OPTIONAL {{ ?kind skos:broader ?broader }} }} }}"""
_OFFICES: Final = f"""{_SCO} SELECT ?office ?kind ?of ?name WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?office sco:officeKind ?kind ; sco:officeOf ?of ; skos:prefLabel|skos:altLabel ?name }} }}"""
# Whom a holder of an office represents at a meeting, where that is not what the office belongs to: the
# Secretary-General the Secretariat. The participations of the graph say so.
_REPRESENTED: Final = f"""{_SCO} SELECT ?office ?participant WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?participation sco:representative ?person ; sco:participant ?participant . ?participant a sco:Body .
  ?tenure sco:holder ?person ; sco:office ?office . ?office sco:officeOf ?of
  FILTER NOT EXISTS {{ ?of a sco:State }} }} }}"""
_ENDED: Final = f"""{_SCO} SELECT ?org ?end WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?org a sco:InternationalOrganization ; sco:end ?end }} }}"""
_HOLDERS: Final = f"""{_SCO} SELECT ?office ?person ?name WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?tenure sco:office ?office ; sco:holder ?person . ?person skos:prefLabel|skos:altLabel ?name }} }}
ORDER BY ?office ?person"""
_FOUNDINGS: Final = f"""{_SCO} SELECT ?org ?event WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?org sco:establishedBy ?document . ?document sco:adoptedAt ?event }} }}"""
_PLACES: Final = f"""{_SCO} SELECT ?place ?state WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?place a sco:Place ; sco:inState ?state }} }}"""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or exercise, as far as words can point to it."""

    iri: str
    of: frozenset[str]  # what it is a meeting of, and its kind
    first: str
    last: str
    ordinal: int | None
    places: frozenset[str]
    hosts: frozenset[str]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A document: its kind, its day, and the words of its names in one language."""

    iri: str
    kind: str
    date: str
    words: frozenset[str]


class Catalogue:
    """Look-ups over a store, each read once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def _rows(self, query: str) -> Iterator[dict[str, str]]:
        return text_rows(self._store.query(query))

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """All events, by IRI."""
        said: dict[str, dict[str, list[str]]] = {}
        for row in self._rows(_EVENTS):
            event, name, thing = (row[key] for key in ("event", "property", "value"))
            said.setdefault(event, {}).setdefault(name.removeprefix(ONTOLOGY), []).append(thing)
        return {iri: _event(iri, about) for iri, about in sorted(said.items()) if about.get("start")}

    def events_of(self, what: str) -> list[Event]:
        """The meetings of a body, or the events of a kind (an id)."""
        return self._events_of.get(what, [])

    @cached_property
    def _events_of(self) -> Mapping[str, list[Event]]:
        by: dict[str, list[Event]] = {}
        for event in self.events.values():
            for what in event.of:
                by.setdefault(what, []).append(event)
        return by

    @cached_property
    def state_of_place(self) -> Mapping[str, str]:
        """The state that a place lies in."""
        return {row["place"]: row["state"] for row in self._rows(_PLACES)}

    def offices(self, of: str, language: Language) -> Sequence[tuple[str, str, Sequence[str]]]:
        """The offices of a state, organisation or body with their kind, and the words of one of their names."""
        if (of, language.code) not in self._office_words:
            self._office_words[(of, language.code)] = [
                (office, kind, [norm(word, language) for word in _WORD.findall(name)])
                for office, kind, name in self._offices.get(of, [])
            ]
        return self._office_words[(of, language.code)]

    @cached_property
    def _office_words(self) -> dict[tuple[str, str], list[tuple[str, str, list[str]]]]:
        return {}

    @cached_property
    def _offices(self) -> Mapping[str, Sequence[tuple[str, str, str]]]:
        by: dict[str, list[tuple[str, str, str]]] = {}
        for row in self._rows(_OFFICES):
            office, kind, of, name = (row[key] for key in ("office", "kind", "of", "name"))
            by.setdefault(of, []).append((office, kind.removeprefix(CONCEPT), name.casefold()))
        return by

    @cached_property
    def represented(self) -> Mapping[str, str]:
        """The body that a holder of an office (of an organisation or body) mostly represents at meetings."""
        counts: dict[str, dict[str, int]] = {}
        for row in self._rows(_REPRESENTED):
            office, participant = row["office"], row["participant"]
            of_office = counts.setdefault(office, {})
            of_office[participant] = of_office.get(participant, 0) + 1
        return {office: max(sorted(found), key=lambda body: found[body]) for office, found in counts.items()}

    def document_kinds(self, noun: str) -> set[str]:
        """The kinds of document (concepts) that a noun means, with the narrower ones."""
        if noun not in self._kinds_meant:
            self._kinds_meant[noun] = self._document_kinds(folded(noun))
        return self._kinds_meant[noun]

    @cached_property
    def _kinds_meant(self) -> dict[str, set[str]]:
        return {}

    def _document_kinds(self, low: str) -> set[str]:
        found = {kind for kind, name in self._kind_names if low == name or low in _plurals(name)}
        found |= {kind for kind, broader in self._broader.items() if broader in found}
        return found | self._kinds_of_treaties if found & self._kinds_of_treaties else found

    @cached_property
    def _kinds_of_treaties(self) -> set[str]:
        """The kinds that binding instruments bear; news uses "treaty" and "agreement" for one another."""
        return {row["kind"] for row in self._rows(_TREATIES)}

    @cached_property
    def _kind_rows(self) -> list[tuple[str, str | None, str]]:
        return [(row["kind"], row.get("broader"), folded(row["name"])) for row in self._rows(_KINDS)]

    @cached_property
    def _kind_names(self) -> list[tuple[str, str]]:
        return [(kind, name) for kind, _, name in self._kind_rows]

    @cached_property
    def _broader(self) -> Mapping[str, str]:
        return {kind: broader for kind, broader, _ in self._kind_rows if broader}

    @cached_property
    def document_names(self) -> list[tuple[str, str, str, str, str | None]]:
        """Document, kind, date, name and the name's language, of every name."""
        return [
            (row["document"], row["kind"], row["date"], row["name"], row["language"] or None)
            for row in self._rows(_DOCUMENTS)
        ]

    @cached_property
    def day_of_document(self) -> Mapping[str, str]:
        """The day on which a document was signed or adopted."""
        return {document: date for document, _, date, _, _ in self.document_names}

    def documents_of_day(self, day: str) -> Sequence[str]:
        """The documents that were signed or adopted on a day."""
        return self._documents_of_day.get(day, [])

    @cached_property
    def _documents_of_day(self) -> Mapping[str, Sequence[str]]:
        by: dict[str, list[str]] = {}
        for document, day in self.day_of_document.items():
            by.setdefault(day, []).append(document)
        return by

    @cached_property
    def kind_of_document(self) -> Mapping[str, str]:
        """The kind (a concept) of a document."""
        return {row["document"]: row["kind"] for row in self._rows(_DOCUMENT_KINDS)}

    @cached_property
    def founding_events(self) -> Mapping[str, str]:
        """The event at which the document that established an organisation was adopted."""
        return {row["org"]: row["event"] for row in self._rows(_FOUNDINGS)}

    @cached_property
    def ended(self) -> Mapping[str, str]:
        """The day on which an organisation ended, of those that did."""
        return {row["org"]: row["end"] for row in self._rows(_ENDED)}

    @cached_property
    def holders(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Of each office, all who ever held it, with their names in every language."""
        by: dict[str, dict[str, list[str]]] = {}
        for row in self._rows(_HOLDERS):
            office, person, name = (row[key] for key in ("office", "person", "name"))
            by.setdefault(office, {}).setdefault(person, []).append(name)
        return by

    @cached_property
    def offices_held(self) -> Mapping[str, Sequence[tuple[str, str, str]]]:
        """Of each person, the offices ever held: office, kind, and what it is an office of."""
        about = {office: (kind, of) for of, offices in self._offices.items() for office, kind, _ in offices}
        by: dict[str, list[tuple[str, str, str]]] = {}
        for office, people in self.holders.items():
            for person in people:
                by.setdefault(person, []).append((office, *about[office]))
        return by


def _plurals(name: str) -> set[str]:
    return {f"{name[:-1]}ies"} if name.endswith("y") else {f"{name}s"}


def _event(iri: str, about: Mapping[str, list[str]]) -> Event:
    start = min(about["start"])
    ordinal = about.get("ordinal", [])
    return Event(
        iri=iri,
        of=frozenset(
            thing.removeprefix(ID).removeprefix(CONCEPT)
            for name in ("meetingOf", "kind")
            for thing in about.get(name, [])
        ),
        first=start,
        last=max([start, *about.get("lastDay", [])]),
        ordinal=int(ordinal[0]) if ordinal else None,
        places=frozenset(about.get("place", [])),
        hosts=frozenset(about.get("host", [])),
        results=tuple(sorted(about.get("resultedIn", []))),
    )


def rarity(words: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """How much a word tells: the rarer in the given sets, the more (inverse document frequency)."""
    sets = list(words)
    counts: dict[str, int] = {}
    for each in sets:
        for word in each:
            counts[word] = counts.get(word, 0) + 1
    return {word: math.log(1 + len(sets) / count) for word, count in counts.items()}
