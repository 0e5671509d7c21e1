"""The network as GraphML, GEXF and Cytoscape JSON: the same nodes and edges, for readers that did not write them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import networkx as nx
import pytest
from conftest import ROOT
from node_tools import node

import sco_graph
from sco_graph.export.flat import edge_ids
from sco_graph.export.formats import document
from sco_graph.export.gexf import Interval, intervals
from sco_graph.network import network_of, read_model
from sco_graph.spans import Span, spans
from sco_graph.store import Build

GEXF = "{http://gexf.net/1.3}"
DAY = "2012-06-06"
ACTS = {"Participation", "Signature", "Ratification"}


@pytest.fixture(scope="module")
def network(built: Path) -> Any:
    return sco_graph.network(build=built)


@pytest.fixture(scope="module")
def gexf(built: Path) -> Xml.Element:
    return Xml.parse(built / "sco.gexf").getroot()


@pytest.fixture(scope="module")
def cytoscape(built: Path) -> bytes:
    return document(Build(built), "cytoscape")


# ---- GraphML ----


def test_igraph_reads_the_graphml(built: Path, network: Any) -> None:
    import igraph

    graph = igraph.Graph.Read_GraphML(str(built / "sco.graphml"))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (len(network), network.number_of_edges(), True)
    assert graph.vs.find(id="china")["label_zh"] == "中国"
    names = graph.vs["id"]
    read = sorted((names[edge.source], names[edge.target], edge["relation"]) for edge in graph.es)
    assert read == sorted(network.edges(data="relation"))


def follows(schema: str, path: Path) -> None:
    """Whether a file is as a RELAX NG schema of this folder says; raises where not."""
    from lxml import etree

    etree.RelaxNG(etree.parse(str(ROOT / "tests" / "export" / schema))).assertValid(etree.parse(str(path)))


def test_graphml_follows_its_schema(built: Path) -> None:
    follows("graphml.rng", built / "sco.graphml")


def test_a_bad_graphml_does_not(built: Path, tmp_path: Path) -> None:
    from lxml import etree

    bad = tmp_path / "bad.graphml"
    text = (built / "sco.graphml").read_text(encoding="utf-8")
    for right, wrong in (
        ('<node id="china">', '<node id="two words">'),
        ("<graph ", "<graf "),
        ('for="edge"', 'for=""'),
    ):
        assert right in text
        bad.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        with pytest.raises((etree.DocumentInvalid, etree.XMLSyntaxError)):
            follows("graphml.rng", bad)


def test_graphml_is_sound(built: Path) -> None:
    """What a schema cannot ask: keys declared once and before use, ids unique, ends that are there."""
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    root = Xml.parse(built / "sco.graphml").getroot()
    keys = [key.attrib["id"] for key in root.iter(f"{ns}key")]
    nodes = [element.attrib["id"] for element in root.iter(f"{ns}node")]
    edges = list(root.iter(f"{ns}edge"))
    for ids in (keys, nodes, [edge.attrib["id"] for edge in edges]):
        assert len(set(ids)) == len(ids)
    assert {end for edge in edges for end in (edge.attrib["source"], edge.attrib["target"])} <= set(nodes)
    assert {data.attrib["key"] for data in root.iter(f"{ns}data")} <= set(keys)


# ---- GEXF ----


def test_gexf_follows_its_schema(built: Path) -> None:
    follows("gexf.rng", built / "sco.gexf")


def test_gexf_is_sound(gexf: Xml.Element, network: Any) -> None:
    """What a schema cannot ask: unique ids, ends that are there, values that are declared, counts that are right."""
    nodes = [element.attrib["id"] for element in gexf.iter(f"{GEXF}node")]
    edges = list(gexf.iter(f"{GEXF}edge"))
    assert sorted(nodes) == sorted(network.nodes)
    ids = edge_ids(network)
    assert {(e.attrib["source"], e.attrib["target"], e.attrib["id"]) for e in edges} == {
        (source, target, ident) for (source, target, _), ident in ids.items()
    }
    assert len(edges) == len(ids) == len({edge.attrib["id"] for edge in edges})
    for kind in ("node", "edge"):
        [listed] = gexf.iter(f"{GEXF}{kind}s")
        assert listed.attrib["count"] == str(len(listed))
        [declared] = [each for each in gexf.iter(f"{GEXF}attributes") if each.attrib["class"] == kind]
        names = [each.attrib["id"] for each in declared]
        assert len(set(names)) == len(names)
        assert {value.attrib["for"] for value in listed.iter(f"{GEXF}attvalue")} <= set(names)


def test_networkx_reads_the_gexf(built: Path, network: Any) -> None:
    read = nx.read_gexf(built / "sco.gexf")
    assert read.is_directed()
    assert (set(read.nodes), read.number_of_edges()) == (set(network.nodes), network.number_of_edges())
    assert read.graph["mode"] == "dynamic"
    assert read.nodes["china"]["label"] == network.nodes["china"]["label"]
    assert read.nodes["china"]["label_zh"] == "中国"
    colour = read.nodes["china"]["viz"]["color"]
    assert "#{r:02x}{g:02x}{b:02x}".format(**colour) == network.nodes["china"]["colour"]


def test_gexf_has_the_date_of_the_data_and_no_other(built: Path, gexf: Xml.Element) -> None:
    [meta] = gexf.iter(f"{GEXF}meta")
    assert meta.attrib["lastmodifieddate"] == Build(built).date


def test_gexf_ends_are_the_last_day(gexf: Xml.Element) -> None:
    """Iran was an observer until it became a member on 4 July 2023 (New Delhi Declaration of 4 July 2023)."""
    ends = {
        (edge.attrib.get("start"), edge.attrib.get("end"))
        for edge in gexf.iter(f"{GEXF}edge")
        if edge.attrib["source"] == "iran" and edge.attrib["target"] == "sco" and edge.attrib["label"] == "Membership"
    }
    assert ("2023-07-04", None) in ends
    assert any(end == "2023-07-03" for _, end in ends)
    for edge in gexf.iter(f"{GEXF}edge"):
        assert edge.attrib.get("start", "0000") <= edge.attrib.get("end", "9999"), edge.attrib["id"]


def held(network: Any, when: dict[str, Interval], day: str) -> Iterator[str]:
    """The relations that the intervals show on a day, and the acts that are over by then."""
    for _, _, key, relation in network.edges(keys=True, data="relation"):
        if key in when and when[key].certain:
            first, last = when[key].first or "0000", when[key].last or "9999"
            if last <= day if relation in ACTS else first <= day <= last:
                yield key


@pytest.mark.parametrize("day", ["2001-06-15", DAY, "2023-07-03", "2023-07-04"])
def test_gexf_shows_on_a_day_what_as_of_gives(day: str, built: Path, network: Any) -> None:
    build = Build(built)
    when = intervals(build.store)
    then = network_of(read_model(build.store, build.date), day)
    # An act of which only the month is known is certain in no day, and done once the month has passed.
    vague = {
        key
        for _, _, key, relation in network.edges(keys=True, data="relation")
        if relation in ACTS and (key not in when or not when[key].certain)
    }
    properties = {key for _, _, key, relation in network.edges(keys=True, data="relation") if key == relation}
    kept = {key for _, _, key in then.edges(keys=True)}
    assert set(held(network, when, day)) == kept - vague - properties


def test_intervals_are_the_days_on_which_a_relation_certainly_holds(built: Path) -> None:
    store = Build(built).store
    when = intervals(store)
    checked = 0
    for kind in ("Membership", "Tenure", "Chairmanship"):
        for iri, span in spans(store, kind).items():
            interval = when[iri.rpartition("/")[2]]
            days = [d for d in (interval.first, interval.last) if d]
            assert all(span.certainly(day) for day in days) == interval.certain, iri
            assert all(possible(span, day) for day in days), iri
            checked += 1
    assert checked > 500


def possible(span: Span, day: str) -> bool:
    return span.possibly(day) or day in span.seen


# ---- Cytoscape JSON ----


def test_cytoscape_json_is_as_its_readers_want(cytoscape: bytes, network: Any) -> None:
    elements = json.loads(cytoscape)["elements"]
    assert set(elements) == {"nodes", "edges"}
    nodes = {element["data"]["id"]: element["data"] for element in elements["nodes"]}
    edges = {element["data"]["id"]: element["data"] for element in elements["edges"]}
    assert set(nodes) == set(network.nodes)
    assert len(edges) == network.number_of_edges()
    assert not set(nodes) & set(edges), "cytoscape.js has one space of ids"
    assert {end for edge in edges.values() for end in (edge["source"], edge["target"])} <= set(nodes)
    values = [value for data in (*nodes.values(), *edges.values()) for value in data.values()]
    assert all(isinstance(value, str | int | float | bool) for value in values)


def test_networkx_reads_the_cytoscape_json(cytoscape: bytes, network: Any) -> None:
    read = nx.cytoscape_graph(json.loads(cytoscape))
    assert (read.is_directed(), read.is_multigraph()) == (True, True)
    assert (set(read.nodes), read.number_of_edges()) == (set(network.nodes), network.number_of_edges())
    ids = edge_ids(network)
    assert set(read.edges(keys=True)) == {(source, target, ident) for (source, target, _), ident in ids.items()}
    assert read.nodes["china"]["label_ru"] == "Китай"


def test_a_network_on_a_day_has_what_certainly_holds(built: Path, network: Any) -> None:
    then = sco_graph.network(DAY, build=built)
    build = Build(built)
    elements = json.loads(document(build, "cytoscape", DAY))
    assert elements["data"]["as_of"] == DAY
    assert len(elements["elements"]["edges"]) == then.number_of_edges() < network.number_of_edges()
    read = nx.parse_graphml(document(build, "graphml", DAY).decode(), force_multigraph=True)
    assert (len(read), read.number_of_edges()) == (len(then), then.number_of_edges())


def test_graphology_and_cytoscape_js_read_them(built: Path, cytoscape: bytes, network: Any, tmp_path: Path) -> None:
    path = tmp_path / "sco.cyjs"
    path.write_bytes(cytoscape)
    found = node("network_count.mjs", str(built / "sco.gexf"), str(path))
    for reader in ("gexf", "cytoscape"):
        assert (found[reader]["nodes"], found[reader]["edges"]) == (len(network), network.number_of_edges())
        assert found[reader]["china"]["label_zh"] == "中国"
        assert found[reader]["china"]["label"] == "China"
