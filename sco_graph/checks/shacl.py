"""SHACL validation with rudof, a validator in Rust: a tenth of the time of pySHACL, which the tests compare it with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.loaders import Facts
from sco_graph.namespaces import compact
from sco_graph.problems import Problem, Severity

_SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(slots=True)
class ShapeResult:
    """One result of a validation report (SHACL, section 3.6.2), with IRIs as text."""

    focus: str = ""
    path: str | None = None
    shape: str = ""
    severity: Severity = "error"
    messages: list[ox.Literal] = field(default_factory=list)

    @property
    def message(self) -> str:
        """The shape's own words (they have a language; the validator's have none), else the validator's."""
        ours = [message.value for message in self.messages if message.language]
        return "; ".join(sorted(ours or [message.value for message in self.messages]))


def check_shapes(triples: Iterable[ox.Triple], shapes: Path, facts: Facts) -> list[Problem]:
    """What in the graph breaks a shape of the file `shapes`.

    Each problem stands at the row and column that the focus node and the path come from, or at the IRI of a node
    that comes from no table.
    """
    found = validate(triples, shapes)
    return sorted({at_row(facts, result.focus, result.path, result.message, result.severity) for result in found})


def validate(triples: Iterable[ox.Triple], shapes: Path) -> list[ShapeResult]:
    """The validation results of the triples against the shapes in the Turtle file `shapes`."""
    import pyrudof

    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data.decode(), pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes.read_text(encoding="utf-8"))
    rudof.validate_shacl()
    report = rudof.serialize_shacl_validation_results(format=pyrudof.ResultShaclValidationFormat.NTriples)
    return _results(report)


def _results(report: str) -> list[ShapeResult]:
    results: dict[str, ShapeResult] = {}
    for quad in ox.parse(report, format=ox.RdfFormat.N_TRIPLES):
        result = results.setdefault(str(quad.subject), ShapeResult())
        match quad.predicate.value.removeprefix(_SH), quad.object:
            case "focusNode", node:
                result.focus = node.value
            case "resultPath", ox.NamedNode() as path:
                result.path = path.value
            case "sourceShape", shape:
                result.shape = shape.value
            case "resultSeverity", severity:
                result.severity = "error" if severity.value == _SH + "Violation" else "warning"
            case "resultMessage", ox.Literal() as message:
                result.messages.append(message)
    return [result for result in results.values() if result.focus]


def at_row(facts: Facts, focus: str, prop: str | None, message: str, severity: Severity) -> Problem:
    """A finding about a node, led back to its row; one about a node of a Turtle file names node and property too."""
    origin = facts.origins.get(focus)
    if origin is None:
        return Problem(compact(focus), 0, compact(prop) if prop else "", message, severity)
    if origin.file not in facts.columns:
        return Problem(
            origin.file, origin.line, compact(prop) if prop else "", f"{compact(focus)}: {message}", severity
        )
    return Problem(origin.file, origin.line, facts.column_of(focus, prop), message, severity)
