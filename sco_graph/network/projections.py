"""Things joined by what they share: states that met, belong or signed together, persons who attended together.

A projection of a two-mode network on one of its modes (Breiger 1974, "The Duality of Persons and Groups",
doi:10.2307/2576011): two things are tied where some third thing ties both, and the weight counts how many do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sco_graph.network.graph import network_of
from sco_graph.problems import UsageError, found_expected, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from sco_graph.network.records import Model


@dataclass(frozen=True, slots=True)
class Projection:
    """Which relation ties the members to the hubs that they share.

    `members` is the class that is joined; `by` a property of the relation that names the members, where they are not
    at its start; `only` and `never` are English labels, (attribute, label), that an edge must or must not have.
    """

    relation: str
    members: str
    by: str = ""
    only: tuple[str, str] | None = None
    never: tuple[str, str] | None = None


PROJECTIONS: Final = {
    "co-participation": Projection("Participation", "State", never=("role", "invited")),
    "co-membership": Projection("Membership", "State", only=("status", "member")),
    "co-signature": Projection("Signature", "State"),
    "co-attendance": Projection("Participation", "Person", by="representative", never=("role", "invited")),
}


def project(
    model: Model, name: str, as_of: str | None = None, *, between: tuple[str, str] | None = None
) -> nx.Graph[str]:
    """One of PROJECTIONS as an undirected graph: edges have `weight` and `shared` (slugs of what both share).

    Nodes are as in `network_of`, without those that share nothing. The day or days are those of `network_of`: of
    memberships, those that hold then; of acts, those done by then, or in between. A mere invitation is no
    participation. Raises UsageError for an unknown projection.
    """
    import networkx as nx

    if name not in PROJECTIONS:
        raise UsageError(found_expected(name, f"one of {', '.join(PROJECTIONS)}", nearest(name, PROJECTIONS)))
    chosen = PROJECTIONS[name]
    network = network_of(model, as_of, between=between, relations=[chosen.relation])
    hubs: dict[str, set[str]] = {}
    for member, hub in _ties(network, chosen):
        hubs.setdefault(hub, set()).add(member)
    joined: nx.Graph[str] = nx.Graph(as_of=network.graph["as_of"], title=name)
    for hub, members in sorted(hubs.items()):
        for one, other in combinations(sorted(members), 2):
            shared = joined.get_edge_data(one, other, {"shared": []})["shared"]
            joined.add_edge(one, other, weight=len(shared) + 1, shared=[*shared, hub])
    for node in joined:
        joined.nodes[node].update(network.nodes[node])
    return joined


def _ties(network: nx.MultiDiGraph[str], chosen: Projection) -> Iterator[tuple[str, str]]:
    """(member, hub) of each edge that counts."""
    for source, hub, said in network.edges(data=True):
        if chosen.only and chosen.only[1] not in _values(said, chosen.only[0]):
            continue
        if chosen.never and set(_values(said, chosen.never[0])) == {chosen.never[1]}:
            continue
        for member in _values(said, chosen.by) if chosen.by else [source]:
            if member in network and network.nodes[member]["type"] == chosen.members:
                yield member, hub


def _values(said: dict[str, str | list[str]], name: str) -> list[str]:
    found = said.get(name, [])
    return [found] if isinstance(found, str) else found
