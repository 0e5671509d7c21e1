"""GEXF 1.3 of the network, for Gephi: dynamic, each relation shown on the days on which it holds.

GEXF's intervals are closed, ours half-open: an `end` of 4 July is written as 3 July. An end that is open is absent.
The interval of a relation is when it *certainly* holds, so that Gephi's timeline on a day shows what `--as-of` gives.
Where no day is certain (a month is all that is known of start and end), the interval is when it *possibly* holds, and
the attribute `certain` is false. An act has the days of its event, or its own date.

GEXF cannot hold: both bounds of an imprecise date (`start` and `end` as written stand in `start_written` and
`end_written`); several values of an attribute (joined by `; `); labels in three languages (Russian and Chinese are
attributes); where sources are to be found (`sources` has their ids); several labelled shapes (each becomes the nearest
that GEXF has). Nodes have no interval: that a person or a document is gone is not what the graph says.

Written here, not by networkx: that one puts today's date in, gives all edges of a property the same id, and binds xsi
to a namespace that is not XML Schema's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from xml.etree import ElementTree as Xml

import pyoxigraph as ox

from sco_graph.export.flat import flat_network
from sco_graph.namespaces import ONTOLOGY, PREFIXES, compact
from sco_graph.query import rows, run
from sco_graph.spans import Span, spans

if TYPE_CHECKING:
    import networkx as nx

_GEXF: Final = "http://gexf.net/1.3"
_VIZ: Final = "http://gexf.net/1.3/viz"
# The words of vis-network, in the ontology, and those of GEXF.
_SHAPES: Final = {"dot": "disc", "ellipse": "disc", "circle": "disc", "box": "square", "triangleDown": "triangle"}
_SHAPES_OF_GEXF: Final = frozenset({"disc", "triangle", "square", "diamond", "star", "pentagon", "hexagon", "cross"})
_TYPES: Final = {bool: "boolean", int: "long", float: "double"}

_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "rdfs"))
_KINDS: Final = f"{_PREFIX}SELECT ?class WHERE {{ ?class sco:edgeFrom ?from }} ORDER BY ?class"
_ACTS: Final = f"""{_PREFIX}
SELECT ?relation ?first ?firstLatest ?lastEarliest ?last WHERE {{
  {{ ?relation sco:event ?event . ?event sco:start ?first ; sco:startLatest ?firstLatest
     OPTIONAL {{ ?event sco:lastDayEarliest ?lastEarliest ; sco:lastDay ?last }} }}
  UNION {{ ?relation sco:document ?document ; sco:date ?first ; sco:dateLatest ?firstLatest }}
  UNION {{ ?relation sco:document ?document ; sco:depositedOn ?first ; sco:depositedOnLatest ?firstLatest
           FILTER NOT EXISTS {{ ?relation sco:date ?date }} }}
}} ORDER BY ?relation ?first"""


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and the last day, both included, of a relation; None where it is open."""

    first: str | None
    last: str | None
    certain: bool


def intervals(store: ox.Store) -> dict[str, Interval]:
    """When each relation holds, by its slug. A relation of which no day is known is not in it."""
    found: dict[str, Interval] = {}
    for row in _rows(store, _KINDS):
        for relation, span in spans(store, row["class"].value.removeprefix(ONTOLOGY)).items():
            if (interval := _of_span(span)) is not None:
                found[compact(relation)] = interval
    for row in _rows(store, _ACTS):
        relation = compact(row["relation"].value)
        first, latest = row["first"].value, row["firstLatest"].value
        last = row["last"].value if "last" in row else latest
        earliest = row["lastEarliest"].value if "lastEarliest" in row else first
        if relation in found:
            continue
        # For an act of one day, known to the month, no day is certain: first is before latest.
        found[relation] = Interval(latest, earliest, True) if latest <= earliest else Interval(first, last, False)
    return found


def _of_span(span: Span) -> Interval | None:
    first = span.start_latest or min(span.seen, default=None)
    if span.end_earliest is not None:
        last = _day_before(span.end_earliest)
    else:
        last = None if span.ongoing else max(span.seen, default=None)
        if last is None and not span.ongoing:
            return Interval(first, first, False) if first else None
    if first is not None and (last is None or first <= last):
        return Interval(first, last, True)
    possible_last = _day_before(span.end) if span.end else None
    return Interval(span.start, possible_last, False) if span.start or possible_last else None


def _day_before(day: str) -> str:
    return (calendar_date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _rows(store: ox.Store, text: str) -> list[dict[str, ox.NamedNode | ox.Literal]]:
    names, found = rows(cast(ox.QuerySolutions, run(store, text)))
    return [{n: v for n, v in zip(names, values, strict=True) if v is not None} for values in found]


def gexf(network: nx.MultiDiGraph[str], when: dict[str, Interval], date: str) -> bytes:
    """The network as GEXF; `when` is that of `intervals`, `date` the data set's date."""
    flat = flat_network(network)
    keys = {ident: key for (_, _, key), ident in _ids(network).items()}
    root = Xml.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = Xml.SubElement(root, "meta", lastmodifieddate=date)
    Xml.SubElement(meta, "creator").text = "sco-graph"
    Xml.SubElement(meta, "description").text = f"As of {flat.graph['as_of']}. CC BY 4.0."
    graph = Xml.SubElement(root, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date")
    graph.set("timerepresentation", "interval")
    nodes = {node: _without(data, "label", "colour") for node, data in flat.nodes(data=True)}
    edges: dict[str, dict[str, Any]] = {}
    for _, _, ident, data in flat.edges(keys=True, data=True):
        edges[ident] = {f"{name}_written" if name in ("start", "end") else name: v for name, v in data.items()}
        if interval := when.get(keys[ident]):
            edges[ident]["certain"] = interval.certain
    columns = {kind: _columns(graph, kind, each) for kind, each in (("node", nodes), ("edge", edges))}
    listed = Xml.SubElement(graph, "nodes", count=str(len(flat)))
    for node, data in flat.nodes(data=True):
        element = Xml.SubElement(listed, "node", id=node, label=data.get("label", node))
        _values(element, columns["node"], nodes[node])
        _look(element, data)
    listed = Xml.SubElement(graph, "edges", count=str(flat.number_of_edges()))
    for source, target, ident, data in flat.edges(keys=True, data=True):
        element = Xml.SubElement(listed, "edge", id=ident, source=source, target=target, label=data["relation"])
        if interval := when.get(keys[ident]):
            if interval.first:
                element.set("start", interval.first)
            if interval.last:
                element.set("end", interval.last)
        _values(element, columns["edge"], edges[ident])
    Xml.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="utf-8") + b"\n"


def _ids(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], str]:
    from sco_graph.export.flat import edge_ids

    return edge_ids(network)


def _without(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def _columns(graph: Xml.Element, kind: str, each: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; {name: type}."""
    types: dict[str, set[str]] = {}
    for data in each.values():
        for name, value in data.items():
            types.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    declared = Xml.SubElement(graph, "attributes", {"class": kind})
    for name in sorted(types):
        one = next(iter(types[name])) if len(types[name]) == 1 else "string"
        Xml.SubElement(declared, "attribute", id=name, title=name, type=one)
    return dict.fromkeys(sorted(types), "")


def _values(element: Xml.Element, columns: dict[str, str], data: dict[str, Any]) -> None:
    listed = Xml.SubElement(element, "attvalues")
    for name in columns:
        if name in data:
            value = data[name]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            Xml.SubElement(listed, "attvalue", {"for": name, "value": text})


def _look(element: Xml.Element, data: dict[str, Any]) -> None:
    if "colour" in data:
        red, green, blue = bytes.fromhex(data["colour"].removeprefix("#"))
        Xml.SubElement(element, "viz:color", r=str(red), g=str(green), b=str(blue))
    shape = _SHAPES.get(data.get("shape", ""), data.get("shape", ""))
    if shape in _SHAPES_OF_GEXF:
        Xml.SubElement(element, "viz:shape", value=shape)
