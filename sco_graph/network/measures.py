"""Who stands where in a network: degree, betweenness, community and bridges, as one table, also year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sco_graph.network.projections import project

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from sco_graph.network.records import Model

_SEED: Final = 1  # Louvain breaks ties at random


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: how a node is tied.

    `strength` is the sum of weights, `betweenness` a share from 0 to 1, `community` a number from 1 (the largest),
    `bridges` how many ties of the node nothing else replaces.
    """

    node: str
    label: str
    type: str
    degree: int
    strength: int
    betweenness: float
    community: int
    bridges: int


def measures(network: nx.Graph[str]) -> list[Measure]:
    """The measures of each node, the best connected first.

    Direction is left aside and parallel edges count as weight. Betweenness is that of Freeman (1977) without weights,
    communities are those of Louvain (Blondel et al. 2008) with a fixed seed, bridges are those of Tarjan (1974), all as
    networkx computes them.
    """
    import networkx as nx

    simple = _simple(network)
    between = nx.betweenness_centrality(simple)
    groups = sorted(
        nx.community.louvain_communities(simple, seed=_SEED) if simple else [],
        key=lambda group: (-len(group), min(group)),
    )
    community = {node: number for number, group in enumerate(groups, 1) for node in group}
    ends = [end for bridge in nx.bridges(simple) for end in bridge]
    rows = [
        Measure(
            node=node,
            label=network.nodes[node].get("label", node),
            type=network.nodes[node].get("type", ""),
            degree=simple.degree(node),
            strength=simple.degree(node, weight="weight"),
            betweenness=round(between[node], 6),
            community=community[node],
            bridges=ends.count(node),
        )
        for node in simple
    ]
    return sorted(rows, key=lambda row: (-row.strength, -row.degree, row.node))


def measures_by_year(model: Model, projection: str, years: Iterable[int]) -> dict[int, list[Measure]]:
    """The measures of a projection (see `project`) for the acts and memberships of each year."""
    return {year: measures(project(model, projection, between=(f"{year}-01-01", f"{year}-12-31"))) for year in years}


def _simple(network: nx.Graph[str]) -> nx.Graph[str]:
    import networkx as nx

    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(network))
    for source, target, weight in sorted(network.edges(data="weight", default=1)):
        if source != target:
            before = simple.get_edge_data(source, target, {"weight": 0})["weight"]
            simple.add_edge(source, target, weight=before + weight)
    return simple
