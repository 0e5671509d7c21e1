"""`sco-graph export`: a build in any format, for any day.

For another day than the build's, RDF keeps all facts and has the shortcuts (`memberOf`, …) of that day; a network has
only what certainly holds then. Triples are read from the build's TriG file, never from its store, which normalises
numbers.
"""

from __future__ import annotations

import gzip
import json
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from sco_graph.export.cytoscape import cytoscape
from sco_graph.export.gexf import gexf, intervals
from sco_graph.export.graphml import graphml
from sco_graph.export.jsonld import jsonld
from sco_graph.export.neo4j import neo4j
from sco_graph.export.nquads import nquads
from sco_graph.export.rdfxml import rdfxml
from sco_graph.export.turtle import trig, turtle
from sco_graph.locations import ontology_directory
from sco_graph.namespaces import DEFAULT_GRAPHS, GRAPH_CLAIMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from sco_graph.network import network_of, read_model
from sco_graph.problems import UsageError
from sco_graph.rules import infer
from sco_graph.terms import in_graph

if TYPE_CHECKING:
    import networkx as nx

    from sco_graph.store import Build

FORMATS: Final = ("ttl", "trig", "nq", "jsonld", "rdfxml", "graphml", "gexf", "cytoscape", "neo4j")
# A folder of files; every other format is one document.
FOLDERS: Final = frozenset({"neo4j"})
# The formats that a build holds already, and the file.
_BUILT: Final = {form: f"sco.{form}" for form in ("ttl", "trig", "jsonld", "graphml", "gexf")} | {"nq": "sco.nq.gz"}
# What sco.ttl holds, in words.
WHOLE: Final = "ontology, facts and what follows from them"


def heading(what: str, date: str) -> str:
    """The first line of a document: what it holds, and of which day."""
    return f"sco-graph: {what}, as of {date}, sco-graph {version('sco-graph')}, CC BY 4.0"


def document(build: Build, form: str, as_of: str | None = None) -> bytes:
    """A build as one document of the format `form`, for the day `as_of` (YYYY-MM-DD; by default the build's)."""
    whole = as_of in (None, build.date)
    if whole and form in _BUILT:
        data = _read(build, _BUILT[form])
        return gzip.decompress(data) if form == "nq" else data
    day = _Day(build, as_of or build.date, whole=whole)
    match form:
        case "ttl":
            return turtle(day.shown, heading(WHOLE, day.date)).encode()
        case "trig":
            return trig(day.graphs, heading("all named graphs", day.date)).encode()
        case "nq":
            return nquads(quad for iri, found in day.graphs.items() for quad in in_graph(found, ox.NamedNode(iri)))
        case "jsonld":
            return jsonld(day.shown, json.loads(_read(build, "context.jsonld"))["@context"]).encode()
        case "rdfxml":
            return rdfxml(day.shown, heading(WHOLE, day.date))
        case "graphml":
            return graphml(day.network)
        case "gexf":
            return gexf(day.network, intervals(build.store), build.date)
        case "cytoscape":
            return cytoscape(day.network).encode()
    raise UsageError(f'found "{form}", expected one of {", ".join(FORMATS)}')


def folder(build: Build, form: str, as_of: str | None = None) -> dict[str, str]:
    """A build as several files, {name: text}, for the day `as_of` (YYYY-MM-DD; by default the build's)."""
    if form not in FOLDERS:
        raise UsageError(f'found "{form}", expected one of {", ".join(sorted(FOLDERS))}')
    day = _Day(build, as_of or build.date, whole=as_of in (None, build.date))
    return neo4j(day.graphs, day.network)


def _read(build: Build, name: str) -> bytes:
    try:
        return (build.folder / name).read_bytes()
    except OSError as error:
        raise UsageError(f"{build.folder / name}: {error.strerror}; build again") from error


class _Day:
    """A build as it is on a day; `whole` where that is the build's own, of which the network leaves out nothing."""

    def __init__(self, build: Build, date: str, *, whole: bool) -> None:
        self.date = date
        self._build = build
        self._whole = whole

    @cached_property
    def graphs(self) -> dict[str, list[ox.Triple]]:
        """The named graphs, with what follows on the day."""
        names = (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_CLAIMS, GRAPH_INFERRED)
        found: dict[str, list[ox.Triple]] = {name: [] for name in names}
        try:
            for quad in ox.parse(_read(self._build, "sco.trig"), format=ox.RdfFormat.TRIG):
                found.setdefault(quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "", []).append(
                    quad.triple
                )
        except SyntaxError as error:
            raise UsageError(f"{self._build.folder / 'sco.trig'}: {error}; build again") from error
        if not self._whole:
            rules = ontology_directory() / "rules"
            found[GRAPH_INFERRED] = infer(found[GRAPH_ONTOLOGY], found[GRAPH_FACTS], rules, self.date)
        return found

    @property
    def shown(self) -> list[ox.Triple]:
        """What sco.ttl holds."""
        return [triple for name in DEFAULT_GRAPHS for triple in self.graphs[name]]

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        return network_of(read_model(self._build.store, self._build.date), None if self._whole else self.date)
