"""One thing of the graph, readable: its labels, its facts with dates and sources, what refers to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, cast

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, GRAPH_FACTS, ID, ONTOLOGY, PREFIXES, RDF, RDFS, SKOS, compact
from sco_graph.problems import UsageError, found_expected, nearest
from sco_graph.query import run, rows
from sco_graph.timeline import Span, english, spans, spoken

_FACTS: Final = ox.NamedNode(GRAPH_FACTS)
_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "skos", "rdfs"))
_LABELS: Final = (SKOS + "prefLabel", SKOS + "altLabel")
# Bounds and bookkeeping that the shown date, span and source lines already tell.
_QUIET: Final = frozenset(
    ONTOLOGY + name for name in ("source", "confidence", "endState", "endEarliest", "lastDayEarliest")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about the thing: what, with its time, how sure, and who says so."""

    text: str
    when: str
    holds: str
    confidence: str
    sources: tuple[str, ...]
    order: str


@dataclass(slots=True)
class Entity:
    """A thing as `show` prints it."""

    iri: str
    types: list[str]
    labels: dict[str, str]
    variants: dict[str, list[str]]
    comments: list[str]
    facts: list[tuple[str, str]]
    sources: list[str]
    relations: dict[str, list[Line]] = field(default_factory=dict)


def find(store: ox.Store, name: str) -> str:
    """The IRI of the thing that `name` means: an id, or a label or variant in any language, capitals aside.

    Raises UsageError where there is none (with the nearest names) or several.
    """
    text = f"{_PREFIX}SELECT ?thing ?label WHERE {{ ?thing skos:prefLabel|skos:altLabel|sco:abbreviation ?label }}"
    by_label: dict[str, set[str]] = {}
    slugs: set[str] = set()
    for thing, label in rows(cast(ox.QuerySolutions, run(store, text)))[1]:
        if thing is not None and label is not None and thing.value.startswith(ID):
            by_label.setdefault(label.value.casefold(), set()).add(thing.value)
            slugs.add(compact(thing.value))
    if any(store.quads_for_pattern(ox.NamedNode(ID + name), None, None, _FACTS)):
        return ID + name
    hits = by_label.get(name.casefold(), set())
    if len(hits) == 1:
        return hits.pop()
    if hits:
        choices = ", ".join(sorted(compact(hit) for hit in hits))
        raise UsageError(f'"{name}" is the name of several: {choices}')
    near = nearest(name.casefold(), sorted({*by_label, *slugs}))
    if near in by_label:
        near = ", ".join(sorted(compact(hit) for hit in by_label[near]))
    raise UsageError(found_expected(name, "an id or a name of the graph", near))


def describe(store: ox.Store, iri: str, as_of: str) -> Entity:
    """Everything the facts say of a thing, relations with their state on the day `as_of` (YYYY-MM-DD)."""
    subject = ox.NamedNode(iri)
    entity = Entity(iri, [], {}, {}, [], [], [])
    for quad in sorted(store.quads_for_pattern(subject, None, None, _FACTS), key=lambda q: (q.predicate.value, str(q.object))):
        prop, value = quad.predicate.value, quad.object
        if prop == RDF + "type":
            entity.types.append(english(store, value.value))
        elif isinstance(value, ox.Literal) and prop == _LABELS[0]:
            entity.labels[value.language or ""] = value.value
        elif isinstance(value, ox.Literal) and prop == _LABELS[1]:
            entity.variants.setdefault(value.language or "", []).append(value.value)
        elif prop == RDFS + "comment":
            entity.comments.append(value.value)
        elif prop == ONTOLOGY + "source":
            entity.sources.append(_source(store, value.value))
        elif prop not in _QUIET and not prop.endswith("Latest"):
            entity.facts.append((english(store, prop), _value(store, value)))
    entity.relations = _relations(store, iri, as_of)
    return entity


def _value(store: ox.Store, value: Any) -> str:
    if isinstance(value, ox.NamedNode):
        return english(store, value.value) if value.value.startswith((ID, CONCEPT)) else value.value
    return str(value.value)


def _source(store: ox.Store, iri: str) -> str:
    urls = [quad.object.value for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(ONTOLOGY + "url"), None)]
    return urls[0] if urls else iri


def _relations(store: ox.Store, iri: str, as_of: str) -> dict[str, list[Line]]:
    """The qualified relations that the thing takes part in, by class, in order of time."""
    found: dict[str, list[Line]] = {}
    known_spans: dict[str, dict[str, Span]] = {}
    for relation, kind in _touching(store, iri):
        local = kind.removeprefix(ONTOLOGY)
        if local not in known_spans:
            known_spans[local] = spans(store, local)
        found.setdefault(english(store, kind), []).append(_line(store, relation, iri, known_spans[local][relation], as_of))
    for lines in found.values():
        lines.sort(key=lambda line: (line.order, line.text))
    return dict(sorted(found.items()))


def _touching(store: ox.Store, iri: str) -> Iterator[tuple[str, str]]:
    text = f"""{_PREFIX}SELECT DISTINCT ?relation ?class WHERE {{
      ?class rdfs:subClassOf sco:QualifiedRelation .
      {{ ?relation ?property <{iri}> . ?relation a ?class }}
    }} ORDER BY ?relation"""
    for relation, kind in rows(cast(ox.QuerySolutions, run(store, text)))[1]:
        assert relation is not None and kind is not None
        yield relation.value, kind.value


def _line(store: ox.Store, relation: str, about: str, span: Span, as_of: str) -> Line:
    parts: list[str] = []
    plain: dict[str, str] = {}
    sources: list[str] = []
    for quad in sorted(store.quads_for_pattern(ox.NamedNode(relation), None, None, _FACTS), key=lambda q: (q.predicate.value, str(q.object))):
        prop = quad.predicate.value.removeprefix(ONTOLOGY)
        if prop == "source":
            sources.append(_source(store, quad.object.value))
        elif isinstance(quad.object, ox.NamedNode) and quad.object.value != about and prop not in ("endState", "confidence"):
            if quad.predicate.value != RDF + "type":
                parts.append(_value(store, quad.object))
        elif isinstance(quad.object, ox.Literal) or prop == "confidence":
            plain.setdefault(prop, _value(store, quad.object))
    dates = _when(plain, span)
    holds = "" if not dates or "date" in plain else _holding(span, as_of)
    return Line(", ".join(parts), dates, holds, plain.get("confidence", ""), tuple(sources), span.start or plain.get("date", ""))


def _when(plain: dict[str, str], span: Span) -> str:
    if "date" in plain:
        return spoken(plain.get("dateEdtf", plain["date"]))
    start = plain.get("startEdtf", plain.get("start"))
    end = plain.get("endEdtf", plain.get("end"))
    if not (start or end or span.seen):
        return ""
    first = spoken(start) if start else f"seen {spoken(span.seen[0])}" if span.seen else "start unknown"
    last = f"until {spoken(end)}" if end else "ongoing" if span.ongoing else "end unknown"
    return f"{first}, {last}"


def _holding(span: Span, as_of: str) -> str:
    return "holds" if span.certainly(as_of) else "may hold" if span.possibly(as_of) else ""


def written(entity: Entity, as_of: str) -> str:
    """The entity as plain text. `*` marks what certainly holds on the day, `?` what may."""
    lines = [entity.labels.get("en", compact(entity.iri)), "=" * len(entity.labels.get("en", compact(entity.iri)))]
    lines.append(f"{', '.join(entity.types)} · {entity.iri} · as of {as_of}")
    for tag in sorted(entity.labels):
        variants = entity.variants.get(tag, [])
        lines.append(f"{tag}: {entity.labels[tag]}{' (' + ', '.join(variants) + ')' if variants else ''}")
    lines += [f"{name}: {value}" for name, value in entity.facts]
    lines += [f"note: {comment}" for comment in entity.comments]
    lines += [f"source: {url}" for url in entity.sources]
    for kind, found in entity.relations.items():
        lines += ["", f"{kind} ({len(found)})"]
        for line in found:
            mark = {"holds": "*", "may hold": "?"}.get(line.holds, " ")
            lines.append(f"{mark} {line.text}{': ' + line.when if line.when else ''} [{line.confidence}]")
            lines += [f"    {url}" for url in line.sources]
    lines += ["", "* holds on that day   ? may hold"]
    return "\n".join(lines) + "\n"
