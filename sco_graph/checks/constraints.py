"""SPARQL-based constraints of the shapes (SHACL, section 5), each as one query over the whole graph.

A validator asks such a query once for every focus node. Oxigraph answers it for all of them at once, in a time that
grows with the graph and not with its square. The query text is as the standard wants it: `$this` is the focus node,
`?path` and `?value` go into the result, and `{?name}` in a message stands for what the query found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.checks.findings import ShapeResult
from sco_graph.namespaces import PREFIXES
from sco_graph.problems import Severity
from sco_graph.terms import text_rows, value

_SH: Final = PREFIXES["sh"]
_SHAPES: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?select ?message ?severity WHERE {
  ?shape sh:sparql ?constraint .
  ?constraint sh:select ?select ; sh:message ?message .
  OPTIONAL { ?shape sh:severity ?severity }
} ORDER BY ?shape ?select"""
_TARGETS: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?kind ?target WHERE {
  VALUES ?kind { sh:targetClass sh:targetSubjectsOf sh:targetObjectsOf }
  ?shape sh:sparql ?constraint ; ?kind ?target .
} ORDER BY ?shape ?kind ?target"""
_PREFIXES: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace WHERE { ?declared sh:prefix ?prefix ; sh:namespace ?namespace } ORDER BY ?prefix"""
# How a kind of target picks its focus nodes (SHACL, section 2.1.3).
_PICK: Final = {
    _SH + "targetClass": "$this a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* <{}>",
    _SH + "targetSubjectsOf": "$this <{}> ?any",
    _SH + "targetObjectsOf": "?any <{}> $this",
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """A query that finds nodes which break a shape, and what to say of them."""

    shape: str
    query: str
    message: str
    severity: Severity


def read_constraints(shapes: Path) -> list[Constraint]:
    """The SPARQL-based constraints of a shapes file in Turtle, their targets written into the queries."""
    store = ox.Store()
    store.load(path=shapes, format=ox.RdfFormat.TURTLE)
    prefixes = "".join(f"PREFIX {row['prefix']}: <{row['namespace']}>\n" for row in _rows(store, _PREFIXES))
    targets: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(store, _TARGETS):
        targets.setdefault(row["shape"], []).append((row["kind"], row["target"]))
    found = []
    for row in _rows(store, _SHAPES):
        before, where, after = re.split(r"(WHERE\s*\{)", row["select"], maxsplit=1)
        query = f"{prefixes}{before}{where} {{ {_focus(targets[row['shape']])} }} {after}"
        severity: Severity = "error" if row.get("severity", "#Violation").endswith("#Violation") else "warning"
        found.append(Constraint(row["shape"], query, row["message"], severity))
    return found


def focus_nodes(store: ox.Store, shape: Iterable[ox.Triple]) -> set[ox.NamedNode | ox.BlankNode]:
    """The nodes of the store that the targets of a shape, given as triples, pick."""
    targets = [(triple.predicate.value, value(triple.object)) for triple in shape if triple.predicate.value in _PICK]
    answer = store.query(_focus(targets), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return {node for (node,) in answer if isinstance(node, ox.NamedNode | ox.BlankNode)}


def _focus(targets: Iterable[tuple[str, str]]) -> str:
    """A SELECT of the nodes that targets, each the property that names it and its value, pick."""
    picks = (f"{{ {_PICK[kind].format(target)} }}" for kind, target in targets)
    return f"SELECT DISTINCT $this WHERE {{ {' UNION '.join(picks)} }}"


def broken_constraints(store: ox.Store, constraints: Iterable[Constraint]) -> Iterator[ShapeResult]:
    """A result for each node of the store, whatever graph it is in, that breaks a constraint, and for each value."""
    for constraint in constraints:
        for row in _rows(store, constraint.query):
            yield ShapeResult(
                focus=row["this"],
                path=row.get("path"),
                shape=constraint.shape,
                severity=constraint.severity,
                message=_filled(constraint.message, row),
            )


def _rows(store: ox.Store, text: str) -> Iterator[dict[str, str]]:
    """The answer of a SELECT over all graphs."""
    return text_rows(store.query(text, use_default_graph_as_union=True))


def _filled(message: str, row: Mapping[str, str]) -> str:
    return re.sub(r"\{[?$](\w+)\}", lambda name: row.get(name[1], name[0]), message)
