"""What a check found, and the row and column of the table that it comes from."""

from dataclasses import dataclass

from sco_graph.loaders import Facts
from sco_graph.namespaces import compact
from sco_graph.problems import Problem, Severity


@dataclass(slots=True)
class ShapeResult:
    """One result of a validation report (SHACL, section 3.6.2), with IRIs as text."""

    focus: str = ""
    path: str | None = None
    language: str | None = None
    shape: str = ""
    severity: Severity = "error"
    message: str = ""


def at_row(
    facts: Facts, focus: str, prop: str | None, message: str, severity: Severity, language: str | None = None
) -> Problem:
    """A finding about a node, led back to its row; one about a node of a Turtle file names node and property too."""
    origin = facts.origins.get(focus)
    if origin is None:
        return Problem(compact(focus), 0, compact(prop) if prop else "", message, severity)
    if origin.file not in facts.columns:
        return Problem(
            origin.file, origin.line, compact(prop) if prop else "", f"{compact(focus)}: {message}", severity
        )
    return Problem(origin.file, origin.line, facts.column_of(focus, prop, language), message, severity)
