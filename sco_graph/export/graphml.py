"""GraphML of the network, for Gephi, yEd, igraph and networkx."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(network: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write the network as GraphML: strings, numbers and booleans as they are, lists joined by `; `; no mappings."""
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_flat(network.graph))
    for node, attributes in sorted(network.nodes(data=True)):
        flat.add_node(node, **_flat(attributes))
    for source, target, key, attributes in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        flat.add_edge(source, target, key=key, **_flat(attributes))
    # networkx writes with lxml where it is installed, which formats otherwise; this writer is always the same.
    nx.write_graphml_xml(flat, path, prettyprint=True)


def _flat(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in attributes.items()
        if value is not None and not isinstance(value, dict)
    }
