"""`sco-graph build`: the same files everywhere, all or nothing, and files that say what the graph says."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT, tool
from hermit import is_consistent

import sco_graph
from sco_graph.export.flat import edge_ids
from sco_graph.namespaces import GRAPH_CLAIMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, ID, ONTOLOGY, RDF, RDFS, XSD
from sco_graph.terms import value

TURTLE_FILES = ["facts.ttl", "ontology.ttl", "sco-dl.ttl", "sco.ttl"]

GRAPHS = {"ontology": GRAPH_ONTOLOGY, "facts": GRAPH_FACTS, "claims": GRAPH_CLAIMS, "inferred": GRAPH_INFERRED}


def sums(folder: Path, *, store: bool = False) -> dict[str, str]:
    """The SHA-256 of each file of a build, without its store unless asked for."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if store or path.relative_to(folder).parts[0] != "store"
    }


def build(*arguments: str, cwd: Path = ROOT, before: Iterable[str] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "sco_graph", "build", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def triples(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=path)}


@pytest.fixture(scope="module")
def quads(built: Path) -> set[ox.Quad]:
    return set(ox.parse(path=built / "sco.trig"))


def graph(quads: set[ox.Quad], iri: str) -> set[ox.Triple]:
    return {quad.triple for quad in quads if quad.graph_name == ox.NamedNode(iri)}


# ---- The same everywhere; all or nothing ----


def test_same_bytes_on_another_day_in_another_place(built: Path, tmp_path: Path) -> None:
    """Another folder, locale, time zone, hash seed, umask and system date, over the remains of an older build."""
    out = tmp_path / "a folder, elsewhere" / "тест"
    shutil.copytree(built, out)
    (out / "views" / "left-over.html").write_text("from an older version")
    tables = shutil.copytree(ROOT / "data", tmp_path / "tables")
    elsewhere = ["env", "LC_ALL=C", "LANG=tr_TR.UTF-8", "TZ=Pacific/Kiritimati", "PYTHONHASHSEED=4711", "PYTHONUTF8=0"]
    another_day = [tool("faketime", "faketime"), "2031-02-03 04:05:06"]
    before = [*elsewhere, "sh", "-c", 'umask 077; exec "$@"', "sh", *another_day]
    done = build("--data", str(tables), "--out", str(out), cwd=tmp_path, before=before)
    assert done.returncode == 0, done.stderr
    assert sums(out) == sums(built)
    for name in sums(out):
        data = (out / name).read_bytes()
        data = gzip.decompress(data) if name.endswith(".gz") else data
        assert b"2031-02-03" not in data, name
        assert str(tmp_path).encode() not in data, name


def test_bad_data_leaves_the_old_build_whole(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "build")
    before = sums(out, store=True)
    tables = shutil.copytree(ROOT / "data", tmp_path / "data")
    text = (tables / "states.csv").read_text(encoding="utf-8")
    assert text.count(",CHN,") == 1
    (tables / "states.csv").write_text(text.replace(",CHN,", ",Chn,"), encoding="utf-8")
    done = build("--out", "build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"^data/states\.csv:\d+:iso3: found \"Chn\"", done.stderr, re.MULTILINE)
    assert "nothing was written" in done.stderr
    assert sums(out, store=True) == before
    assert {path.name for path in tmp_path.iterdir()} == {"build", "data"}


def test_a_folder_of_other_things_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    done = build("--out", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path}: not empty and not a build; choose another --out" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "three years of work"


@pytest.mark.parametrize("out", ["/dev/null/x", "file/below", "file"])
def test_a_place_that_cannot_be_written(out: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = build("--out", out, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("sco-graph: ")
    assert out.rpartition("/")[0] in last
    assert re.search("not a folder|not a directory", last, re.IGNORECASE)
    assert (tmp_path / "file").read_text() == "not a folder"


# ---- What the files say ----


def test_files_are_those_promised(built: Path) -> None:
    promised = {*TURTLE_FILES, "sco.trig", "sco.nq.gz", "sco.graphml", "views/membership.html", "manifest.json"}
    promised |= {"sco.jsonld", "context.jsonld", "sco.gexf", "void.ttl"}
    assert promised <= set(sums(built))


def test_manifest_is_true(built: Path, quads: set[ox.Quad]) -> None:
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["date"] == json.loads((ROOT / "data" / "csv-metadata.json").read_text())["dc:modified"]["@value"]
    expected = sums(built)
    del expected["manifest.json"]
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == expected
    assert {name: entry["bytes"] for name, entry in manifest["files"].items()} == {
        name: (built / name).stat().st_size for name in expected
    }
    assert manifest["triples"] == {name: len(graph(quads, iri)) for name, iri in GRAPHS.items()}
    for name, count in manifest["classes"].items():
        iri = ox.NamedNode(ONTOLOGY + name.removeprefix("sco:"))
        found = [t for t in graph(quads, GRAPH_FACTS) if t.predicate.value == RDF + "type" and t.object == iri]
        assert len(found) == count, name
    for name, count in manifest["rows"].items():
        lines = (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8").count("\n")
        assert 0 < count < lines + 1, name


def test_no_blank_nodes_in_facts_and_inferred(quads: set[ox.Quad]) -> None:
    for iri in (GRAPH_FACTS, GRAPH_INFERRED):
        found = graph(quads, iri)
        assert found
        assert not [t for t in found if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


def test_a_triple_stands_in_one_graph(quads: set[ox.Quad]) -> None:
    assert len({quad.triple for quad in quads}) == len(quads)
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)


def test_every_fact_has_a_source(quads: set[ox.Quad]) -> None:
    facts, ontology = graph(quads, GRAPH_FACTS), graph(quads, GRAPH_ONTOLOGY)
    sub, relation = ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(ONTOLOGY + "QualifiedRelation")
    relations = {t.subject for t in ontology if t.predicate == sub and t.object == relation}
    assert len(relations) >= 8
    types = [t for t in facts if t.predicate.value == RDF + "type" and value(t.object) != ONTOLOGY + "Source"]
    sourced = {t.subject for t in facts if t.predicate.value == ONTOLOGY + "source"}
    assert {t.subject for t in types if t.object in relations} - sourced == set()
    # Events, documents, persons and all other things too.
    assert {t.subject for t in types if value(t.subject).startswith(ID)} - sourced == set()
    sources = {t.subject for t in facts if t.object == ox.NamedNode(ONTOLOGY + "Source")}
    assert {t.object for t in facts if t.predicate.value == ONTOLOGY + "source"} <= sources


def test_sco_ttl_is_ontology_facts_and_inferred(built: Path, quads: set[ox.Quad]) -> None:
    parts = [graph(quads, iri) for iri in (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_INFERRED)]
    assert triples(built / "sco.ttl") == set().union(*parts)
    assert triples(built / "ontology.ttl") == parts[0]
    assert triples(built / "facts.ttl") == parts[1]


def test_nquads_and_store_hold_what_the_trig_holds(built: Path, quads: set[ox.Quad]) -> None:
    lines = gzip.decompress((built / "sco.nq.gz").read_bytes())
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == quads
    store = ox.Store.read_only(str(built / "store"))
    assert len(store) == len(quads)


@pytest.mark.parametrize("name", TURTLE_FILES)
def test_raptor_reads_the_same_number_of_triples(name: str, built: Path) -> None:
    command = [tool("rapper", "raptor2-utils"), "-c", "-i", "turtle", str(built / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr
    assert "Warning" not in done.stderr
    count = re.search(r"returned (\d+) triples", done.stderr)
    assert count, done.stderr
    assert int(count[1]) == len(triples(built / name))


def test_rdflib_reads_the_same_number_of_quads(built: Path, quads: set[ox.Quad]) -> None:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(built / "sco.trig", format="trig")
    assert sum(1 for _ in dataset.quads()) == len(quads)


def test_graphml_is_the_network(built: Path) -> None:
    import networkx as nx

    network = sco_graph.network(build=built)
    read = nx.read_graphml(built / "sco.graphml", force_multigraph=True)
    assert read.is_directed()
    assert (len(read), read.number_of_edges()) == (len(network), network.number_of_edges())
    assert set(read.nodes) == set(network.nodes)
    ids = edge_ids(network)
    assert set(read.edges(keys=True)) == {(source, target, ids[source, target, key]) for source, target, key in ids}
    assert len(set(ids.values())) == len(ids)
    assert read.nodes["china"]["label"] == network.nodes["china"]["label"]
    assert read.nodes["china"]["label_zh"] == "中国"


# ---- The date-free part, for reasoners ----


def test_dl_part_holds_all_but_dates(built: Path) -> None:
    part, whole = triples(built / "sco-dl.ttl"), triples(built / "sco.ttl")
    outside = {XSD + "date", XSD + "language"}
    assert part < whole
    assert {
        t for t in whole - part if not (isinstance(t.object, ox.Literal) and t.object.datatype.value in outside)
    } == set()
    datatypes = {t.object.datatype.value for t in part if isinstance(t.object, ox.Literal)}
    assert not datatypes & {*outside, XSD + "gYear", XSD + "gYearMonth", XSD + "time", XSD + "duration"}


@pytest.fixture(scope="module")
def ntriples(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The date-free part as N-Triples, which owlready2 reads."""
    path = tmp_path_factory.mktemp("dl") / "sco-dl.nt"
    ox.serialize(triples(built / "sco-dl.ttl"), str(path), format=ox.RdfFormat.N_TRIPLES)
    return path


def test_hermit_finds_the_graph_consistent(ntriples: Path) -> None:
    assert is_consistent(ntriples)


def test_hermit_finds_a_person_who_is_a_state(ntriples: Path, tmp_path: Path) -> None:
    """The control: the reasoner sees what is wrong where something is."""
    wrong = tmp_path / "wrong.nt"
    line = f"<{ID}xi-jinping> <{RDF}type> <{ONTOLOGY}State> .\n"
    wrong.write_text(ntriples.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert not is_consistent(wrong)


def test_horned_owl_reads_the_dl_part(built: Path, tmp_path: Path) -> None:
    import pyhornedowl

    path = tmp_path / "sco-dl.rdf"
    found = triples(built / "sco-dl.ttl")
    ox.serialize(found, str(path), format=ox.RdfFormat.RDF_XML)
    ontology = pyhornedowl.open_ontology(str(path), serialization="rdf")
    classes = {value(t.subject) for t in found if value(t.object) == "http://www.w3.org/2002/07/owl#Class"}
    assert {iri for iri in classes if iri.startswith(ONTOLOGY)} <= {str(iri) for iri in ontology.get_classes()}
    assert len(ontology.get_axioms()) > len(classes)


def test_no_file_of_the_build_is_private_or_executable(built: Path) -> None:
    modes = {path.stat().st_mode & 0o111 for path in built.rglob("*") if path.is_file()}
    assert modes == {0}
    assert os.access(built / "manifest.json", os.R_OK)
