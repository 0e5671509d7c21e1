"""Each shape fires where it should and nowhere else.

The files in tests/shapes are read together with the ontology and tests/shapes/common.ttl, a small sound graph. Their
comments say what is expected: `# expect: <slug of the focus node> <local name of the shape>` for each result of a shape,
`# good: <slug>` for a node that no shape may complain of.
"""

import functools
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ID = "https://w3id.org/sco-graph/id/"
SHAPE = "https://w3id.org/sco-graph/shapes#"
ONTOLOGY = Path(__file__).parents[1] / "ontology"
EXAMPLES = Path(__file__).parent / "shapes"
COMMON = EXAMPLES / "common.ttl"


@functools.cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


def findings(*files: Path) -> set[tuple[str, str]]:
    """(slug of the focus node, local name of the shape) of every result over ontology, common.ttl and the files."""
    store = ox.Store()
    for path in (ONTOLOGY / "terms.ttl", ONTOLOGY / "concepts.ttl", COMMON, *files):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    _, report, _ = validate(store, shacl_graph=shapes(), inference="none", allow_infos=True, allow_warnings=True)
    return {
        (
            str(report.value(result, SH.focusNode)).removeprefix(ID),
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPE),
        )
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
        if (None, SH.detail, result) not in report
    }


def test_common_graph_is_sound() -> None:
    assert findings() == set()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = set(re.findall(r"^# expect: (\S+) (\S+)$", text, re.MULTILINE))
    good = set(re.findall(r"^# good: (\S+)$", text, re.MULTILINE))
    found = findings(path) if path != COMMON else set()
    named = {shape for _, shape in expected}
    assert {finding for finding in found if finding[1] in named} == expected
    assert {finding for finding in found if finding[0] in good} == set()


def test_every_rule_about_time_and_structure_has_an_example() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.ttl"))
    shown = set(re.findall(r"^# expect: \S+ (\S+)$", text, re.MULTILINE))
    rules = {str(shape).removeprefix(SHAPE) for shape in shapes().subjects(SH.sparql)}
    assert rules - shown == set()
