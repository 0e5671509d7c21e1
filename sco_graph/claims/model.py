"""A claim as read from its triples, and a judgement of it as triples."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from sco_graph.loaders.dates import Bounds, parse
from sco_graph.namespaces import CONCEPT, ONTOLOGY, RDF
from sco_graph.terms import value

Verdict = Literal["supported", "contradicted", "new", "unverifiable"]
_KIND_PREFIX: Final = "claim-"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says. `object` is an IRI, `literal` a text; one of the two is given."""

    iri: str
    kind: str
    subject: str
    object: str | None
    literal: str | None
    qualifier: str | None
    date: Bounds | None
    about: str | None
    property: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what is right instead (an IRI or a literal), the resources that decide, and why, in words."""

    verdict: Verdict
    reason: str
    judged_by: tuple[str, ...] = ()
    correct: ox.NamedNode | ox.Literal | None = None


def read_claims(triples: Iterable[ox.Triple]) -> list[Claim]:
    """The claims that the triples of graph/claims describe, by IRI."""
    described: dict[str, dict[str, list[ox.Triple]]] = {}
    for triple in triples:
        by_property = described.setdefault(value(triple.subject), {})
        by_property.setdefault(triple.predicate.value, []).append(triple)
    typed = (iri for iri, said in described.items() if _text(said, RDF + "type") == ONTOLOGY + "Claim")
    return [_claim(iri, described[iri]) for iri in sorted(typed)]


def _text(said: dict[str, list[ox.Triple]], prop: str) -> str | None:
    found = said.get(prop if ":" in prop else ONTOLOGY + prop)
    return value(found[0].object) if found else None


def _claim(iri: str, said: dict[str, list[ox.Triple]]) -> Claim:
    objects = [triple.object for triple in said.get(ONTOLOGY + "claimObject", [])]
    date = _text(said, "claimDateEdtf") or _text(said, "claimDate")
    prop = _text(said, "claimProperty")
    return Claim(
        iri=iri,
        kind=(_text(said, "claimKind") or "").removeprefix(CONCEPT).removeprefix(_KIND_PREFIX),
        subject=_text(said, "claimSubject") or "",
        object=next((term.value for term in objects if isinstance(term, ox.NamedNode)), None),
        literal=next((term.value for term in objects if isinstance(term, ox.Literal)), None),
        qualifier=_text(said, "claimQualifier"),
        date=parse(date) if date else None,
        about=_text(said, "claimAbout"),
        property=prop,
        sources=tuple(sorted(value(triple.object) for triple in said.get(ONTOLOGY + "source", []))),
    )


def judgement_triples(claim: Claim, judgement: Judgement) -> Iterator[ox.Triple]:
    """A judgement as triples about its claim."""

    def about(name: str, term: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(ox.NamedNode(claim.iri), ox.NamedNode(ONTOLOGY + name), term)

    yield about("verdict", ox.NamedNode(CONCEPT + judgement.verdict))
    yield about("reason", ox.Literal(judgement.reason, language="en"))
    if judgement.correct is not None:
        yield about("correctValue", judgement.correct)
    for iri in judgement.judged_by:
        yield about("judgedBy", ox.NamedNode(iri))
