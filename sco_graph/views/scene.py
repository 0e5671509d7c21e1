"""A scene: everything that a network page shows and says, as the JSON that the scripts of the page read.

Nodes and edges carry what is known about each (facts, dates, sources, claims); the vocabulary (names of kinds,
properties, concepts, of things that are only mentioned) stands once beside them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sco_graph.network.records import Fact, Model, Names, Relation, Thing
from sco_graph.views.casting import Cast, cast
from sco_graph.views.catalogue import Part, View, labels_of, read_catalogue
from sco_graph.views.labels import box_of, label_of
from sco_graph.views.layouts import LAYOUTS
from sco_graph.views.layouts.drawing import Drawing, Sketch

Scene = dict[str, Any]

TALL_SCALE: Final = 0.8
"""On a tall screen labels are drawn this much smaller,"""
TALL_SIGNS: Final = 0.6
"""and signs this much."""


def scene_of_view(model: Model, name: str) -> Scene:
    """The scene of a view of the catalogue; KeyError if there is none of that name."""
    view = read_catalogue()[name]

    def drawn(one: Relation) -> bool:
        central = view.centre in (one.source, one.target)
        return one.kind in view.start_relations or (central and one.kind in view.start_centre)

    return scene_of(model, view, cast(model, view), drawn)


def scene_of(model: Model, view: View, players: Cast, drawn: Callable[[Relation], bool]) -> Scene:
    """The scene of a cast; `drawn` tells which relations among the things of the first look are drawn with them."""
    part_of = players.part_of()
    rules = labels_of(view)
    labels = {slug: label_of(model, model.things[slug], rules) for slug in part_of}
    wide, tall = (_drawing(model, view, players, labels, tall) for tall in (False, True))
    marked: dict[str, list[str]] = {}
    for mark in wide.marks:
        for slug in mark.about:
            marked.setdefault(slug, []).append(mark.key)
    nodes = [
        _node(model.things[slug], part_of[slug], labels[slug])
        | {"x": wide.points[slug][0], "y": wide.points[slug][1], "tall": list(tall.points[slug])}
        | {"marks": marked.get(slug, [])}
        for slug in sorted(part_of)
    ]
    shown = {node["id"] for node in nodes if node["start"]}
    edges = [_edge(one, drawn(one) and shown >= {one.source, one.target}) for one in players.relations]
    return {
        "view": view.name,
        "titles": view.titles,
        "questions": view.questions,
        "date": model.date,
        "first": _first_day(model, view, players.relations),
        "home": None,
        "things": None,
        "centre": view.centre if view.centre in part_of else None,
        "tall_scale": TALL_SCALE,
        "tall_signs": TALL_SIGNS,
        "groups": _groups(model, view),
        "nodes": _grouped(nodes, view, players, model.date),
        "edges": edges,
        "marks": {"wide": [mark.as_json() for mark in wide.marks], "tall": [mark.as_json() for mark in tall.marks]},
        **_vocabulary(model, nodes, edges),
    }


def _drawing(model: Model, view: View, players: Cast, labels: dict[str, Names], tall: bool) -> Drawing:
    signs, font = (TALL_SIGNS, TALL_SCALE) if tall else (1, 1)
    boxes = {
        slug: box_of(labels[slug], part.size * signs, part.font * font)
        for part, slugs in players.parts
        for slug in slugs
    }
    return LAYOUTS[view.layout](Sketch(model, players, boxes, view.centre, tall))


def _node(thing: Thing, part: Part, label: Names) -> dict[str, Any]:
    return {
        "id": thing.slug,
        "kind": thing.kind,
        "names": thing.names,
        "variants": thing.variants,
        "label": label,
        "size": part.size,
        "font": part.font,
        "start": part.start,
        "start_tall": part.start and not part.wide_only,
        "group": part.group or None,
        "begins": thing.begins,
        "ends": thing.ends,
        "facts": _facts(thing.facts),
        "comments": thing.comments,
        "same_as": thing.same_as,
        "sources": thing.sources,
        "claims": thing.claims,
    }


def _edge(one: Relation, shown: bool) -> dict[str, Any]:
    return {
        "id": one.slug,
        "kind": one.kind,
        "from": one.source,
        "to": one.target,
        "said": _facts(one.said),
        "start": one.start,
        "end": one.end,
        "date": one.date,
        "ongoing": one.ongoing,
        "seen": one.seen,
        "certain": one.certain,
        "possible": one.possible,
        "sources": one.sources,
        "confidence": one.confidence,
        "comment": one.comment,
        "claims": one.claims,
        "start_shown": shown,
    }


def _facts(facts: Sequence[Fact]) -> list[list[str]]:
    return [[fact.property, fact.value, fact.target] for fact in facts]


def _first_day(model: Model, view: View, relations: Iterable[Relation]) -> str:
    """The first day of the slider: when the first relation to the centre (without one: of all) certainly stands."""
    dated = [one for one in relations if one.start or one.date or one.seen]
    central = [one for one in dated if view.centre in (one.source, one.target)]
    return min((first for one in central or dated for first, _ in one.certain), default=model.date)


def _groups(model: Model, view: View) -> dict[str, dict[str, Any]]:
    """The groups of a view that has a centre: one for each status, then those of the parts."""
    of_status = {
        status: {"names": model.concepts[status], "statuses": [status], "colour": model.colours.get(status, "")}
        for status in view.statuses
    }
    return of_status | {
        group.key: {"names": group.names, "colour": group.colour or _colour(model, group.kind)} for group in view.groups
    }


def _colour(model: Model, kind: str) -> str:
    """That of a kind; "" where the data have none of it."""
    return model.kinds[kind].colour if kind in model.kinds else ""


def _grouped(nodes: list[dict[str, Any]], view: View, players: Cast, day: str) -> list[dict[str, Any]]:
    """The nodes, each that holds a status towards the centre on a day with that as its group."""
    held: dict[str, str] = {}
    for one in players.relations:
        if one.target == view.centre and one.holds(day):
            held.update((one.source, fact.value) for fact in one.said if fact.value in view.statuses)
    return [node | {"group": held.get(node["id"], node["group"])} for node in nodes]


def _vocabulary(model: Model, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Scene:
    """What the records of a scene name: kinds, properties, concepts, claims, sources; and things that are no nodes."""
    records = [*nodes, *edges]
    facts = [fact for one in records for fact in one["facts" if "facts" in one else "said"]]
    claims = sorted({slug for one in records for slug in one["claims"]})
    judged = [model.claims[slug] for slug in claims]
    sources = {slug for one in records for slug in one["sources"]} | {slug for one in judged for slug in one.sources}
    concepts = {value for _, value, target in facts if target == "concept"} | {one["confidence"] for one in edges}
    concepts |= {name for one in judged for name in (one.verdict, one.kind, one.object, one.correct)}
    named = {value for _, value, target in facts if target == "thing"}
    named |= {name for one in judged for name in (one.subject, one.object, one.correct)}
    there = {node["id"] for node in nodes}
    return {
        "kinds": {
            name: {
                "names": model.kinds[name].names,
                "colour": model.kinds[name].colour,
                "shape": model.kinds[name].shape,
                "nature": model.kinds[name].nature,
            }
            for name in sorted({one["kind"] for one in records})
        },
        "properties": {
            name: model.properties[name] for name in sorted({name for name, _, _ in facts}) if name in model.properties
        },
        "concepts": {slug: model.concepts[slug] for slug in sorted(concepts) if slug in model.concepts},
        "others": {slug: model.things[slug].names for slug in sorted(named - there) if slug in model.things},
        "claims": {
            one.slug: {
                "verdict": one.verdict,
                "correct": one.correct,
                "reason": one.reason,
                "quote": one.quote,
                "sources": one.sources,
            }
            for one in judged
        },
        "sources": {
            slug: {"title": source.title, "url": source.url}
            for slug, source in model.sources.items()
            if slug in sources
        },
    }
