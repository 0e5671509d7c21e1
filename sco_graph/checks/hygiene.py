"""Hygiene rules as queries, one file each in ontology/hygiene: what a careful editor would look for.

A rule is a SELECT whose every row is a finding. `?focus` is the node, `?property` (if there) the property, and the
header's `message` is filled in with the row's values.
"""

from pathlib import Path

import pyoxigraph as ox

from sco_graph.checks.findings import at_row
from sco_graph.loaders import Facts
from sco_graph.namespaces import compact
from sco_graph.problems import Problem, Severity
from sco_graph.terms import DEFAULT_GRAPH_NODES


def check_hygiene(store: ox.Store, rules: Path, facts: Facts) -> list[Problem]:
    """The findings of every rule in the folder `rules`, over the graphs of ontology, facts and inferred."""
    problems: list[Problem] = []
    for path in sorted(rules.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        header = dict(_header(text))
        severity: Severity = "warning" if header.get("severity") == "warning" else "error"
        rows = store.query(text, default_graph=DEFAULT_GRAPH_NODES)
        assert isinstance(rows, ox.QuerySolutions), f"{path} is no SELECT query"
        names = [variable.value for variable in rows.variables]
        for row in rows:
            values = {name: row[name] for name in names if row[name] is not None}
            focus = values["focus"].value
            prop = values["property"].value if "property" in values else None
            message = header["message"].format_map({name: compact(value.value) for name, value in values.items()})
            literals = [value for value in values.values() if isinstance(value, ox.Literal)]
            language = next((literal.language for literal in literals if literal.language), None)
            problems.append(at_row(facts, focus, prop, message, severity, language))
    return sorted(set(problems))


def _header(text: str) -> list[tuple[str, str]]:
    lines = [line[1:].strip() for line in text.splitlines() if line.startswith("#")]
    return [(key, value.strip()) for key, colon, value in (line.partition(":") for line in lines) if colon]
