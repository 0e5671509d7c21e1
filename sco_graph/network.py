"""The graph as a networkx MultiDiGraph: things are nodes, a qualified relation is one edge that keeps its attributes.

Which two properties a relation joins is said in the ontology (`sco:edgeFrom`, `sco:edgeTo`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, ID, ONTOLOGY, PREFIXES, compact
from sco_graph.query import rows, run
from sco_graph.spans import spans
from sco_graph.timeline import english

if TYPE_CHECKING:
    import networkx as nx

_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "skos", "rdfs", "owl"))
# The later bound of a date is left out of edges: an imprecise date is shown as it was written.
_LEFT_OUT: Final = frozenset({"endEarliest"})

NODES: Final = f"""{_PREFIX}
SELECT ?node ?class ?label ?colour ?shape WHERE {{
  GRAPH <https://w3id.org/sco-graph/graph/facts> {{ ?node a ?class ; skos:prefLabel ?label }}
  OPTIONAL {{ ?class sco:colour ?colour }} OPTIONAL {{ ?class sco:shape ?shape }}
  FILTER NOT EXISTS {{ ?class rdfs:subClassOf* sco:QualifiedRelation }}
}} ORDER BY ?node ?class ?label"""

RELATIONS: Final = f"""{_PREFIX}
SELECT ?relation ?class ?source ?target WHERE {{
  ?class sco:edgeFrom ?from ; sco:edgeTo ?to .
  ?relation a ?class ; ?from ?source ; ?to ?target .
}} ORDER BY ?relation ?source ?target"""

DETAILS: Final = f"""{_PREFIX}
SELECT ?relation ?property ?value WHERE {{
  ?class sco:edgeFrom ?from ; sco:edgeTo ?to . ?relation a ?class ; ?property ?value .
  FILTER(?property != ?from && ?property != ?to)
  FILTER(STRSTARTS(STR(?property), STR(sco:)) || ?property = rdfs:comment)
}} ORDER BY ?relation ?property ?value"""

SOURCES: Final = f"""{_PREFIX}PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?source ?url ?title WHERE {{ ?source a sco:Source ; sco:url ?url ; dcterms:title ?title }} ORDER BY ?source"""

LINKS: Final = f"""{_PREFIX}
SELECT ?source ?property ?target WHERE {{
  GRAPH <https://w3id.org/sco-graph/graph/facts> {{
    ?source ?property ?target
    FILTER(STRSTARTS(STR(?property), STR(sco:)) && STRSTARTS(STR(?target), "{ID}"))
    FILTER EXISTS {{ ?source skos:prefLabel ?one }} FILTER EXISTS {{ ?target skos:prefLabel ?two }}
  }}
}} ORDER BY ?source ?property ?target"""


def network_of(store: ox.Store, date: str, as_of: str | None = None) -> nx.MultiDiGraph[str]:
    """The network of a store.

    Nodes are slugs with `type`, `label` (English), `label_ru`, `label_zh`, `colour`, `shape`. An edge has as key its
    relation's slug (or property), and carries `relation` (the class or property), what the relation says (`start`,
    `end`, `status`, `comment`, ...) and `sources` (slugs). With `as_of` (YYYY-MM-DD) an edge that may end stays only
    where it certainly holds on that day, and an act only where its latest day is not after it. `graph["as_of"]` tells
    the day, `graph["sources"]` where the sources are: {slug: {"url": ..., "title": ...}}.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=as_of or date, title="sco-graph")
    for row in _rows(store, NODES):
        node = compact(row["node"].value)
        label = cast(ox.Literal, row["label"])
        graph.add_node(node, type=row["class"].value.removeprefix(ONTOLOGY))
        name = "label" if label.language == "en" else f"label_{label.language}"
        graph.nodes[node][name] = label.value
        for look in ("colour", "shape"):
            if look in row:
                graph.nodes[node][look] = row[look].value
    graph.graph["sources"] = {
        compact(row["source"].value): {"url": row["url"].value, "title": row["title"].value}
        for row in _rows(store, SOURCES)
    }
    details = _details(store)
    holds = _holding(store, as_of) if as_of else None
    for row in _rows(store, RELATIONS):
        relation, kind = row["relation"].value, row["class"].value.removeprefix(ONTOLOGY)
        ends = compact(row["source"].value), compact(row["target"].value)
        if (holds is None or relation in holds) and ends[0] in graph and ends[1] in graph:
            graph.add_edge(*ends, key=compact(relation), relation=kind, **details.get(relation, {}))
    for row in _rows(store, LINKS):
        prop = row["property"].value.removeprefix(ONTOLOGY)
        ends = compact(row["source"].value), compact(row["target"].value)
        if ends[0] in graph and ends[1] in graph:
            graph.add_edge(*ends, key=prop, relation=prop)
    return graph


def _rows(store: ox.Store, text: str) -> list[dict[str, ox.NamedNode | ox.Literal]]:
    names, found = rows(cast(ox.QuerySolutions, run(store, text)))
    return [{n: v for n, v in zip(names, values, strict=True) if v is not None} for values in found]


def _details(store: ox.Store) -> dict[str, dict[str, Any]]:
    """What each relation says of itself: {relation: {attribute: value, or a sorted list where there are several}}."""
    labels: dict[str, str] = {}
    found: dict[str, dict[str, list[Any]]] = {}
    written: dict[str, dict[str, list[str]]] = {}
    for row in _rows(store, DETAILS):
        name = row["property"].value.rpartition("#")[2]
        if name in _LEFT_OUT or name.endswith("Latest"):
            continue
        value: Any = row["value"].value
        if isinstance(row["value"], ox.NamedNode):
            if value not in labels:
                labels[value] = english(store, value) if value.startswith(CONCEPT) else compact(value)
            value = labels[value]
        attribute = "sources" if name == "source" else name.removesuffix("Edtf")
        values = found.setdefault(row["relation"].value, {}).setdefault(attribute, [])
        if name.endswith("Edtf"):
            written.setdefault(row["relation"].value, {}).setdefault(attribute, []).append(value)
        else:
            values.append(value)
    from sco_graph.loaders.dates import parse

    # An imprecise date as written takes the place of its earliest day.
    for relation, dates in written.items():
        for attribute, texts in dates.items():
            known = [
                day for day in found[relation].get(attribute, []) if not any(parse(text).covers(day) for text in texts)
            ]
            found[relation][attribute] = sorted([*known, *texts])
    return {
        relation: {n: v[0] if len(v) == 1 and n != "sources" else v for n, v in attributes.items()}
        for relation, attributes in found.items()
    }


def _holding(store: ox.Store, day: str) -> set[str]:
    """The relations that certainly hold on `day`, and the acts that were certainly done by then."""
    spanning = ("Membership", "Application", "Tenure", "Chairmanship", "Partnership")
    held = {iri for kind in spanning for iri, span in spans(store, kind).items() if span.certainly(day)}
    done = f"""{_PREFIX}SELECT DISTINCT ?relation WHERE {{
      {{ ?relation a sco:Participation ; sco:event ?event . ?event sco:startLatest ?first .
         OPTIONAL {{ ?event sco:lastDay ?last }} BIND(COALESCE(?last, ?first) AS ?day) }}
      UNION {{ ?relation sco:document ?d ; sco:dateLatest|sco:depositedOnLatest ?day }}
      FILTER(STR(?day) <= "{day}") }}"""
    return held | {row["relation"].value for row in _rows(store, done)}
