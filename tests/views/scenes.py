"""Scenes for tests: a small one by hand, under any names, and one as large as wanted."""

from typing import Any

SOURCES = {
    "src-good": {"title": "Gazette, no. 7", "url": "https://example.org/a?b=1&c=2", "publisher": "Gazette"},
    "src-bad": {"title": "A page", "url": "javascript:window.ran = 4", "publisher": ""},
}


def kind(name: str, nature: str, colour: str, shape: str = "dot") -> dict[str, Any]:
    return {
        "names": {"en": name},
        "definition": "",
        "colour": colour,
        "icon": "●",
        "shape": shape,
        "nature": nature,
    }


def thing(slug: str, name: str, x: int, y: int, **more: Any) -> dict[str, Any]:
    return {
        "id": slug,
        "kind": "State",
        "names": {"en": name},
        "label": {"en": name[:14]},
        "variants": [],
        "x": x,
        "y": y,
        "tall": [y, x],
        "size": 14,
        "font": 14,
        "start": True,
        "group": None,
        "begins": "",
        "ends": "",
        "facts": [],
        "comments": [],
        "same_as": [],
        "sources": ["src-good"],
        "claims": [],
        **more,
    }


def tie(slug: str, relation: str, one: str, other: str, certain: list[list[str]], **more: Any) -> dict[str, Any]:
    return {
        "id": slug,
        "kind": relation,
        "from": one,
        "to": other,
        "said": [],
        "start": "",
        "end": "",
        "date": "",
        "ongoing": False,
        "seen": [],
        "certain": certain,
        "possible": None,
        "sources": ["src-good", "src-bad"],
        "confidence": "high",
        "comment": "",
        "claims": [],
        "start_shown": True,
        **more,
    }


def scene(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "view": "small",
        "titles": {"en": "A small world", "ru": "Малый мир"},
        "questions": {"en": "Who is tied to whom?"},
        "date": "2026-11-24",
        "first": "2001-06-15",
        "home": None,
        "things": None,
        "centre": None,
        "tall_scale": 0.8,
        "groups": {},
        "marks": {"wide": [], "tall": []},
        "kinds": {
            "State": kind("State", "thing", "#1e3a8a"),
            "InternationalOrganization": kind("Organisation", "thing", "#0f766e", "hexagon"),
            "Meeting": kind("Meeting", "thing", "#c026d3", "star"),
            "Membership": kind("Membership", "state", "#166534"),
            "Participation": kind("Participation", "act", "#b01733"),
        },
        "properties": {"status": {"en": "status"}},
        "concepts": {
            "member": {"en": "member"},
            "observer": {"en": "observer"},
            "contradicted": {"en": "contradicted"},
            "supported": {"en": "supported"},
        },
        "others": {},
        "sources": SOURCES,
        "claims": {},
        "nodes": nodes,
        "edges": edges,
        **more,
    }


def status(slug: str) -> list[list[str]]:
    return [["status", slug, "concept"]]


def small(names: list[str] | None = None) -> dict[str, Any]:
    """Four states, an organisation, two meetings; five names are used for all that can carry text."""
    alpha, beta, gamma, delta, omega = names or ["Alpha", "Beta", "Gamma", "Delta", "Omega Union"]
    nodes = [
        thing("alpha", alpha, 0, -160, variants=[beta, "Альфа"], claims=["claim-1"], facts=[["note", gamma, "text"]]),
        thing("beta", beta, 260, 0, comments=[gamma], facts=[["website", "javascript:window.ran = 5", "url"]]),
        thing("gamma", gamma, 0, 160),
        thing("delta", delta, -260, 0),
        thing("omega", omega, 0, 0, kind="InternationalOrganization", size=24),
        thing("meeting-2005", "Meeting 2005", 300, 160, kind="Meeting", begins="2005-07-05"),
        thing("meeting-2026", "Meeting 2026", 300, -160, kind="Meeting", begins="2026-07-05", start=False),
    ]
    ends = {"start": "2017-06", "ongoing": True, "said": status("member")}
    edges = [
        tie("m-alpha", "Membership", "alpha", "omega", [["2017-06-30", ""]], comment=omega, claims=["claim-1"], **ends),
        tie("o-alpha", "Membership", "alpha", "omega", [["2005-07-05", "2017-06-01"]], said=status("observer")),
        tie("m-beta", "Membership", "beta", "omega", [["2001-06-15", ""]], start="2001-06-15", **{"ongoing": True}),
        tie("m-delta", "Membership", "delta", "omega", [["2001-06-15", "2010-01-01"]], end="2010-01-01"),
        tie("m-gamma", "Membership", "gamma", "omega", [], possible=["2012-01-01", ""], seen=["2012"]),
        tie("p-2005", "Participation", "meeting-2005", "beta", [["2005-07-05", ""]], date="2005-07-05"),
        tie("p-2026", "Participation", "meeting-2026", "beta", [["2026-07-05", ""]], date="2026-07-05"),
    ]
    claim = {"kind": "status", "verdict": "contradicted", "subject": "alpha", "object": "omega", "correct": "member"}
    claims = {"claim-1": {**claim, "reason": beta, "quote": gamma, "sources": ["src-good", "src-bad"]}}
    return scene(nodes, edges, claims=claims)


def large(count: int) -> dict[str, Any]:
    """So many things, four times as many ties; one in ten things is shown at the start."""
    wide = int(count**0.5) + 1
    nodes = [
        thing(f"t{i}", f"Thing {i}", (i % wide) * 130, (i // wide) * 90, start=i % 10 == 0, size=8)
        for i in range(count)
    ]
    edges = [
        tie(f"e{i}-{j}", "Membership", f"t{i}", f"t{(i * 7 + j * j * 13 + 1) % count}", [["2001-06-15", ""]])
        for i in range(count)
        for j in range(4)
    ]
    return scene(nodes, [edge for edge in edges if edge["from"] != edge["to"]])
