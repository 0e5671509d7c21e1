"""Small questions to the records that several pages ask."""

from typing import Final

from sco_graph.network.records import Model, Names, Relation, Thing

CENTRE: Final = "sco"
"""The thing that the site is about."""


def order_of(model: Model, relation: Relation) -> str:
    """The day that a relation is sorted by: its own, else the first on which it was seen, else its target's."""
    seen = min(relation.seen, default="")
    return relation.start or relation.date or seen or relation.end or model.things[relation.target].begins


def holding(relation: Relation, day: str) -> str:
    """Whether a relation holds on a day, YYYY-MM-DD: "certain", "possible" or ""."""
    return "certain" if relation.holds(day) else "possible" if relation.may_hold(day) else ""


def concept_names(model: Model, slug: str) -> Names:
    """The names of a concept, or its slug where it has none."""
    return model.concepts.get(slug) or {"en": slug}


def facts_of(record: Thing | Relation, *properties: str) -> list[str]:
    """The values of some properties of a thing (`facts`) or relation (`said`), in order."""
    facts = record.said if isinstance(record, Relation) else record.facts
    return [fact.value for fact in facts if fact.property in properties]


def fact_of(record: Thing | Relation, *properties: str) -> str:
    """The first value of some properties, or ""."""
    return next(iter(facts_of(record, *properties)), "")
