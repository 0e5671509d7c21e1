"""One thing of the graph, readable: its labels, its facts with dates and sources, what refers to it."""

from dataclasses import dataclass, field
from typing import Final, cast

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, GRAPH_CLAIMS, GRAPH_FACTS, ID, ONTOLOGY, PREFIXES, RDF, RDFS, SKOS, compact
from sco_graph.query import rows, run
from sco_graph.spans import Span, spans
from sco_graph.terms import Term, value
from sco_graph.timeline import english, spoken

_FACTS: Final = ox.NamedNode(GRAPH_FACTS)
_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "skos", "rdfs"))
_LABELS: Final = (SKOS + "prefLabel", SKOS + "altLabel")
_EDGE: Final = (ONTOLOGY + "edgeFrom", ONTOLOGY + "edgeTo")
# Bounds and bookkeeping that the shown date, span and source lines already tell.
_QUIET: Final = frozenset(
    ONTOLOGY + name for name in ("source", "confidence", "endState", "endEarliest", "lastDayEarliest")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about the thing: what, with its time, how sure, a remark, and who says so."""

    text: str
    when: str
    remark: str
    holds: str
    confidence: str
    sources: tuple[str, ...]
    order: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim that speaks of the thing: its kind, the verdict and why, what is right instead, and who says it."""

    kind: str
    verdict: str
    reason: str
    correct: str
    sources: tuple[str, ...]


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
    claims: list[Saying] = field(default_factory=list)


def describe(store: ox.Store, iri: str, as_of: str) -> Entity:
    """Everything the facts say of a thing, relations with their state on the day `as_of` (YYYY-MM-DD)."""
    entity = Entity(iri, [], {}, {}, [], [], [])
    said = _statements(store, iri)
    told = {prop for prop, _ in said}
    for prop, term in said:
        if prop == RDF + "type":
            entity.types.append(english(store, value(term)))
        elif isinstance(term, ox.Literal) and prop == _LABELS[0]:
            entity.labels[term.language or ""] = term.value
        elif isinstance(term, ox.Literal) and prop == _LABELS[1]:
            entity.variants.setdefault(term.language or "", []).append(term.value)
        elif prop == RDFS + "comment":
            entity.comments.append(value(term))
        elif prop == ONTOLOGY + "source":
            entity.sources.append(_url(store, value(term)))
        elif prop not in _QUIET and not prop.endswith("Latest") and prop + "Edtf" not in told:
            name = prop.removesuffix("Edtf")  # an imprecise date is told as it was written, not by its earliest day
            entity.facts.append((english(store, name), _shown(store, term)))
    entity.relations = _relations(store, iri, as_of)
    entity.claims = _claims(store, iri)
    return entity


def _claims(store: ox.Store, iri: str) -> list[Saying]:
    """The claims that speak of the thing or dispute one of its relations, contradicted ones first."""
    text = f"""{_PREFIX}SELECT DISTINCT ?claim WHERE {{
      GRAPH <{GRAPH_CLAIMS}> {{ ?claim sco:claimSubject|sco:claimObject|sco:claimAbout ?thing }}
      FILTER(?thing = <{iri}> || EXISTS {{ ?thing a/rdfs:subClassOf sco:QualifiedRelation ; ?property <{iri}> }})
    }} ORDER BY ?claim"""
    found = []
    for (claim,) in rows(cast(ox.QuerySolutions, run(store, text)))[1]:
        assert claim is not None
        said = _statements(store, claim.value, ox.NamedNode(GRAPH_CLAIMS))
        one = {prop.removeprefix(ONTOLOGY): _shown(store, term) for prop, term in said}
        urls = tuple(_url(store, value(term)) for prop, term in said if prop == ONTOLOGY + "source")
        found.append(Saying(one["claimKind"], one["verdict"], one["reason"], one.get("correctValue", ""), urls))
    return sorted(found, key=lambda saying: saying.verdict)


def _statements(store: ox.Store, iri: str, graph: ox.NamedNode | None = _FACTS) -> list[tuple[str, Term]]:
    """What the facts (or another graph, or all) say of a resource, (property, object), in a fixed order."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), None, None, graph)
    return sorted(((quad.predicate.value, quad.object) for quad in quads), key=lambda pair: (pair[0], str(pair[1])))


def _shown(store: ox.Store, term: Term) -> str:
    text = value(term)
    return english(store, text) if isinstance(term, ox.NamedNode) and text.startswith((ID, CONCEPT)) else text


def _url(store: ox.Store, source: str) -> str:
    """The address of a source, or its IRI where it has none."""
    return next((value(term) for prop, term in _statements(store, source) if prop == ONTOLOGY + "url"), source)


def _relations(store: ox.Store, iri: str, as_of: str) -> dict[str, list[Line]]:
    """The qualified relations that the thing takes part in, by class, in order of time."""
    text = f"""{_PREFIX}SELECT DISTINCT ?relation ?class WHERE {{
      ?relation ?property <{iri}> ; a ?class . ?class rdfs:subClassOf sco:QualifiedRelation
    }} ORDER BY ?relation"""
    found: dict[str, list[Line]] = {}
    spans_of: dict[str, dict[str, Span]] = {}
    for relation, kind in rows(cast(ox.QuerySolutions, run(store, text)))[1]:
        assert relation is not None and kind is not None
        local = kind.value.removeprefix(ONTOLOGY)
        if local not in spans_of:
            spans_of[local] = spans(store, local)
        line = _line(store, relation.value, kind.value, iri, spans_of[local][relation.value], as_of)
        found.setdefault(english(store, kind.value), []).append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.order, line.text))
    return dict(sorted(found.items()))


def _line(store: ox.Store, relation: str, kind: str, about: str, span: Span, as_of: str) -> Line:
    """A relation as seen from one of its ends: the other end, then what it says, then what else it names."""
    ends = {value(term) for prop, term in _statements(store, kind, None) if prop in _EDGE}
    first: list[str] = []
    said: list[str] = []
    named: list[str] = []
    plain: dict[str, str] = {}
    dates_of_event: dict[str, str] = {}
    sources: list[str] = []
    for prop, term in _statements(store, relation):
        name, text = prop.removeprefix(ONTOLOGY), value(term)
        if name == "source":
            sources.append(_url(store, text))
        elif isinstance(term, ox.Literal) or name == "confidence":
            plain.setdefault(name, _shown(store, term))
        elif text == about or name == "endState" or prop == RDF + "type":
            continue
        elif prop in ends:
            first.append(_shown(store, term))
            if name == "event":
                dates_of_event = {part.removeprefix(ONTOLOGY): value(date) for part, date in _statements(store, text)}
        elif text.startswith(CONCEPT):
            said.append(_shown(store, term))
        else:
            named.append(f"{english(store, prop)} {_shown(store, term)}")
    if plain.get("acting") == "true":
        said.append("acting")
    if "officialTitle" in plain:
        said.append(plain["officialTitle"])
    when = _when(plain, span)
    if not when and "start" in dates_of_event:  # a participation has no dates of its own: the event's
        plain["date"] = dates_of_event.get("startEdtf", dates_of_event["start"])
        when = spoken(plain["date"])
    return Line(
        text=", ".join([*first, *said, *named]),
        when=when,
        remark=plain.get(RDFS + "comment", ""),
        holds=_holding(span, as_of) if when and "date" not in plain else "",
        confidence=plain.get("confidence", ""),
        sources=tuple(sources),
        order=span.start or plain.get("date", ""),
    )


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
    lines += [f"{name}: {text}" for name, text in entity.facts]
    lines += [f"note: {comment}" for comment in entity.comments]
    lines += [f"source: {url}" for url in entity.sources]
    for kind, found in entity.relations.items():
        lines += ["", f"{kind} ({len(found)})"]
        for line in found:
            mark = {"holds": "*", "may hold": "?"}.get(line.holds, " ")
            lines.append(f"{mark} {line.text}{': ' + line.when if line.when else ''} [{line.confidence}]")
            lines += [f"    {line.remark}"] if line.remark else []
            lines += [f"    {url}" for url in line.sources]
    if entity.claims:
        lines += ["", f"Claims ({len(entity.claims)})"]
        for saying in entity.claims:
            right = f" Right: {saying.correct}." if saying.correct else ""
            lines.append(f"  {saying.verdict} ({saying.kind}): {saying.reason}{right}")
            lines += [f"    {url}" for url in saying.sources]
    lines += ["", "* holds on that day   ? may hold"]
    return "\n".join(lines) + "\n"
