"""SHACL validation: rudof, a validator in Rust, for the core constraints, Oxigraph for those in SPARQL.

Together they take a tenth of the time of pySHACL, which the tests compare them with.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.checks.constraints import broken_constraints, focus_nodes, read_constraints
from sco_graph.checks.findings import ShapeResult, at_row
from sco_graph.loaders import Facts
from sco_graph.namespaces import PREFIXES, RDF, RDFS, compact
from sco_graph.problems import Problem
from sco_graph.terms import value

_SH: Final = PREFIXES["sh"]
# How many times a batch checks a node by a shape: rudof keeps a record of each until a validation ends.
_MOST: Final = 9_000
_SUBCLASS: Final = ox.NamedNode(RDFS + "subClassOf")
Node = ox.NamedNode | ox.BlankNode


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

    messages = _messages(shapes)
    results = []
    for batch in _batches(shapes, store):
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(_seen_by(batch, store), pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(batch.turtle)
        rudof.validate_shacl()
        report = rudof.serialize_shacl_validation_results(format=pyrudof.ResultShaclValidationFormat.NTriples)
        results += _results(report, messages)
    results += broken_constraints(store, read_constraints(shapes))
    for result in results:
        result.message = re.sub(r"https?://[^\s,;)]+", lambda iri: compact(iri[0]), result.message)
    return results


class _Batch:
    """Some of the shapes, with the nodes that they are about."""

    def __init__(self, shared: list[ox.Triple]) -> None:
        self.shapes = list(shared)
        self.names_of_values = _names(shared)
        self.focus: set[Node] = set()
        self.checks = 0  # of one node by one shape

    def add(self, shape: list[ox.Triple], focus: set[Node]) -> None:
        """Take in a shape and its focus nodes."""
        self.shapes += shape
        self.focus |= focus
        self.checks += len(focus)

    @property
    def turtle(self) -> str:
        """The shapes as a document."""
        written = ox.serialize(self.shapes, format=ox.RdfFormat.TURTLE)
        assert written is not None
        return written.decode()


def _batches(shapes: Path, store: ox.Store) -> Iterator[_Batch]:
    """The core of the shapes, a few at a time: shapes that have targets shared out, all others in each batch."""
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
    batch = _Batch(shared)
    for subject in aimed:
        triples = list(whole(subject))
        focus = focus_nodes(store, triples)
        if batch.checks + len(focus) > _MOST and batch.focus:
            yield batch
            batch = _Batch(shared)
        batch.add(triples, focus)
    yield batch


def _names(shapes: Iterable[ox.Triple]) -> set[str]:
    """All that shapes name, and what typing needs: no shape is closed, so no other property can break one."""
    return {RDF + "type", RDFS + "subClassOf", *(t.object.value for t in shapes if isinstance(t.object, ox.NamedNode))}


def _seen_by(batch: _Batch, store: ox.Store) -> str:
    """The triples that a batch of shapes looks at, as N-Triples: its focus nodes, and what tells the kind of values.

    No shape looks further than to the type and the scheme of a value, so this is all; a test holds them to it. rudof
    needs 2 kB for a triple, so what nobody looks at stays out.
    """
    seen = {quad.triple for quad in store.quads_for_pattern(None, _SUBCLASS, None)}
    near: set[Node] = set()
    names = _names(batch.shapes)  # no other property can break one: no shape is closed
    for node in batch.focus:
        for quad in store.quads_for_pattern(node, None, None):
            if quad.predicate.value in names:
                seen.add(quad.triple)
                if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                    near.add(quad.object)
    for node in near.difference(batch.focus):
        for quad in store.quads_for_pattern(node, None, None):
            if quad.predicate.value in batch.names_of_values:
                seen.add(quad.triple)
    written = ox.serialize(seen, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode()


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
