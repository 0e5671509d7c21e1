"""SHACL validation with pySHACL over an Oxigraph store, which makes SPARQL constraints many times faster."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sco_graph.loaders import Facts
from sco_graph.namespaces import compact
from sco_graph.problems import Problem, Severity

_SH: Final = "http://www.w3.org/ns/shacl#"


def check_shapes(triples: Iterable[ox.Triple], shapes: Path, facts: Facts) -> list[Problem]:
    """What in the graph breaks a shape of the file `shapes`.

    Each problem stands at the row and column that the focus node and the path come from, or at the IRI of a node
    that comes from no table.
    """
    import rdflib
    from pyshacl import validate

    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    shapes_graph = rdflib.Graph().parse(shapes, format="turtle")
    outcome: tuple[bool, Any, str] = validate(
        store,  # type: ignore[arg-type]  # pySHACL takes a pyoxigraph store, its hints do not say so
        shacl_graph=shapes_graph,
        inference="none",
        allow_warnings=True,
        allow_infos=True,
    )
    _, report, _ = outcome
    sh = rdflib.Namespace(_SH)
    problems = []
    for result in report.objects(None, sh.result):
        focus = str(report.value(result, sh.focusNode))
        path = report.value(result, sh.resultPath)
        message = str(report.value(result, sh.resultMessage) or "")
        severity: Severity = "error" if report.value(result, sh.resultSeverity) == sh.Violation else "warning"
        problems.append(at_row(facts, focus, None if path is None else str(path), message, severity))
    return sorted(set(problems))


def at_row(facts: Facts, focus: str, prop: str | None, message: str, severity: Severity) -> Problem:
    """A finding about a node, led back to its row; a node that no table gives is named by its IRI."""
    origin = facts.origins.get(focus)
    if origin is None:
        return Problem(compact(focus), 0, compact(prop) if prop else "", message, severity)
    return Problem(origin.file, origin.line, facts.column_of(focus, prop), message, severity)
