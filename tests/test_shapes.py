"""Each shape fires where it should and nowhere else, by two validators: rudof, which builds use, and pySHACL.

The files in tests/shapes are read together with the ontology and tests/shapes/common.ttl, a small sound graph. Their
comments say what is expected: `# expect: <slug of the focus node> <local name of the shape>` for each result, and
`# good: <slug>` for a node that no shape may complain of.
"""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate as pyshacl_validate

from sco_graph.checks.shacl import validate
from sco_graph.dataset import in_memory
from sco_graph.loaders.turtle import load_turtle
from sco_graph.namespaces import ID

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPE = "https://w3id.org/sco-graph/shapes#"
ONTOLOGY = Path(__file__).parents[1] / "ontology"
EXAMPLES = Path(__file__).parent / "shapes"
COMMON = EXAMPLES / "common.ttl"
Findings = set[tuple[str, str]]


@functools.cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


def by_rudof(triples: Iterable[ox.Triple]) -> Findings:
    found = validate(in_memory({"urn:x-test:all": triples}), ONTOLOGY / "shapes.ttl")
    return {(result.focus.removeprefix(ID), result.shape.removeprefix(SHAPE)) for result in found}


def by_pyshacl(triples: Iterable[ox.Triple]) -> Findings:
    store = ox.Store()
    store.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    _, report, _ = pyshacl_validate(
        store,  # type: ignore[arg-type]  # it takes a pyoxigraph store, its hints do not say so
        shacl_graph=shapes(),
        inference="none",
        allow_infos=True,
        allow_warnings=True,
    )
    assert isinstance(report, rdflib.Graph)
    return {
        (
            str(report.value(result, SH.focusNode)).removeprefix(ID),
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPE),
        )
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
        if (None, SH.detail, result) not in report
    }


def triples_of(*files: Path) -> list[ox.Triple]:
    paths = (ONTOLOGY / "terms.ttl", ONTOLOGY / "concepts.ttl", COMMON, *files)
    return [triple for path in paths for triple in load_turtle(path)]


def test_common_graph_is_sound() -> None:
    assert by_rudof(triples_of()) == by_pyshacl(triples_of()) == set()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = set(re.findall(r"^# expect: (\S+) (\S+)$", text, re.MULTILINE))
    good = set(re.findall(r"^# good: (\S+)$", text, re.MULTILINE))
    triples = triples_of(path) if path != COMMON else triples_of()
    found = by_rudof(triples)
    assert found == by_pyshacl(triples)
    named = {shape for _, shape in expected}
    assert {finding for finding in found if finding[1] in named} == expected
    assert {finding for finding in found if finding[0] in good} == set()


def test_no_shape_looks_further_than_the_validator_is_shown() -> None:
    """The core validator is given focus nodes, the properties that shapes name, and what tells the kind of values.

    A closed shape would ask for other properties; a path that goes on from a value, other than to its type, an inverse
    one, or a shape of values that has targets of its own for more of a value; another kind of target for other nodes.
    """
    graph = shapes()
    assert not list(graph.subject_objects(SH.closed))
    names = {str(name) for name in graph.predicates() if str(name).startswith(str(SH))}
    kinds = {name.removeprefix(str(SH)) for name in names}
    assert not kinds & {"inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "targetNode", "target"}
    for path in graph.objects(None, SH.path):
        if (path, rdflib.RDF.first, None) in graph:
            assert list(graph.items(path))[1:] == [rdflib.RDF.type]
        else:
            assert isinstance(path, rdflib.URIRef) or list(graph.predicates(path)) == [SH.alternativePath]
    aimed = set(graph.subjects(SH.targetClass)) | set(graph.subjects(SH.targetSubjectsOf))
    assert not aimed & set(graph.objects(None, SH.node))
    of_values = {path for shape in graph.objects(None, SH.node) for path in graph.objects(shape, SH.property / SH.path)}
    assert of_values == {rdflib.SKOS.inScheme}


def test_every_rule_about_time_and_structure_has_an_example() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.ttl"))
    shown = set(re.findall(r"^# expect: \S+ (\S+)$", text, re.MULTILINE))
    rules = {str(shape).removeprefix(SHAPE) for shape in shapes().subjects(SH.sparql)}
    assert rules - shown == set()


def test_both_validators_agree_on_the_real_graph(built: Path) -> None:
    triples = load_turtle(built / "sco.ttl")
    assert by_rudof(triples) == by_pyshacl(triples)
