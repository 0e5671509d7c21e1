"""The graph as things and the relations between them: records for the pages, networkx for analysts.

`reading` reads a store once into `records`; `graph` turns them into a MultiDiGraph, whole or filtered; `projections`
join things that met, belong or signed together; `measures` tells who stands where, and how that changes. Import from it
by name (`from sco_graph.network import project`): as an attribute, `sco_graph.network` is the function.
"""

from sco_graph.network.graph import network_of
from sco_graph.network.measures import measures, measures_by_year
from sco_graph.network.projections import PROJECTIONS, project
from sco_graph.network.reading import read_model

__all__ = ["PROJECTIONS", "measures", "measures_by_year", "network_of", "project", "read_model"]
