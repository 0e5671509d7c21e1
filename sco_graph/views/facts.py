"""Memberships and applications in words, each with its sources, for the pages."""

import re
from typing import TYPE_CHECKING, Any, Final

from sco_graph.loaders.dates import parse
from sco_graph.spans import Span
from sco_graph.timeline import spoken

if TYPE_CHECKING:
    import networkx as nx

# What is said of a state in an organisation: {(state, organisation): facts, the newest first}.
Facts = dict[tuple[str, str], list[dict[str, Any]]]

_REMARKS: Final = (("decidedOn", "Decided on {}."), ("memorandumOn", "Memorandum of {}."), ("comment", "{}"))


def facts_of(network: "nx.MultiDiGraph[str]", day: str) -> Facts:
    """Memberships and applications, as they stand on `day`."""
    found: Facts = {}
    for source, target, key, edge in network.edges(keys=True, data=True):
        ends = sorted((source, target), key=lambda node: network.nodes[node]["type"] != "State")
        types = [network.nodes[node]["type"] for node in ends]
        if edge["relation"] in ("Membership", "Application") and types == ["State", "InternationalOrganization"]:
            found.setdefault((ends[0], ends[1]), []).append(_fact(key, edge, day))
    for facts in found.values():
        facts.sort(key=lambda fact: (fact["now"], fact["from"], fact["id"]), reverse=True)
    return found


def _fact(key: str, edge: dict[str, Any], day: str) -> dict[str, Any]:
    start, end, ongoing = edge.get("start"), edge.get("end"), edge.get("endState") == "ongoing"
    seen = [edge["seenOn"]] if isinstance(edge.get("seenOn"), str) else edge.get("seenOn", [])
    span = Span(
        start_latest=parse(start).latest.isoformat() if start else None,
        end_earliest=parse(end).earliest.isoformat() if end else None,
        ongoing=ongoing,
        seen=tuple(parse(text).earliest.isoformat() for text in seen),
        seen_latest=tuple(parse(text).latest.isoformat() for text in seen),
    )
    parts = [f"from {spoken(start)}"] if start else []
    parts += [f"seen {spoken(text)}" for text in seen]
    parts += [f"until {spoken(end)}"] if end else [] if ongoing else ["end not known"]
    applied = edge["relation"] == "Application"
    doubtful = edge.get("confidence") == "low"
    what = f"application: {edge.get('soughtStatus')} ({edge.get('stage')})" if applied else edge.get("status", "")
    return {
        "id": key,
        "status": edge.get("soughtStatus" if applied else "status", ""),
        "what": f"{what}, low confidence" if doubtful else what,
        "doubtful": doubtful,
        "applied": applied,
        "from": start or (min(seen) if seen else ""),
        "when": f"since {spoken(start)}" if start and ongoing else ", ".join(parts),
        "now": not applied and span.certainly(day),
        "remarks": [
            text.format(edge[name] if name == "comment" else spoken(edge[name]))
            for name, text in _REMARKS
            if name in edge
        ],
        "sources": edge.get("sources", []),
    }


def sources_of(network: "nx.MultiDiGraph[str]", facts: Facts) -> dict[str, dict[str, str]]:
    """The sources of facts, {slug: {"title", "url"}}; only http and https addresses: no link runs a script."""
    used = {slug for found in facts.values() for fact in found for slug in fact["sources"]}
    known = network.graph.get("sources", {})
    return {slug: _source(known.get(slug, {}), slug) for slug in sorted(used)}


def _source(source: dict[str, str], slug: str) -> dict[str, str]:
    url = source.get("url", "")
    return {"title": source.get("title", slug), "url": url if re.match(r"https?://", url, re.IGNORECASE) else ""}
