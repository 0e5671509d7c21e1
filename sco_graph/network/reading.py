"""From a store to the records that the pages show, in one pass over each named graph."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import (
    CONCEPT,
    DCTERMS,
    GRAPH_CLAIMS,
    GRAPH_FACTS,
    GRAPH_ONTOLOGY,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SKOS,
    XSD,
    compact,
)
from sco_graph.network.records import Claim, Fact, Kind, Model, Names, Nature, Pair, Relation, Source, Target, Thing
from sco_graph.spans import span_of
from sco_graph.terms import Term, value

_Statements = dict[str, list[Term]]
_BOUNDS: Final = ("Latest", "Earliest", "Edtf")
# What a record tells in a field of its own, so not again among its facts.
_APART: Final = frozenset(
    {"source", "confidence", "endState", "seenOn", RDF + "type", RDFS + "comment", RDFS + "label"}
    | {SKOS + "prefLabel", SKOS + "altLabel"}
)
_PLAIN: Final = "#475569"
_COMPLETE: Final = ONTOLOGY + "Completeness"
_BEGINS: Final = ("start", "signedOn", "adoptedOn", "bornOn")


def read_model(store: ox.Store, date: str) -> Model:
    """Everything the pages show, from a store with the four graphs; `date` is the data set's, YYYY-MM-DD."""
    ontology, facts, claims = (_graph(store, name) for name in (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_CLAIMS))
    judged = {compact(iri): _claim(iri, said) for iri, said in claims.items()}
    about = _claims_about(claims)
    things = {compact(iri): _thing(iri, said, about) for iri, said in facts.items() if SKOS + "prefLabel" in said}
    terms = {iri.removeprefix(ONTOLOGY): said for iri, said in ontology.items() if iri.startswith(ONTOLOGY)}
    concepts = {iri: said for iri, said in ontology.items() if iri.startswith(CONCEPT)}
    edges = {iri: said for iri, said in ontology.items() if "edgeFrom" in said}
    found = [
        relation
        for iri, said in facts.items()
        if _type(said) in edges
        for relation in _relations(iri, said, edges[_type(said)], facts, about)
    ]
    twins = {name: _one(said, OWL + "inverseOf").removeprefix(ONTOLOGY) for name, said in terms.items()}
    found += [link for iri, said in facts.items() if compact(iri) in things for link in _links(iri, said, facts, twins)]
    relations = [one for one in found if one.source in things and one.target in things]
    used = {*(one.kind for one in relations), *(thing.kind for thing in things.values())}
    return Model(
        date=date,
        kinds={name: _kind(name, terms.get(name, {}), terms) for name in sorted(used)},
        properties={name: _names(said) for name, said in sorted(terms.items()) if name[0].islower()},
        concepts={compact(iri): _names(said) for iri, said in sorted(concepts.items())},
        colours={compact(iri): _one(said, "colour") for iri, said in sorted(concepts.items()) if "colour" in said},
        things=dict(sorted(things.items())),
        relations=sorted(relations, key=lambda one: (one.slug, one.source, one.target)),
        claims=dict(sorted(judged.items())),
        sources={
            compact(iri): _source(iri, said)
            for iri, said in sorted(facts.items())
            if _type(said) == ONTOLOGY + "Source"
        },
        lists={compact(iri): _slugs(said, "source") for iri, said in facts.items() if _type(said) == _COMPLETE},
    )


def _graph(store: ox.Store, graph: str) -> dict[str, _Statements]:
    """{subject: {property: objects in order}}; the ontology's own properties go by their local names."""
    found: dict[str, _Statements] = {}
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        said = found.setdefault(value(quad.subject), {})
        said.setdefault(quad.predicate.value.removeprefix(ONTOLOGY), []).append(quad.object)
    for said in found.values():
        for terms in said.values():
            if len(terms) > 1:
                terms.sort(key=str)
    return found


def _all(said: _Statements, name: str) -> list[str]:
    """The values of a property."""
    return [value(term) for term in said.get(name, [])]


def _one(said: _Statements, *names: str) -> str:
    return next((found for name in names for found in _all(said, name)), "")


def _slugs(said: _Statements, name: str) -> tuple[str, ...]:
    return tuple(compact(iri) for iri in _all(said, name))


def _type(said: _Statements) -> str:
    return _one(said, RDF + "type")


def _names(said: _Statements) -> Names:
    """Names by language. A term without any keeps no name: the pages then show its slug."""
    labels = said.get(SKOS + "prefLabel") or said.get(RDFS + "label") or []
    return {label.language: label.value for label in labels if isinstance(label, ox.Literal) and label.language}


def _kind(name: str, said: _Statements, terms: dict[str, _Statements]) -> Kind:
    dated = _all(said, "edgeDate")
    nature: Nature = "thing" if name[0].isupper() else "link"
    if dated:
        nature = "state" if ONTOLOGY + "start" in dated else "act"
    return Kind(
        name=name,
        broader=_broader(name, terms),
        names=_names(said) or {"en": name},  # a class of somebody's own tables
        nature=nature,
        colour=_one(said, "colour") or _PLAIN,
        icon=_one(said, "icon"),
        shape=_one(said, "shape"),
        definition=_one(said, SKOS + "definition"),
    )


def _broader(name: str, terms: dict[str, _Statements]) -> tuple[str, ...]:
    """The superclasses among the ontology's own, the nearest first."""
    above = [iri.removeprefix(ONTOLOGY) for iri in _all(terms.get(name, {}), RDFS + "subClassOf")]
    return tuple(dict.fromkeys([*above, *(farther for near in above for farther in _broader(near, terms))]))


def _facts(said: _Statements) -> tuple[Fact, ...]:
    """What a record says, apart from what its fields tell; an imprecise date as it was written."""
    found = []
    for name, terms in sorted(said.items()):
        if name in _APART or ":" in name or name.endswith(_BOUNDS):
            continue
        written = _all(said, name + "Edtf")
        for text, term in zip([value(term) for term in terms], terms, strict=True):
            exact = not written or isinstance(term, ox.NamedNode)
            fact = Fact(name, *_shown(text if exact else written[0], term))
            if fact not in found:
                found.append(fact)
    return tuple(found)


def _shown(text: str, term: Term) -> tuple[str, Target]:
    if isinstance(term, ox.NamedNode):
        return compact(text), "concept" if text.startswith(CONCEPT) else "thing"
    datatype = term.datatype.value if isinstance(term, ox.Literal) else ""
    if datatype == XSD + "anyURI":
        return (text, "url") if _safe(text) else (text, "text")
    return text, "date" if datatype == XSD + "date" else "text"


def _safe(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _thing(iri: str, said: _Statements, about: dict[str, list[str]]) -> Thing:
    literals = [term for term in said.get(SKOS + "altLabel", []) if isinstance(term, ox.Literal)]
    return Thing(
        slug=compact(iri),
        kind=_type(said).removeprefix(ONTOLOGY),
        names=_names(said),
        variants=tuple(dict.fromkeys([*_all(said, "abbreviation"), *(term.value for term in literals)])),
        facts=_facts(said),
        comments=tuple(_all(said, RDFS + "comment")),
        same_as=tuple(url for url in _all(said, OWL + "sameAs") if _safe(url)),
        sources=_slugs(said, "source"),
        begins=_one(said, *_BEGINS),
        ends=_one(said, "end"),
        claims=tuple(about.get(iri, ())),
    )


def _relations(
    iri: str, said: _Statements, edge: _Statements, facts: dict[str, _Statements], about: dict[str, list[str]]
) -> Iterator[Relation]:
    """A qualified relation: one edge between each two things at its ends."""
    joins = [_one(edge, name).removeprefix(ONTOLOGY) for name in ("edgeFrom", "edgeTo")]
    dated_by = [name.removeprefix(ONTOLOGY) for name in _all(edge, "edgeDate")]
    span = span_of(lambda name: _all(said, name))
    done = dict(said)
    for event in _all(said, "event") if "event" in dated_by else []:
        done["event"] = facts[event].get("start", [])
        done["eventLatest"] = facts[event].get("lastDay") or facts[event].get("startLatest", [])
        done["eventEdtf"] = facts[event].get("startEdtf") or facts[event].get("start", [])
    acts = [name for name in dated_by if name in done]
    held = span.certain()
    certain, when = [held] if held else [], ""
    # Where no start is known, the first day it was seen: that it may be older is no reason to show it from for ever.
    possible: Pair = span.start or min(span.seen, default=""), span.end or ""
    if "start" not in dated_by:
        days = [day for name in acts for day in _all(done, name + "Latest") or _all(done, name)]
        certain = [(min(days), "")] if days else []
        possible = min((day for name in acts for day in _all(done, name)), default=_begins(said, joins[1], facts)), ""
        when = next((_one(done, name + "Edtf", name) for name in acts), "")
    for source in _all(said, joins[0]):
        for target in _all(said, joins[1]):
            yield Relation(
                slug=compact(iri),
                kind=_type(said).removeprefix(ONTOLOGY),
                source=compact(source),
                target=compact(target),
                said=tuple(fact for fact in _facts(said) if fact.property not in {*joins, *acts[:1], "start", "end"}),
                start=_one(said, "startEdtf", "start"),
                end=_one(said, "endEdtf", "end"),
                date=when,
                ongoing=span.ongoing,
                seen=tuple(_all(said, "seenOnEdtf") or _all(said, "seenOn")),
                certain=tuple(certain),
                possible=possible,
                sources=_slugs(said, "source"),
                confidence=_one(said, "confidence").removeprefix(CONCEPT),
                comment=" ".join(_all(said, RDFS + "comment")),
                claims=tuple(about.get(iri, ())),
            )


def _begins(said: _Statements, name: str, facts: dict[str, _Statements]) -> str:
    """The earliest day of what a property names: an act without a day is not before it."""
    return min((_one(facts.get(target, {}), *_BEGINS) for target in _all(said, name)), default="")


def _links(iri: str, said: _Statements, facts: dict[str, _Statements], twins: dict[str, str]) -> Iterator[Relation]:
    """The plain links of a thing to other things; they last as long as it does. Of a link and its inverse, one."""
    begins, ends = _one(said, *_BEGINS), _one(said, "end")
    certain = _one(said, *(name + "Latest" for name in _BEGINS)), _one(said, "endEarliest")
    source = compact(iri)
    for name, terms in said.items():
        for target in terms:
            end = compact(value(target))
            if ":" in name or name in _APART or SKOS + "prefLabel" not in facts.get(value(target), {}):
                continue
            if iri not in _all(facts[value(target)], twins.get(name, "")):
                yield Relation(
                    slug=f"{source}-{name}-{end}",
                    kind=name,
                    source=source,
                    target=end,
                    said=(),
                    start="",
                    end="",
                    date="",
                    ongoing=not ends,
                    seen=(),
                    certain=(certain,),
                    possible=(begins, ends),
                    sources=_slugs(said, "source"),
                    confidence=_one(said, "confidence").removeprefix(CONCEPT),
                    comment="",
                    claims=(),
                )


def _claim(iri: str, said: _Statements) -> Claim:
    return Claim(
        slug=compact(iri),
        kind=compact(_one(said, "claimKind")),
        verdict=compact(_one(said, "verdict")),
        subject=compact(_one(said, "claimSubject")),
        object=compact(_one(said, "claimObject")),
        qualifier=compact(_one(said, "claimQualifier")),
        date=_one(said, "claimDateEdtf", "claimDate"),
        correct=compact(_one(said, "correctValue")),
        reason=_one(said, "reason"),
        quote=_one(said, "quote"),
        quote_start=int(_one(said, "quoteStart") or -1),
        judged_by=_slugs(said, "judgedBy"),
        sources=_slugs(said, "source"),
    )


def _claims_about(claims: dict[str, _Statements]) -> dict[str, list[str]]:
    """{thing or relation: the claims that speak of it or that it decides}."""
    found: dict[str, list[str]] = {}
    for iri, said in sorted(claims.items()):
        named = {
            value for name in ("claimAbout", "claimSubject", "claimObject", "judgedBy") for value in _all(said, name)
        }
        for thing in sorted(named):
            found.setdefault(thing, []).append(compact(iri))
    return found


def _source(iri: str, said: _Statements) -> Source:
    url = _one(said, "url")
    return Source(
        slug=compact(iri),
        title=_one(said, DCTERMS + "title") or compact(iri),
        url=url if _safe(url) else "",
        publisher=_one(said, DCTERMS + "publisher"),
        kind=compact(_one(said, "kind")),
        language=_one(said, DCTERMS + "language"),
    )
