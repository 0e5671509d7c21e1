"""RDF in every format: each file is read back by a parser that did not write it, and says the same."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from conftest import ROOT, tool
from node_tools import node
from rdflib.query import ResultRow

import sco_graph
from sco_graph.export.formats import document
from sco_graph.export.jsonld import context, jsonld
from sco_graph.namespaces import (
    GRAPH_CLAIMS,
    GRAPH_FACTS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    ID,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SKOS,
    XSD,
)
from sco_graph.store import Build

DAY = "2012-01-01"


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=form)}


def by_graph(data: bytes, form: ox.RdfFormat) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(data, format=form):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def export(built: Path, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sco_graph", "export", "--build", str(built), *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False)


@pytest.fixture(scope="module")
def whole(built: Path) -> set[ox.Triple]:
    """What sco.ttl holds."""
    return triples((built / "sco.ttl").read_bytes(), ox.RdfFormat.TURTLE)


# ---- JSON-LD ----


def no_loading(url: str, options: Any) -> Any:
    raise AssertionError(f"a processor was made to fetch {url}")


def test_oxigraph_and_pyld_read_the_json_ld(built: Path, whole: set[ox.Triple]) -> None:
    from pyld import jsonld as pyld

    data = (built / "sco.jsonld").read_bytes()
    assert triples(data, ox.RdfFormat.JSON_LD) == whole
    options = {"format": "application/n-quads", "documentLoader": no_loading}
    nquads = pyld.to_rdf(json.loads(data), options)
    assert triples(nquads.encode(), ox.RdfFormat.N_QUADS) == whole


def test_rdflib_reads_the_json_ld(built: Path, whole: set[ox.Triple]) -> None:
    assert len(rdflib.Graph().parse(built / "sco.jsonld", format="json-ld")) == len(whole)


def test_the_context_inline_is_context_jsonld(built: Path) -> None:
    inline = json.loads((built / "sco.jsonld").read_bytes())["@context"]
    assert json.loads((built / "context.jsonld").read_bytes()) == {"@context": inline}
    assert "@import" not in inline
    assert all(isinstance(definition, str | dict) for definition in inline.values())
    assert inline["State"] == "sco:State"
    assert inline["memberOf"] == {"@id": "sco:memberOf", "@type": "@id"}
    assert inline["startLatest"] == {"@id": "sco:startLatest", "@type": "xsd:date"}
    assert inline["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert inline["lat"] == {"@id": "wgs84:lat", "@type": "xsd:decimal"}


def test_json_ld_is_compact_and_sorted(built: Path) -> None:
    lines = (built / "sco.jsonld").read_text(encoding="utf-8").splitlines()
    nodes = [json.loads(line.removesuffix(",")) for line in lines[2:-1]]
    assert [node["@id"] for node in nodes] == sorted(node["@id"] for node in nodes)
    assert len({node["@id"] for node in nodes}) == len(nodes)
    china = next(node for node in nodes if node["@id"] == "id:china")
    assert "State" in china["@type"]
    assert china["prefLabel"] == {"en": "China", "ru": "Китай", "zh": "中国"}
    assert "id:sco" in china["memberOf"]
    summit = next(node for node in nodes if node["@id"] == "id:summit-2024-astana")
    assert summit["start"] == "2024-07-03"
    assert isinstance(summit["ordinal"], int)
    # BIBO has no prefix of ours.
    assert {key for node in nodes for key in node if "//" in key} <= {"http://purl.org/ontology/bibo/status"}


ODD: list[tuple[str, ox.NamedNode | ox.Literal]] = [
    *((SKOS + "prefLabel", literal) for literal in (ox.Literal("no language"), ox.Literal("tagged", language="en"))),
    *((SKOS + "prefLabel", ox.Literal(text, language="en-gb")) for text in ("one", "two", "")),
    (SKOS + "prefLabel", ox.NamedNode(ID + "not-even-text")),
    (ONTOLOGY + "start", ox.Literal("2011")),
    (ONTOLOGY + "start", ox.Literal("2011-06-15", datatype=ox.NamedNode(XSD + "date"))),
    (ONTOLOGY + "start", ox.Literal("2011-06", datatype=ox.NamedNode(XSD + "gYearMonth"))),
    (ONTOLOGY + "start", ox.Literal("June", language="en")),
    *((ONTOLOGY + "ordinal", ox.Literal(text, datatype=ox.NamedNode(XSD + "integer"))) for text in ("7", "007", "+7")),
    (ONTOLOGY + "ordinal", ox.Literal("9" * 40, datatype=ox.NamedNode(XSD + "integer"))),
    (ONTOLOGY + "ordinal", ox.Literal("many", datatype=ox.NamedNode(XSD + "integer"))),
    *((ONTOLOGY + "acting", ox.Literal(t, datatype=ox.NamedNode(XSD + "boolean"))) for t in ("true", "false", "1")),
    (ONTOLOGY + "memberOf", ox.Literal("a name where a thing should be")),
    (ONTOLOGY + "memberOf", ox.NamedNode("https://example.org/elsewhere#x")),
    (ONTOLOGY + "memberOf", ox.NamedNode("urn:isbn:1")),
    (ONTOLOGY + "memberOf", ox.NamedNode(ID + "//two-slashes")),
    ("https://example.org/of-a-user", ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal"))),
    (RDF + "type", ox.NamedNode("https://example.org/Thing")),
    (RDF + "type", ox.NamedNode(OWL + "NamedIndividual")),
    (RDFS + "comment", ox.Literal('"=cmd()" <script> \\ \n\t \u202e \U0001f1e8\U0001f1f3')),
]


def test_json_ld_keeps_what_no_table_of_ours_holds(built: Path) -> None:
    from pyld import jsonld as pyld

    ontology = [quad.triple for quad in ox.parse(path=str(built / "ontology.ttl"))]
    shapes = [quad.triple for quad in ox.parse(path=str(ROOT / "ontology" / "shapes.ttl"))]
    odd = {ox.Triple(ox.NamedNode(ID + "odd"), ox.NamedNode(prop), thing) for prop, thing in ODD}
    assert len(odd) == len(ODD)
    text = jsonld(odd, context(ontology, shapes))
    assert triples(text.encode(), ox.RdfFormat.JSON_LD) == odd
    options = {"format": "application/n-quads", "documentLoader": no_loading}
    assert triples(pyld.to_rdf(json.loads(text), options).encode(), ox.RdfFormat.N_QUADS) == odd


# ---- Other parsers ----


def test_raptor_and_rdflib_read_the_rdf_xml(built: Path, whole: set[ox.Triple], tmp_path: Path) -> None:
    path = tmp_path / "sco.rdf"
    done = export(built, "--format", "rdfxml", "--out", str(path))
    assert (done.returncode, done.stdout) == (0, b"")
    assert triples(path.read_bytes(), ox.RdfFormat.RDF_XML) == whole
    command = [tool("rapper", "raptor2-utils"), "-c", "-i", "rdfxml", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert "Error" not in said
    assert "Warning" not in said
    assert f"returned {len(whole)} triples" in said
    assert len(rdflib.Graph().parse(path, format="xml")) == len(whole)


def test_n3_reads_turtle_trig_and_n_quads(built: Path, whole: set[ox.Triple], tmp_path: Path) -> None:
    nquads = tmp_path / "sco.nq"
    nquads.write_bytes(gzip.decompress((built / "sco.nq.gz").read_bytes()))
    files = {built / "sco.ttl": "text/turtle", built / "void.ttl": "text/turtle"}
    files |= {built / "sco.trig": "application/trig", nquads: "application/n-quads"}
    counts = node("n3_count.mjs", *(str(part) for item in files.items() for part in item))
    assert counts[str(built / "sco.ttl")] == {"all": len(whole), "graphs": {"": len(whole)}}
    graphs = {iri: len(found) for iri, found in by_graph(nquads.read_bytes(), ox.RdfFormat.N_QUADS).items()}
    for path in (built / "sco.trig", nquads):
        assert counts[str(path)] == {"all": sum(graphs.values()), "graphs": graphs}


# ---- export ----


def test_export_gives_the_files_of_the_build(built: Path) -> None:
    build = Build(built)
    for form in ("ttl", "trig", "jsonld", "graphml", "gexf"):
        assert document(build, form) == (built / f"sco.{form}").read_bytes()
    assert document(build, "nq") == gzip.decompress((built / "sco.nq.gz").read_bytes())
    assert document(build, "ttl", build.date) == (built / "sco.ttl").read_bytes()


def test_on_another_day_facts_stay_and_shortcuts_are_of_that_day(built: Path) -> None:
    build = Build(built)
    graphs = by_graph((built / "sco.trig").read_bytes(), ox.RdfFormat.TRIG)
    then = by_graph(document(build, "trig", DAY), ox.RdfFormat.TRIG)
    for iri in (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_CLAIMS):
        assert then[iri] == graphs[iri]
    store = sco_graph.as_of(DAY, build=built).oxigraph
    assert store is not None
    inferred = {q.triple for q in store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_INFERRED))}
    assert then[GRAPH_INFERRED] == inferred
    member = ox.NamedNode(ONTOLOGY + "memberOf")
    members = {
        str(t.subject)
        for t in then[GRAPH_INFERRED]
        if t.predicate == member and t.object == ox.NamedNode(ID + "sco") and "/id/" in str(t.subject)
    }
    # The six founders; India and Pakistan came in 2017: Charter of the SCO, article 13, and the summit in Astana.
    six = ("china", "kazakhstan", "kyrgyzstan", "russia", "tajikistan", "uzbekistan")
    assert members == {f"<{ID}{state}>" for state in six}
    shown = then[GRAPH_ONTOLOGY] | then[GRAPH_FACTS] | then[GRAPH_INFERRED]
    for form, read in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ):
        assert triples(document(build, form, DAY), read) == shown
    assert by_graph(document(build, "nq", DAY), ox.RdfFormat.N_QUADS) == then
    assert f"as of {DAY}" in document(build, "ttl", DAY).decode().splitlines()[0]


@pytest.mark.parametrize("form", ["rdfxml", "jsonld"])
def test_same_bytes_whatever_the_hash_seed(form: str, built: Path, tmp_path: Path) -> None:
    printed = export(built, "--format", form, "--as-of", DAY, seed="1")
    assert (printed.returncode, printed.stderr) == (0, b"")
    out = tmp_path / "out"
    assert export(built, "--format", form, "--as-of", DAY, "--out", str(out), seed="4711").returncode == 0
    assert out.read_bytes() == printed.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "docx"), 'found "docx", expected one of ttl, trig, nq'),
        (("--format", "ttl", "--as-of", "2023-02-30"), "2023-02-30"),
        (("--format", "ttl", "--out", "/dev/null/x"), "/dev/null/x"),
        (("--format", "ttl", "--out", "no/such/folder/x"), "no/such/folder/x"),
        (("--format", "neo4j", "--out", "/dev/null"), "/dev/null"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(arguments: tuple[str, ...], said: str, built: Path) -> None:
    done = export(built, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert said in done.stderr.decode()


# ---- void.ttl ----

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"


def test_void_tells_the_truth(built: Path, whole: set[ox.Triple]) -> None:
    about = rdflib.Graph().parse(built / "void.ttl")
    manifest = json.loads((built / "manifest.json").read_bytes())
    [dataset] = about.subjects(rdflib.RDF.type, rdflib.URIRef(DCAT + "Dataset"))

    def one(subject: Any, name: str, namespace: str = VOID) -> str:
        [found] = about.objects(subject, rdflib.URIRef(namespace + name))
        return str(found)

    assert int(one(dataset, "triples")) == len(whole)
    assert one(dataset, "license", "http://purl.org/dc/terms/") == "https://creativecommons.org/licenses/by/4.0/"
    assert one(dataset, "issued", "http://purl.org/dc/terms/") == manifest["date"]
    subjects = {t.subject for t in whole}
    assert int(one(dataset, "entities")) == sum(str(s).startswith(f"<{ID}") for s in subjects)
    assert int(one(dataset, "distinctSubjects")) == len(subjects)
    classes = Counter(str(t.object) for t in whole if t.predicate.value == RDF + "type")
    told = {one(part, "class"): int(one(part, "entities")) for part in about.objects(dataset, VOID_PART["class"])}
    assert told == {iri.strip("<>"): count for iri, count in classes.items()}
    properties = Counter(t.predicate.value for t in whole)
    told = {one(part, "property"): int(one(part, "triples")) for part in about.objects(dataset, VOID_PART["property"])}
    assert told == dict(properties)
    graphs = by_graph((built / "sco.trig").read_bytes(), ox.RdfFormat.TRIG)
    told = {str(iri): int(one(iri, "triples")) for iri in about.objects(dataset, rdflib.URIRef(VOID + "subset"))}
    assert told == {iri: len(found) for iri, found in graphs.items()}


VOID_PART = {name: rdflib.URIRef(f"{VOID}{name}Partition") for name in ("class", "property")}


def test_void_lists_the_files_with_their_checksums(built: Path) -> None:
    about = rdflib.Graph().parse(built / "void.ttl")
    manifest = json.loads((built / "manifest.json").read_bytes())
    text = f"""PREFIX dcat: <{DCAT}> PREFIX spdx: <{SPDX}> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?name ?bytes ?hex WHERE {{
          ?set dcat:distribution ?file . ?file dcterms:title ?name ; dcat:byteSize ?bytes ; spdx:checksum ?sum .
          ?sum spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?hex
        }}"""
    rows = [[str(cell) for cell in row] for row in about.query(text) if isinstance(row, ResultRow)]
    found = {name: (int(size), checksum) for name, size, checksum in rows}
    assert {"sco.ttl", "sco.trig", "sco.nq.gz", "sco.jsonld", "sco.graphml", "sco.gexf"} <= set(found)
    for name, (size, checksum) in found.items():
        assert manifest["files"][name] == {"sha256": checksum, "bytes": size}
    assert not re.search(r"void\.ttl>|manifest", (built / "void.ttl").read_text())


def test_the_description_is_in_no_graph(built: Path) -> None:
    about = triples((built / "void.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    for found in by_graph((built / "sco.trig").read_bytes(), ox.RdfFormat.TRIG).values():
        assert not about & found
    assert not [t for t in about if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]
