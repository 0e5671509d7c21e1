"""GEXF 1.3 of the network, for Gephi: dynamic, each relation shown on the days on which it holds.

GEXF's intervals are closed, ours half-open: an `end` of 4 July is written as 3 July. An end that is open is absent.
The interval of a relation is when it *certainly* holds, so that Gephi's timeline on a day shows what `--as-of` gives.
Where no day is certain (a month is all that is known), the interval is from the first to the last day that the dates
speak of, and the attribute `certain` is false. An act has the days of its event, or its own date.

GEXF cannot hold: both bounds of an imprecise date (`start` and `end` as written stand in `start_written` and
`end_written`); several values of an attribute (joined by `; `); labels in three languages (Russian and Chinese are
attributes); where sources are to be found (`sources` has their ids); several labelled shapes (each becomes the nearest
that GEXF has). Nodes have no interval: that a person or a document is gone is not what the graph says.

Written here, not by networkx: that one puts today's date in, gives all edges of a property the same id, and binds xsi
to a namespace that is not XML Schema's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as Xml

import pyoxigraph as ox

from sco_graph.export.flat import edge_ids, flat_network
from sco_graph.namespaces import ONTOLOGY, PREFIXES, compact
from sco_graph.query import run
from sco_graph.spans import Span, spans
from sco_graph.terms import text_rows

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
    for row in text_rows(run(store, _ACTS)):
        first, latest = row["first"], row["firstLatest"]
        # An act without a last day is of one day. Known to the month, no day of it is certain: first is before latest.
        earliest = row.get("lastEarliest", first)
        last = row.get("last", latest)
        certain = latest <= earliest
        interval = Interval(latest, earliest, True) if certain else Interval(first, last, False)
        found.setdefault(compact(row["relation"]), interval)
    for row in text_rows(run(store, _KINDS)):
        for relation, span in spans(store, row["class"].removeprefix(ONTOLOGY)).items():
            held = _of_span(span)
            if held is not None:
                found[compact(relation)] = held
    return found


def _of_span(span: Span) -> Interval | None:
    """The days on which it certainly holds, else those that its dates speak of; None where it has no date."""
    begun = sorted(day for day in (span.start_latest, *span.seen_latest) if day)
    last_days = sorted(day for day in (_day_before(span.end_earliest), *span.seen) if day)
    open_end = span.ongoing and span.end is None
    first = next((day for day in begun if span.certainly(day)), None)
    if first is not None:
        last = next((day for day in reversed(last_days) if span.certainly(day)), first)
        return Interval(first, None if open_end else last, True)
    earliest = span.start or min(span.seen, default=None)
    latest = _day_before(span.end) or max((*span.seen_latest, *filter(None, [span.start_latest])), default=None)
    return Interval(earliest, None if open_end else latest, False) if earliest or latest else None


def _day_before(day: str | None) -> str | None:
    return (calendar_date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def gexf(network: nx.MultiDiGraph[str], when: Mapping[str, Interval], date: str) -> bytes:
    """The network as GEXF; `when` is that of `intervals`, `date` (YYYY-MM-DD) the data set's date."""
    flat = flat_network(network)
    intervals_of = {ident: when[key] for (_, _, key), ident in edge_ids(network).items() if key in when}
    root = Xml.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = Xml.SubElement(root, "meta", lastmodifieddate=date)
    Xml.SubElement(meta, "creator").text = "sco-graph"
    Xml.SubElement(meta, "description").text = f"As of {flat.graph['as_of']}. CC BY 4.0."
    dynamic = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = Xml.SubElement(root, "graph", {"defaultedgetype": "directed", **dynamic})
    nodes = {node: _values_of_node(data) for node, data in flat.nodes(data=True)}
    edges = {
        ident: _values_of_edge(data, intervals_of.get(ident)) for _, _, ident, data in flat.edges(keys=True, data=True)
    }
    _declare(graph, "node", nodes.values())
    _declare(graph, "edge", edges.values())
    listed = Xml.SubElement(graph, "nodes", count=str(len(nodes)))
    for node, data in flat.nodes(data=True):
        element = Xml.SubElement(listed, "node", id=node, label=data.get("label", node))
        _write_values(element, nodes[node])
        _write_look(element, data)
    listed = Xml.SubElement(graph, "edges", count=str(len(edges)))
    for source, target, ident, data in flat.edges(keys=True, data=True):
        element = Xml.SubElement(listed, "edge", id=ident, source=source, target=target, label=data["relation"])
        if interval := intervals_of.get(ident):
            bounds = {"start": interval.first, "end": interval.last}
            element.attrib.update({name: day for name, day in bounds.items() if day})
        _write_values(element, edges[ident])
    Xml.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(Xml.tostring(root, encoding="utf-8")) + b"\n"


def _values_of_node(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in ("label", "colour", "shape")}


def _values_of_edge(data: Mapping[str, Any], interval: Interval | None) -> dict[str, Any]:
    """Start and end as they were written have a name of their own: GEXF's are the days of the interval."""
    values = {f"{name}_written" if name in ("start", "end") else name: value for name, value in data.items()}
    return {**values, "certain": interval.certain} if interval else values


def _declare(graph: Xml.Element, kind: str, each: Iterable[Mapping[str, Any]]) -> None:
    """Declare the attributes of nodes or edges, each with the one type that its values have."""
    types: dict[str, set[str]] = {}
    for data in each:
        for name, value in data.items():
            types.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    declared = Xml.SubElement(graph, "attributes", {"class": kind})
    for name, found in sorted(types.items()):
        Xml.SubElement(declared, "attribute", id=name, title=name, type="string" if len(found) > 1 else min(found))


def _write_values(element: Xml.Element, data: Mapping[str, Any]) -> None:
    listed = Xml.SubElement(element, "attvalues")
    for name, value in sorted(data.items()):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        Xml.SubElement(listed, "attvalue", {"for": name, "value": text})


def _write_look(element: Xml.Element, data: Mapping[str, Any]) -> None:
    if "colour" in data:
        red, green, blue = bytes.fromhex(data["colour"].removeprefix("#"))
        Xml.SubElement(element, "viz:color", r=str(red), g=str(green), b=str(blue))
    shape = _SHAPES.get(data.get("shape", ""), data.get("shape", ""))
    if shape in _SHAPES_OF_GEXF:
        Xml.SubElement(element, "viz:shape", value=shape)
