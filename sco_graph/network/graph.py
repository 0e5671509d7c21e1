"""The graph as a networkx MultiDiGraph: things are nodes, a relation is one edge that keeps its attributes.

Which two properties a relation joins, and what dates it, is said in the ontology (`sco:edgeFrom`, `sco:edgeTo`,
`sco:edgeDate`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sco_graph.problems import UsageError, found_expected, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import networkx as nx

    from sco_graph.network.records import Fact, Kind, Model, Relation, Thing


def network_of(
    model: Model,
    as_of: str | None = None,
    *,
    between: tuple[str, str] | None = None,
    classes: Collection[str] = (),
    relations: Collection[str] = (),
    focus: str | None = None,
    depth: int = 1,
) -> nx.MultiDiGraph[str]:
    """The network of a model, whole or a part of it.

    Nodes are slugs with `type`, `kind`, `label` (English), `label_ru`, `label_zh`, `begins` and `ends` (days),
    `colour` and `shape`. An edge has as key its relation's slug (or property), and carries `relation` (the class or
    property), what the relation says (`start`, `end`, `date`, `status`, `role`, `comment`, ... as the sources write
    them; a list where there are several) and `sources` (slugs). `graph["as_of"]` tells the day, `graph["sources"]`
    where the sources are: {slug: {"url": ..., "title": ...}}.

    With `as_of` (YYYY-MM-DD) an edge stays where it certainly holds on that day, or was done by then, and a thing
    unless it begins later. With `between` (two days, both included) where it certainly holds on a day between them,
    or was begun and done between. `classes` keeps nodes of these classes and their subclasses, `relations` edges of
    these classes or properties, `focus` what is within `depth` steps of a thing, whatever way the edges point.

    Raises UsageError for an unknown class, relation or thing, and for days in the wrong order.
    """
    import networkx as nx

    if between and between[0] > between[1]:
        raise UsageError(f"found the days {between[0]} and {between[1]}, expected the earlier one first")
    if depth < 0:
        raise UsageError(found_expected(str(depth), "a number of steps, 0 or more"))
    wanted_nodes, wanted_edges = _chosen(model, classes, "thing"), _chosen(model, relations, "relation")
    if focus is not None and focus not in model.things:
        raise UsageError(found_expected(focus, "the id of a thing", nearest(focus, model.things)))
    holds = _holding(model, as_of, between)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=as_of or model.date, title="sco-graph")
    last = as_of or (between[1] if between else "")
    for slug, thing in model.things.items():
        if (not wanted_nodes or thing.kind in wanted_nodes) and not (last and thing.begins > last):
            graph.add_node(slug, **_node(model, thing))
    graph.graph["sources"] = {slug: {"url": one.url, "title": one.title} for slug, one in model.sources.items()}
    for one in model.relations:
        known = one.source in graph and one.target in graph
        if known and (not wanted_edges or one.kind in wanted_edges) and holds(one):
            link = model.kinds[one.kind].nature == "link"
            graph.add_edge(one.source, one.target, key=one.kind if link else one.slug, **_edge(model, one))
    if focus is not None:
        near = nx.ego_graph(graph.to_undirected(as_view=True), focus, radius=depth) if focus in graph else ()
        graph = graph.subgraph(near).copy()
    return graph


def _chosen(model: Model, names: Collection[str], what: str) -> set[str]:
    """The kinds that are meant: those named, and the kinds below them."""

    def fits(kind: Kind) -> bool:
        return (kind.nature == "thing") == (what == "thing")

    names = [names] if isinstance(names, str) else names
    known = {name for kind in model.kinds.values() if fits(kind) for name in (kind.name, *kind.broader)}
    for name in names:
        if name not in known:
            raise UsageError(found_expected(name, f"a kind of {what}", nearest(name, known)))
    return {kind.name for kind in model.kinds.values() if fits(kind) and {kind.name, *kind.broader} & set(names)}


def _holding(model: Model, as_of: str | None, between: tuple[str, str] | None) -> Callable[[Relation], bool]:
    def on_the_day(relation: Relation) -> bool:
        return as_of is None or relation.holds(as_of)

    def in_between(relation: Relation) -> bool:
        if between is None:
            return True
        begun, over = between
        act = model.kinds[relation.kind].nature == "act"
        return any(
            first <= over and (relation.possible[0] >= begun if act else not until or until > begun)
            for first, until in relation.certain
        )

    return lambda relation: on_the_day(relation) and in_between(relation)


def _node(model: Model, thing: Thing) -> dict[str, Any]:
    kind = model.kinds[thing.kind]
    said = {fact.property: fact for fact in thing.facts if fact.property == "kind"}
    attributes = {
        "type": thing.kind,
        "kind": _text(model, said["kind"]) if said else "",
        "label": thing.names.get("en", thing.slug),
        "label_ru": thing.names.get("ru", ""),
        "label_zh": thing.names.get("zh", ""),
        "begins": thing.begins,
        "ends": thing.ends,
        "colour": kind.colour,
        "shape": kind.shape,
    }
    return {name: value for name, value in attributes.items() if value}


def _edge(model: Model, relation: Relation) -> dict[str, Any]:
    said: dict[str, list[str]] = {}
    for fact in relation.said:
        said.setdefault(fact.property, []).append(_text(model, fact))
    if relation.seen:
        said["seenOn"] = list(relation.seen)
    lasting = model.kinds[relation.kind].nature == "state"
    state = ("ongoing" if relation.ongoing else "end-unknown") if lasting and not relation.end else ""
    own = {
        "relation": relation.kind,
        "start": relation.start,
        "end": relation.end,
        "date": relation.date,
        "endState": model.concepts[state]["en"] if state else "",
        "confidence": model.concepts.get(relation.confidence, {}).get("en", relation.confidence),
        "comment": relation.comment,
    }
    attributes: dict[str, Any] = {name: values[0] if len(values) == 1 else values for name, values in said.items()}
    attributes |= {name: value for name, value in own.items() if value}
    if model.kinds[relation.kind].nature != "link":
        attributes["sources"] = list(relation.sources)
    return attributes


def _text(model: Model, fact: Fact) -> str:
    return model.concepts[fact.value]["en"] if fact.target == "concept" else fact.value
