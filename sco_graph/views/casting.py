"""Who plays in a view: which things of the model stand in which of its parts, and which relations join them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sco_graph.network.records import Fact, Model, Relation, Thing
from sco_graph.views.catalogue import Part, Tie, View


@dataclass(frozen=True, slots=True)
class Cast:
    """The things of a view in its parts, each part in order of slugs, and the relations among them."""

    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    relations: tuple[Relation, ...]

    def part_of(self) -> dict[str, Part]:
        """{thing: its part}."""
        return {slug: part for part, slugs in self.parts for slug in slugs}


def cast(model: Model, view: View) -> Cast:
    """Fill the parts of a view. A thing plays in the first part whose every condition it meets."""
    free = dict(model.things)
    parts = []
    for part in view.parts:
        slugs = tuple(slug for slug, thing in free.items() if _fits(model, thing, part))
        parts.append((part, slugs))
        for slug in slugs:
            del free[slug]
    there = {slug for _, slugs in parts for slug in slugs}
    relations = tuple(
        one
        for one in model.relations
        if one.kind in view.relations and {one.source, one.target} <= there and one.source != one.target
    )
    return Cast(tuple(parts), relations)


def nearest(model: Model, slug: str) -> list[str]:
    """What a thing is tied to: the newest of each kind of relation by turns, rare kinds before common ones."""
    by_kind: dict[str, list[Relation]] = {}
    for one in model.relations_of(slug):
        by_kind.setdefault(one.kind, []).append(one)
    for found in by_kind.values():
        found.sort(key=lambda one: one.start or one.date or min(one.seen, default=""), reverse=True)
    turns = zip_longest(*sorted(by_kind.values(), key=lambda found: (len(found), found[0].kind)))
    relations = [one for turn in turns for one in turn if one]
    return list(dict.fromkeys(other for one in relations for other in (one.source, one.target) if other != slug))


def says(said: Sequence[Fact], wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether facts hold, for each property wanted, one of the values wanted; no value asks for any at all."""
    return all(
        any(fact.property == name and (not values or fact.value in values) for fact in said)
        for name, values in wanted.items()
    )


def _fits(model: Model, thing: Thing, part: Part) -> bool:
    return (
        (not part.kinds or not {thing.kind, *model.kinds[thing.kind].broader}.isdisjoint(part.kinds))
        and (not part.slugs or thing.slug in part.slugs)
        and says(thing.facts, part.facts)
        and all(_tied(model, thing.slug, tie) for tie in part.tied)
    )


def _tied(model: Model, slug: str, tie: Tie) -> bool:
    found = [
        one
        for one in model.relations_of(slug)
        if one.kind in tie.relations
        and (not tie.end or tie.end in {one.source, one.target} - {slug})
        and says(one.said, tie.said)
        and (not tie.now or one.holds(model.date))
        and (tie.doubtful or one.confidence != "low")
        and _beyond(model, one.target if one.source == slug else one.source, tie)
    ]
    return len(found) >= tie.least


def _beyond(model: Model, slug: str, tie: Tie) -> bool:
    return says(model.things[slug].facts, tie.facts) and all(_tied(model, slug, further) for further in tie.beyond)
