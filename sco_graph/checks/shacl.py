"""SHACL validation: rudof, a validator in Rust, for the core constraints, Oxigraph for those in SPARQL.

Together they take a tenth of the time of pySHACL, which the tests compare them with.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.checks.constraints import broken_constraints, focus_nodes, read_constraints
from sco_graph.checks.findings import ShapeResult, at_row
from sco_graph.loaders import Facts
from sco_graph.namespaces import PREFIXES, RDF, RDFS, SKOS, compact
from sco_graph.problems import Problem
from sco_graph.terms import value

_SH: Final = PREFIXES["sh"]
# How many checks, each of one node by one shape, a batch holds: rudof keeps a record of each until a validation ends.
_MOST: Final = 9_000
_REMEMBERED: Final = 9_000  # values whose kind is kept for the next batches
_SUBCLASS: Final = ox.NamedNode(RDFS + "subClassOf")
# What shapes ask of a value: a test holds them to it.
_KIND: Final = (ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "inScheme"))
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
    view = _View(store)
    results = []
    for batch in _batches(shapes, store):
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(view.seen_by(batch), pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(batch.turtle)
        rudof.validate_shacl()
        report = rudof.serialize_shacl_validation_results(format=pyrudof.ResultShaclValidationFormat.NTriples)
        # What is only a value here is shown in part: its own batch checks it.
        results += [result for result in _results(report, messages) if result.focus not in view.values]
    results += broken_constraints(store, read_constraints(shapes))
    for result in results:
        result.message = re.sub(r"https?://[^\s,;)]+", lambda iri: compact(iri[0]), result.message)
    return results


class _Batch:
    """Some nodes of a graph, with the shapes that are about them; `shared` are shapes that others refer to."""

    def __init__(self, shared: list[ox.Triple]) -> None:
        self.focus: set[Node] = set()
        self.shapes = list(shared)
        self._checks = 0  # of one node by one shape

    def add(self, nodes: Sequence[Node], shapes: Sequence[list[ox.Triple]]) -> int:
        """Take in as many of the nodes as there is room for, with all shapes that are about each; how many it took."""
        taken = min(len(nodes), max((_MOST - self._checks) // len(shapes), 0 if self.focus else 1))
        if taken:
            self.focus.update(nodes[:taken])
            self.shapes += [triple for shape in shapes for triple in shape]
            self._checks += taken * len(shapes)
        return taken

    @property
    def turtle(self) -> str:
        """The shapes as a document."""
        written = ox.serialize(set(self.shapes), format=ox.RdfFormat.TURTLE)
        assert written is not None
        return written.decode()


def _batches(shapes: Path, store: ox.Store) -> Iterator[_Batch]:
    """The nodes that the core of the shapes is about, a few at a time, nodes of the same shapes together."""
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
    aimed = {s: list(whole(s)) for s in named if says(s, "target") and s not in in_sparql}
    shared = [triple for s in named if s not in in_sparql and s not in aimed for triple in whole(s)]
    about: dict[Node, list[str]] = {}
    for subject, shape in aimed.items():
        for node in focus_nodes(store, shape):
            about.setdefault(node, []).append(subject)
    alike: dict[tuple[str, ...], list[Node]] = {}
    for node, those in about.items():
        alike.setdefault(tuple(those), []).append(node)
    batch = _Batch(shared)
    for subjects, nodes in alike.items():
        done = 0
        while done < len(nodes):
            taken = batch.add(nodes[done : done + _MOST], [aimed[subject] for subject in subjects])
            if not taken:
                yield batch
                batch = _Batch(shared)
            done += taken
    yield batch


class _View:
    """What the validator is shown of a store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._kind = lru_cache(_REMEMBERED)(self._kind_of)
        self._classes = [quad.triple for quad in store.quads_for_pattern(None, _SUBCLASS, None)]
        self.values: set[str] = set()  # those shown last that are no focus nodes

    def seen_by(self, batch: _Batch) -> str:
        """What the shapes of a batch look at, as N-Triples: its focus nodes, and what tells the kind of their values.

        No shape looks further than to the type and the scheme of a value, so this is all; a test holds them to it.
        rudof needs 2 kB for a triple, so what nobody looks at stays out.
        """
        seen = set(self._classes)
        near: set[Node] = set()
        # No shape is closed, so a property that none names cannot break one.
        named = {triple.object.value for triple in batch.shapes if isinstance(triple.object, ox.NamedNode)}
        names = named | {name.value for name in _KIND}
        for node in batch.focus:
            for quad in self._store.quads_for_pattern(node, None, None):
                if quad.predicate.value in names:
                    seen.add(quad.triple)
                    if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                        near.add(quad.object)
        near -= batch.focus
        for node in near:
            seen.update(self._kind(node))
        self.values = {value(node) for node in near}
        written = ox.serialize(seen, format=ox.RdfFormat.N_TRIPLES)
        assert written is not None
        return written.decode()

    def _kind_of(self, node: Node) -> list[ox.Triple]:
        return [quad.triple for name in _KIND for quad in self._store.quads_for_pattern(node, name, None)]


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
