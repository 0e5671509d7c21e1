"""GraphML of the network, for Gephi, yEd, igraph and networkx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from sco_graph.export.flat import flat_network

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx


def graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """The network as GraphML: strings, numbers and booleans as they are, lists joined by `; `; no mappings."""
    import networkx as nx

    written = BytesIO()
    # networkx writes with lxml where it is installed, which formats otherwise; this writer is always the same.
    nx.write_graphml_xml(flat_network(network), written, prettyprint=True)
    return written.getvalue()


def write_graphml(network: nx.MultiDiGraph[str], path: Path) -> None:
    """Write the network as a GraphML file."""
    path.write_bytes(graphml(network))
