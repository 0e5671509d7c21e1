"""The ontology's Turtle files as triples."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.loaders.tables import Origin, shown_path
from sco_graph.namespaces import CONCEPT, SKOS
from sco_graph.problems import DataError, Problem
from sco_graph.terms import value

# What graph/ontology holds. Shapes and rules are for the checks, not for readers of the graph.
ONTOLOGY_FILES: Final = ("terms.ttl", "concepts.ttl", "alignments.ttl")
_SCHEME_SUFFIX: Final = "-scheme"
_PREFIX: Final = re.compile(r"@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
# A statement that begins at the left margin: how this project and most writers lay Turtle out.
_SUBJECT: Final = re.compile(r"(?:<([^>]+)>|([\w-]*):([\w.-]*\w))(?=\s|$)")


def load_turtle(path: Path) -> list[ox.Triple]:
    """The triples of a Turtle file. Raises DataError with the line where it is no Turtle."""
    try:
        return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise DataError([Problem(shown_path(path), error.lineno or 0, "", f"not Turtle: {error.msg}")]) from error
    except OSError as error:
        raise DataError([Problem(shown_path(path), 0, "", f"cannot be read: {error.strerror}")]) from error


def load_ontology(folder: Path) -> list[ox.Triple]:
    """Terms, concepts and alignments, each triple once."""
    triples: dict[ox.Triple, None] = {}
    for name in ONTOLOGY_FILES:
        triples.update(dict.fromkeys(load_turtle(folder / name)))
    return list(triples)


def subject_origins(paths: Iterable[Path]) -> dict[str, Origin]:
    """Where each subject that begins a line of these Turtle files is first described, {IRI: file and line}."""
    found: dict[str, Origin] = {}
    for path in paths:
        prefixes: dict[str, str] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if declared := _PREFIX.match(line):
                prefixes[declared[1]] = declared[2]
            elif subject := _SUBJECT.match(line):
                iri = subject[1] or prefixes.get(subject[2], "") + subject[3]
                found.setdefault(iri, Origin(shown_path(path), number))
    return found


def concepts_by_scheme(ontology: Iterable[ox.Triple]) -> dict[str, dict[str, str]]:
    """The concepts of each scheme, {scheme's name: {concept's IRI: slug}}, as the tables' descriptions name them."""
    schemes: dict[str, dict[str, str]] = {}
    for triple in ontology:
        if triple.predicate.value == SKOS + "inScheme" and isinstance(triple.subject, ox.NamedNode):
            scheme = value(triple.object).removeprefix(CONCEPT).removesuffix(_SCHEME_SUFFIX)
            slug = triple.subject.value.removeprefix(CONCEPT)
            schemes.setdefault(scheme, {})[triple.subject.value] = slug
    return schemes
