"""The membership view: states around the SCO by their status on a day, and the other organisations they are in."""

import re
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sco_graph.views.facts import Facts, facts_of, sources_of
from sco_graph.views.layout import Point, near, ring
from sco_graph.views.page import write_page

if TYPE_CHECKING:
    import networkx as nx

_CENTRE: Final = "sco"


class _Ring(NamedTuple):
    """How a kind of node is drawn: size, size of its label, half axes of its ring on a wide and on a tall screen."""

    size: int
    font: int
    wide: tuple[int, int]
    tall: tuple[int, int]


_RINGS: Final = {
    "centre": _Ring(30, 15, (0, 0), (0, 0)),
    "member": _Ring(19, 15, (265, 190), (92, 165)),
    "partner": _Ring(14, 15, (480, 345), (172, 310)),
    "former": _Ring(11, 15, (570, 420), (200, 370)),
    "applicant": _Ring(11, 15, (625, 455), (226, 455)),
    "organisation": _Ring(18, 20, (880, 690), (430, 800)),
    "other": _Ring(12, 20, (1090, 850), (540, 980)),
}


def write_membership_view(network: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write `membership.html` from the network of `network_of`; statuses are those of `network.graph["as_of"]`."""
    day = network.graph["as_of"]
    facts = facts_of(network, day)
    kinds = _kinds(facts)
    wide = _places(kinds, facts, {kind: row.wide for kind, row in _RINGS.items()})
    tall = _places(kinds, facts, {kind: row.tall for kind, row in _RINGS.items()})
    legend = _legend(kinds, facts)
    names = {node: _names(network, node) for node in kinds}
    same_year = {entry["kind"] for entry in legend if entry["since"]}
    nodes = [
        {
            "id": node,
            "label": _drawn(names[node][0], "" if kind in same_year else _year(node, facts)),
            "title": _title(names[node][0], facts.get((node, _CENTRE), [])),
            "names": names[node],
            "kind": kind,
            "shape": network.nodes.get(node, {}).get("shape", "dot"),
            "size": _RINGS[kind].size,
            "font": _RINGS[kind].font,
            "x": wide[node][0],
            "y": wide[node][1],
            "tall": tall[node],
        }
        for node, kind in sorted(kinds.items())
    ]
    edges = [{"from": state, "to": org, "facts": found} for (state, org), found in sorted(facts.items())]
    write_page(
        path,
        f"Who belongs to the {names[_CENTRE][0]}",
        nodes,
        edges,
        centre=_CENTRE,
        as_of=day,
        legend=legend,
        sources=sources_of(network, facts),
        labels={node: found[0] for node, found in names.items()},
        tables=[
            ("Statuses in the SCO", [row for row in edges if row["to"] == _CENTRE]),
            ("Statuses in other organisations", [row for row in edges if row["to"] != _CENTRE]),
        ],
        colours={"state": _colour(network, "State"), "organisation": _colour(network, "InternationalOrganization")},
    )


def _kinds(facts: Facts) -> dict[str, str]:
    """Which kind of node each state and organisation is; those without any status are left out."""
    kinds = {_CENTRE: "centre"}
    for state, org in facts:
        kinds.setdefault(org, "organisation")
        here = facts.get((state, _CENTRE), [])
        held = {fact["status"] for fact in here if fact["now"]}
        past = any(not fact["applied"] for fact in here)
        kinds[state] = "member" if "member" in held else "partner" if held else "former" if past else "other"
        # A request that rests on a doubtful report alone puts nobody among those who asked.
        if any(not fact["doubtful"] for fact in here) and not held and not past:
            kinds[state] = "applicant"
    return kinds


def _places(kinds: dict[str, str], facts: Facts, axes: dict[str, tuple[int, int]]) -> dict[str, Point]:
    """Rings of states, clockwise by the start of what they have; all others go near what they are tied to."""
    places: dict[str, Point] = {}
    for kind, (rx, ry) in axes.items():
        nodes = [node for node in sorted(kinds) if kinds[node] == kind]
        if kind == "centre":
            places[_CENTRE] = (0, 0)
            continue
        if kind in ("organisation", "other"):
            neighbours: dict[str, list[Point]] = {}
            for state, org in facts:
                node, neighbour = (org, state) if kind == "organisation" else (state, org)
                if neighbour in places:
                    neighbours.setdefault(node, []).append(places[neighbour])
            nodes = near(nodes, neighbours)
        else:
            nodes.sort(key=lambda node: (facts[node, _CENTRE][0]["from"], facts[node, _CENTRE][-1]["from"], node))
        # Outermost, the first stands at 45 degrees: in a corner, where the rings leave room.
        places |= ring(nodes, rx, ry, turn=len(nodes) / 8 if kind in ("applicant", "former") else 0)
    return places


def _legend(kinds: dict[str, str], facts: Facts) -> list[dict[str, Any]]:
    """The kinds that there are, with counts; `since` where all of a kind hold their status from the same day."""
    words = {
        "former": "Had a status, has none now",
        "applicant": "Asked for a status, has none",
        "organisation": "Other organisations",
        "other": "States only in other organisations",
    }
    legend = []
    for kind in _RINGS:
        nodes = [node for node in kinds if kinds[node] == kind and node != _CENTRE]
        newest = [facts[node, _CENTRE][0] for node in nodes if (node, _CENTRE) in facts]
        held = sorted({fact["status"] for fact in newest if fact["now"]})
        since = {fact["when"] for fact in newest if fact["now"]}
        if nodes:
            legend.append(
                {
                    "kind": kind,
                    "text": words.get(kind) or ", ".join(held),
                    "since": since.pop() if len(since) == 1 and len(nodes) > 1 else "",
                    "count": len(nodes),
                    "on": kind not in ("organisation", "other"),
                }
            )
    return legend


def _names(network: "nx.MultiDiGraph[str]", node: str) -> list[str]:
    """English, Russian and Chinese; tables of a user's own may lack the SCO or a name."""
    known = network.nodes.get(node, {})
    return [known.get("label", node), known.get("label_ru", ""), known.get("label_zh", "")]


def _year(node: str, facts: Facts) -> str:
    here = facts.get((node, _CENTRE))
    return here[0]["from"][:4] if here else ""


def _drawn(label: str, year: str) -> str:
    return fill(label, 14, break_on_hyphens=False, max_lines=5, placeholder="…") + (f"\n{year}" if year else "")


def _title(label: str, facts: list[dict[str, Any]]) -> str:
    return "\n".join([label, *(f"{fact['what']}, {fact['when']}" for fact in facts[:1])])


def _colour(network: "nx.MultiDiGraph[str]", kind: str) -> str:
    found = {str(data.get("colour")) for _, data in network.nodes(data=True) if data.get("type") == kind}
    return next((colour for colour in sorted(found) if re.fullmatch(r"#[0-9a-fA-F]{6}", colour)), "#334155")
