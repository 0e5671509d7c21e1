"""Turtle and TriG that a person can read and two builds write alike: sections by class, subjects sorted, one layout.

Written from the triples, never from a store: Oxigraph's stores normalise numbers and dump in the order of a hash.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import ONTOLOGY, PREFIXES, RDF, XSD, compact
from sco_graph.terms import value

_TYPE: Final = RDF + "type"


def turtle(triples: Iterable[ox.Triple], title: str) -> str:
    """The triples as one Turtle document that begins with `title` as a comment."""
    return f"# {title}\n\n{_prefixes('@prefix ', ' .')}\n{_sections(triples)}"


def trig(graphs: Mapping[str, Iterable[ox.Triple]], title: str) -> str:
    """The named graphs, {IRI: triples}, as one TriG document that begins with `title` as a comment."""
    blocks = [f"<{iri}> {{\n\n{_sections(triples)}}}\n" for iri, triples in graphs.items()]
    return f"# {title}\n\n{_prefixes('@prefix ', ' .')}\n{chr(10).join(blocks)}"


def without_dates(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The part for OWL 2 reasoners: xsd:date is outside OWL 2's datatype map (section 4), and HermiT refuses it."""
    outside = {XSD + "date", XSD + "language"}
    return [t for t in triples if not (isinstance(t.object, ox.Literal) and t.object.datatype.value in outside)]


def _prefixes(before: str, after: str) -> str:
    return "".join(f"{before}{prefix}: <{iri}>{after}\n" for prefix, iri in sorted(PREFIXES.items()))


def _sections(triples: Iterable[ox.Triple]) -> str:
    by_subject: dict[str, list[ox.Triple]] = {}
    section_of: dict[str, str] = {}
    for triple in triples:
        subject = value(triple.subject)
        by_subject.setdefault(subject, []).append(triple)
        if triple.predicate.value == _TYPE and subject not in section_of:
            section_of[subject] = value(triple.object)
    # Sections keep the order of their first subject, which is that of the ontology's files and of the tables.
    sections: dict[str, list[str]] = {}
    for subject in by_subject:
        sections.setdefault(section_of.get(subject, ""), []).append(subject)
    parts = []
    for section, subjects in sections.items():
        lines = [triple for subject in sorted(subjects) for triple in sorted(by_subject[subject], key=_order)]
        name = compact(section) if section else "more about things described elsewhere"
        parts.append(f"# {name} ({len(subjects)})\n\n{_body(lines)}")
    return "\n".join(parts)


def _order(triple: ox.Triple) -> tuple[int, str, str]:
    predicate = triple.predicate.value
    # The type first, then what the ontologies of others say (labels, comments), then our own properties.
    rank = 0 if predicate == _TYPE else 2 if predicate.startswith(ONTOLOGY) else 1
    return rank, predicate, str(triple.object)


def _body(triples: list[ox.Triple]) -> str:
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    # The serializer declares prefixes in the order of a hash: the document has its own, sorted.
    text = "".join(line for line in written.decode().splitlines(keepends=True) if not line.startswith("@prefix "))
    # A line break inside a literal is escaped, so this is always the end of a subject.
    return text.replace(" .\n", " .\n\n")
