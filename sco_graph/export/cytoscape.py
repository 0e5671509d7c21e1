"""Cytoscape JSON: the elements format of cytoscape.js, which Cytoscape opens too (.cyjs)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sco_graph.export.flat import flat_network

if TYPE_CHECKING:
    import networkx as nx


def cytoscape(network: nx.MultiDiGraph[str]) -> str:
    """The network as `{"data": …, "elements": {"nodes": […], "edges": […]}}`, one element a line.

    A node's `name` is its English label (its id where it has none), and an edge's `id` is unique. Attributes are those
    of sco.graphml.
    """
    flat = flat_network(network)
    nodes = [
        {"data": {"id": node, "value": node, "name": data.get("label", node), **data}}
        for node, data in flat.nodes(data=True)
    ]
    edges = [
        {"data": {"id": key, "key": key, "source": source, "target": target, **data}}
        for source, target, key, data in flat.edges(keys=True, data=True)
    ]
    head = f'{{\n"data": {_json(dict(flat.graph))},\n"directed": true,\n"multigraph": true,\n"elements": {{\n'
    return f'{head}"nodes": [\n{_lines(nodes)}\n],\n"edges": [\n{_lines(edges)}\n]\n}}\n}}\n'


def _lines(elements: list[dict[str, Any]]) -> str:
    return ",\n".join(map(_json, elements))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
