"""SHACL validation: rudof, a validator in Rust, for the core constraints, Oxigraph for those in SPARQL.

Together they take a tenth of the time of pySHACL, which the tests compare them with.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.checks.constraints import broken_constraints, read_constraints
from sco_graph.checks.findings import ShapeResult, at_row
from sco_graph.loaders import Facts
from sco_graph.namespaces import RDF, RDFS, compact
from sco_graph.problems import Problem
from sco_graph.terms import value

_SH: Final = "http://www.w3.org/ns/shacl#"
_BATCHES: Final = 16


def check_shapes(store: ox.Store, shapes: Path, facts: Facts) -> list[Problem]:
    """What in the graphs of a store, taken together, breaks a shape of the file `shapes`.

    Each problem stands at the row and column that the focus node and the path come from, or at the IRI of a node
    that comes from no table.
    """
    found = validate(store, shapes)
    return sorted({at_row(facts, r.focus, r.path, r.message, r.severity, r.language) for r in found})


def validate(store: ox.Store, shapes: Path) -> list[ShapeResult]:
    """The validation results of all triples of a store against the shapes in the Turtle file `shapes`."""
    import pyrudof

    named = _properties(shapes)
    data = ox.serialize((q.triple for q in store if q.predicate.value in named), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data.decode(), pyrudof.RDFFormat.NTriples)
    del data
    messages = _messages(shapes)
    results = []
    for batch in _batches(shapes):
        rudof.reset_shacl()
        rudof.reset_shacl_validation()
        rudof.read_shacl(batch)
        rudof.validate_shacl()
        report = rudof.serialize_shacl_validation_results(format=pyrudof.ResultShaclValidationFormat.NTriples)
        results += _results(report, messages)
    results += broken_constraints(store, read_constraints(shapes))
    for result in results:
        result.message = re.sub(r"https?://[^\s,;)]+", lambda iri: compact(iri[0]), result.message)
    return results


def _properties(shapes: Path) -> set[str]:
    """All that the shapes name, and what typing needs: no shape is closed, so no other property can break one.

    rudof needs 4 kB for a triple, so the sixth that nobody asks for stays out.
    """
    quads = ox.parse(path=shapes, format=ox.RdfFormat.TURTLE)
    return {RDF + "type", RDFS + "subClassOf", *(q.object.value for q in quads if isinstance(q.object, ox.NamedNode))}


def _batches(shapes: Path) -> Iterator[str]:
    """The core of the shapes in a few Turtle documents: shapes that have targets shared out, all others in each.

    rudof keeps a record of all that conforms until a validation ends: 500 MB for the whole file, half in batches.
    """
    by_subject: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=shapes, format=ox.RdfFormat.TURTLE):
        by_subject.setdefault(str(quad.subject), []).append(quad.triple)

    def whole(subject: str) -> Iterator[ox.Triple]:
        for triple in by_subject[subject]:
            yield triple
            if isinstance(triple.object, ox.BlankNode):
                yield from whole(str(triple.object))

    def says(subject: str, start: str) -> bool:
        return any(triple.predicate.value.startswith(_SH + start) for triple in by_subject[subject])

    named = [subject for subject in by_subject if not subject.startswith("_:")]
    in_sparql = {subject for subject in named if says(subject, "sparql") or says(subject, "select")}
    aimed = [subject for subject in named if says(subject, "target") and subject not in in_sparql]
    shared = [triple for subject in named if subject not in in_sparql.union(aimed) for triple in whole(subject)]
    for number in range(_BATCHES):
        chosen = [triple for subject in aimed[number::_BATCHES] for triple in whole(subject)]
        written = ox.serialize([*shared, *chosen], format=ox.RdfFormat.TURTLE)
        assert written is not None
        yield written.decode()


def _messages(shapes: Path) -> dict[str, str]:
    """What each shape says in its own words, {shape's IRI: sh:message}."""
    quads = ox.parse(path=shapes, format=ox.RdfFormat.TURTLE)
    return {value(q.subject): value(q.object) for q in quads if q.predicate.value == _SH + "message"}


def _results(report: str, messages: dict[str, str]) -> list[ShapeResult]:
    results: dict[str, ShapeResult] = {}
    reported: set[str] = set()
    for quad in ox.parse(report, format=ox.RdfFormat.N_TRIPLES):
        result = results.setdefault(str(quad.subject), ShapeResult())
        match quad.predicate.value.removeprefix(_SH), quad.object:
            case "result", node:
                reported.add(str(node))
            case "focusNode", node:
                result.focus = value(node)
            case "resultPath", ox.NamedNode() as path:
                result.path = path.value
            case "value", ox.Literal() as literal:
                result.language = literal.language
            case "sourceShape", shape:
                result.shape = value(shape)
            case "resultSeverity", severity:
                result.severity = "error" if value(severity) == _SH + "Violation" else "warning"
            # A message with a language is the shape's, filled in; the validator's own words have none.
            case "resultMessage", ox.Literal() as message if message.language:
                result.message = message.value
    found = [result for node, result in results.items() if node in reported]  # not the details inside a result
    for result in found:
        result.message = result.message or messages.get(result.shape, "breaks the shape " + compact(result.shape))
    return found
