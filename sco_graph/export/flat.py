"""The network as file formats take it: plain values, an id for each edge, one order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def flat_network(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same nodes and edges, sorted, with plain attributes; an edge's key is its id, which no other edge has."""
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph(**plain(network.graph))
    for node, attributes in sorted(network.nodes(data=True)):
        flat.add_node(node, **plain(attributes))
    ids = edge_ids(network)
    for source, target, key, attributes in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        flat.add_edge(source, target, key=ids[source, target, key], **plain(attributes))
    return flat


def edge_ids(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], str]:
    """An id for each edge: its relation's slug; where many edges share a key (a property), its ends say which it is."""
    shared = Counter(key for _, _, key in network.edges(keys=True))
    return {
        (source, target, key): f"{source}--{key}--{target}" if key == relation or shared[key] > 1 else key
        for source, target, key, relation in network.edges(keys=True, data="relation")
    }


def plain(attributes: dict[str, Any]) -> dict[str, Any]:
    """Strings, numbers and booleans as they are, lists joined by `; `; no mappings and nothing empty."""
    return {
        name: "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in attributes.items()
        if value is not None and not isinstance(value, dict)
    }
