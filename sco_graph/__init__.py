"""sco-graph: the open, sourced, dated knowledge graph of the Shanghai Cooperation Organisation.

>>> import sco_graph
>>> graph = sco_graph.load()  # doctest: +SKIP
>>> len(sco_graph.query("members"))  # doctest: +SKIP
10
"""

# api imports the submodules `query` and `network` first, so that these functions keep the names.
from sco_graph.api import as_of, load, network, projection, query, read, view
from sco_graph.network import measures

__all__ = ["as_of", "load", "measures", "network", "projection", "query", "read", "view"]
