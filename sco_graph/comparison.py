"""`sco-graph diff`: two days of one build, or two builds, in words or as JSON."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from sco_graph.namespaces import compact
from sco_graph.problems import UsageError
from sco_graph.sparql import day
from sco_graph.store import Build
from sco_graph.terms import value
from sco_graph.timeline import as_json, changes, heading, spoken


def compare_days(build: Build, first: str, second: str, form: str) -> str:
    """What changed between two days, as text under headings or as a JSON object.

    Raises UsageError where `first` or `second` is no day.
    """
    first, second = day(first), day(second)
    found = changes(build.store, first, second)
    if form == "json":
        return json.dumps({"from": first, "to": second, "changes": as_json(found)}, ensure_ascii=False, indent=2) + "\n"
    lines = [f"From {spoken(first)} to {spoken(second)}: {len(found)} change{'' if len(found) == 1 else 's'}"]
    for title, group in groupby(sorted(found, key=heading), key=heading):
        lines += ["", title, *(f"  {change}" for change in group)]
    return "\n".join(lines) + "\n"


def compare_files(old: Path, new: Path, form: str) -> str:
    """What two builds' TriG (or N-Quads) files do not share, by subject, as text or as a JSON object.

    Raises UsageError where a file is neither.
    """
    before, after = _quads(old), _quads(new)
    removed, added = before - after, after - before
    if form == "json":
        sides = {"removed": _statements(removed), "added": _statements(added)}
        return json.dumps({"old": str(old), "new": str(new), **sides}, ensure_ascii=False, indent=2) + "\n"
    lines = [f"{len(removed)} statements removed, {len(added)} added"]
    marked = [(value(quad.subject), "-", quad) for quad in removed] + [
        (value(quad.subject), "+", quad) for quad in added
    ]
    for subject, group in groupby(sorted(marked, key=lambda m: (m[0], str(m[2]), m[1])), key=lambda m: m[0]):
        lines += ["", compact(subject), *(f"  {sign} {_said(quad)}" for _, sign, quad in group)]
    return "\n".join(lines) + "\n"


def _quads(path: Path) -> set[ox.Quad]:
    try:
        return set(ox.parse(path=path))
    except (SyntaxError, ValueError, OSError) as error:
        raise UsageError(f"{path}: cannot be read as TriG or N-Quads: {error}") from None


def _said(quad: ox.Quad) -> str:
    shown = compact(quad.object.value) if isinstance(quad.object, ox.NamedNode) else str(quad.object)
    return f"{compact(quad.predicate.value)} {shown}"


def _statements(quads: Iterable[ox.Quad]) -> list[dict[str, str]]:
    def one() -> Iterator[dict[str, str]]:
        for quad in quads:
            graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            yield {
                "subject": value(quad.subject),
                "property": quad.predicate.value,
                "value": value(quad.object),
                "graph": graph,
            }

    return sorted(one(), key=lambda statement: tuple(statement.values()))
