"""Neo4j's CSV: read back as neo4j-admin reads it, compared with the graph."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import sco_graph
from sco_graph.export.formats import folder
from sco_graph.export.neo4j import neo4j
from sco_graph.namespaces import (
    GRAPH_FACTS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    ID,
    ONTOLOGY,
    RDF,
    RDFS,
    SKOS,
)
from sco_graph.store import Build

DAY = "2012-01-01"
Row = dict[str, str]


def tables(files: Mapping[str, str]) -> dict[str, list[Row]]:
    found = {}
    for name, text in files.items():
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(text), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}, name
            assert len(set(rows[0])) == len(rows[0]), name
            found[name] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            assert found[name], name
    return found


def nodes(found: dict[str, list[Row]]) -> dict[str, Row]:
    """All nodes but concepts, by id."""
    listed = [row for name in found if name.startswith("nodes-") for row in found[name] if "id:ID(Thing)" in row]
    ids = {row["id:ID(Thing)"]: row for row in listed}
    assert len(ids) == len(listed)
    return ids


@pytest.fixture(scope="module")
def files(built: Path) -> dict[str, str]:
    return folder(Build(built), "neo4j")


@pytest.fixture(scope="module")
def found(files: dict[str, str]) -> dict[str, list[Row]]:
    return tables(files)


@pytest.fixture(scope="module")
def facts(built: Path) -> dict[str, set[ox.Triple]]:
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(path=str(built / "sco.trig")):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return graphs


def slug(term: object) -> str:
    return str(term).strip("<>").removeprefix(ID)


def test_every_thing_and_relation_is_there_once(found: dict[str, list[Row]], facts: dict[str, set[ox.Triple]]) -> None:
    typed = {slug(t.subject): slug(t.object) for t in facts[GRAPH_FACTS] if t.predicate.value == RDF + "type"}
    relations = [row["id"] for name in found if name.startswith("relations-") for row in found[name]]
    things = nodes(found)
    assert len(set(relations)) == len(relations)
    assert not set(relations) & set(things)
    assert set(relations) | set(things) == set(typed)
    labels = Counter(label for row in things.values() for label in row[":LABEL"].split(";"))
    classes = Counter(iri.removeprefix(ONTOLOGY) for iri in typed.values())
    for name in ("State", "Person", "Meeting", "Source", "Membership", "Tenure", "Participation"):
        assert labels[name] == classes[name], name
    assert labels["Document"] == classes["Document"] + classes["Treaty"]


def test_no_id_dangles(found: dict[str, list[Row]]) -> None:
    things = set(nodes(found))
    for name, rows in found.items():
        if not name.startswith("nodes-"):
            for row in rows:
                assert row[":START_ID(Thing)"] in things, (name, row)
                assert row[":END_ID(Thing)"] in things, (name, row)
                assert re.fullmatch(r"[A-Z_0-9]+", row[":TYPE"])
                assert name == f"{name.partition('-')[0]}-{row[':TYPE']}.csv"


def test_relations_join_what_the_network_joins(found: dict[str, list[Row]], built: Path) -> None:
    network = sco_graph.network(build=built)
    joined = {key: (source, target) for source, target, key in network.edges(keys=True)}
    checked = 0
    for name, rows in found.items():
        if name.startswith("relations-"):
            for row in rows:
                assert joined[row["id"]] == (row[":START_ID(Thing)"], row[":END_ID(Thing)"])
                assert row["sources:string[]"], "every relation has a source"
                checked += 1
    assert checked > 100
    # A relation with a node leads to both its ends.
    leads: dict[str, set[str]] = {}
    for name, rows in found.items():
        if name.startswith("links-"):
            for row in rows:
                leads.setdefault(row[":START_ID(Thing)"], set()).add(row[":END_ID(Thing)"])
    for source, target, key, relation in network.edges(keys=True, data="relation"):
        if key != relation and f"nodes-{relation}.csv" in found:
            assert {source, target} <= leads[key]
            checked += 1
    assert checked > 2000


def test_no_link_is_lost(found: dict[str, list[Row]], facts: dict[str, set[ox.Triple]]) -> None:
    subjects = {t.subject for t in facts[GRAPH_FACTS]}
    relations = {row["id"] for name in found if name.startswith("relations-") for row in found[name]}
    links = sum(
        t.object in subjects and slug(t.subject) not in relations
        for t in facts[GRAPH_FACTS]
        if t.predicate.value != RDF + "type"
    )
    assert links == sum(len(rows) for name, rows in found.items() if name.startswith("links-"))
    derived = [t for t in facts[GRAPH_INFERRED] if t.subject in subjects and t.object in subjects]
    assert len(derived) == sum(len(rows) for name, rows in found.items() if name.startswith("derived-"))


def test_values_are_of_the_type_that_the_header_says(found: dict[str, list[Row]]) -> None:
    read: dict[str, Callable[[str], object]] = {"date": date.fromisoformat, "long": int, "double": float}
    read["boolean"] = ("true", "false").index
    types: Counter[str] = Counter()
    for name, rows in found.items():
        for row in rows:
            for head, text in row.items():
                kind = head.rpartition(":")[2] if ":" in head else "string"
                if text and kind.removesuffix("[]") in read:
                    for item in text.split(";") if kind.endswith("[]") else [text]:
                        read[kind.removesuffix("[]")](item)
                        types[kind] += 1
                assert kind.removesuffix("[]") in {*read, "string"} or head.startswith((":", "id:ID(")), (name, head)
    assert types["date"] > 1000
    assert types["double"] > 100


def test_what_is_known_stands_there(found: dict[str, list[Row]]) -> None:
    china = nodes(found)["china"]
    assert (china["label"], china["label_ru"], china["label_zh"]) == ("China", "Китай", "中国")
    assert set(china[":LABEL"].split(";")) >= {"State", "Agent"}
    iran = [
        row
        for row in found["derived-MEMBER_OF.csv"]
        if (row[":START_ID(Thing)"], row[":END_ID(Thing)"]) == ("iran", "sco")
    ]
    assert len(iran) == 1
    assert {row["id:ID(Concept)"] for row in found["nodes-Concept.csv"]} >= {"member", "observer", "ongoing"}


def test_on_a_day(built: Path, found: dict[str, list[Row]]) -> None:
    then = tables(folder(Build(built), "neo4j", DAY))
    members = {r[":START_ID(Thing)"] for r in then["derived-MEMBER_OF.csv"] if r[":END_ID(Thing)"] == "sco"}
    assert members == {"china", "kazakhstan", "kyrgyzstan", "russia", "tajikistan", "uzbekistan"}
    assert {row["asOf:date"] for row in then["derived-MEMBER_OF.csv"]} == {DAY}
    keys = {key for _, _, key in sco_graph.network(DAY, build=built).edges(keys=True)}
    for kind in ("Membership", "Tenure"):
        every, kept = ({r["id:ID(Thing)"] for r in each[f"nodes-{kind}.csv"]} for each in (found, then))
        assert kept == every & keys
        assert 0 < len(kept) < len(every)


def test_the_readme_names_every_file(files: dict[str, str]) -> None:
    readme = files["README.txt"]
    assert "neo4j-admin database import full neo4j" in readme
    for name in files:
        option = "--nodes" if name.startswith("nodes-") else "--relationships"
        assert (f"{option}={name}" in readme) == name.endswith(".csv")
    assert "--array-delimiter=';'" in readme


HOSTILE = ('=cmd|"/c calc"!A1', "+1", "@x", 'a "quoted", text', "two\nlines", "semi;colon", "<script>", "'", "\\")


def test_values_are_not_altered() -> None:
    def triple(subject: str, prop: str, thing: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(ox.NamedNode(ID + subject), ox.NamedNode(prop), thing)

    facts = [triple("odd", RDF + "type", ox.NamedNode(ONTOLOGY + "State"))]
    facts += [triple("odd", SKOS + "altLabel", ox.Literal(text, language="en")) for text in HOSTILE]
    facts += [triple("odd", RDFS + "comment", ox.Literal(HOSTILE[0], language="en"))]
    made = neo4j({GRAPH_ONTOLOGY: [], GRAPH_FACTS: facts, GRAPH_INFERRED: []}, nx.MultiDiGraph(as_of=DAY))
    [row] = tables({"nodes-State.csv": made["nodes-State.csv"]})["nodes-State.csv"]
    assert row["comment"] == HOSTILE[0]
    # A semicolon stands in a value, and so does the bar: lists are parted by the next in turn.
    assert sorted(row["altLabel:string[]"].split("¦")) == sorted(HOSTILE)
    assert "--array-delimiter='¦'" in made["README.txt"]
    assert "--multiline-fields=true" in made["README.txt"]


def test_the_command_writes_a_new_folder_and_spoils_none(built: Path, tmp_path: Path, files: dict[str, str]) -> None:
    command = [sys.executable, "-m", "sco_graph", "export", "--format", "neo4j", "--build", str(built)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "README.txt" in done.stderr
    out = tmp_path / "neo4j"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {n: t.encode() for n, t in files.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["neo4j"]
    (out / "README.txt").write_text("mine")
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (2, "")
    assert "choose another --out" in again.stderr
    assert (out / "README.txt").read_text() == "mine"
