"""The page of one thing: its names, facts, relations, what other sources say of it, and what names it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sco_graph.network.records import Claim, Fact, Model, Relation, Thing
from sco_graph.views.lookup import CENTRE, facts_of, holding, order_of

FIRST: Final = 12  # so many of a long list are shown at once, the others on demand


@dataclass(frozen=True, slots=True)
class Row:
    """A relation as seen from a thing: the things at the other end, what it says, and whether it stands now."""

    relation: Relation
    others: tuple[str, ...]
    tags: tuple[str, ...]
    flags: tuple[str, ...]
    more: tuple[Fact, ...]
    holds: str


class Mentions:
    """Which relations name a thing without ending at it: a representative, a document, a body."""

    def __init__(self, model: Model) -> None:
        self._found: dict[str, list[Relation]] = {}
        for relation in model.relations:
            for slug in {fact.value for fact in relation.said if fact.target == "thing"}:
                self._found.setdefault(slug, []).append(relation)

    def of(self, slug: str) -> list[Relation]:
        """The relations that name a thing, in order of their slugs."""
        return self._found.get(slug, [])


def context_of(model: Model, thing: Thing, mentions: Mentions) -> dict[str, Any]:
    """What the template `thing.html` shows of a thing."""
    relations = [*model.relations_of(thing.slug), *mentions.of(thing.slug)]
    ties = [relation for relation in relations if model.kinds[relation.kind].nature != "link"]
    links = [relation for relation in relations if model.kinds[relation.kind].nature == "link"]
    return {
        "thing": thing,
        "kind": model.kinds[thing.kind],
        "facts": _facts(thing),
        "groups": _groups(model, thing.slug, ties),
        "named_by": _named_by(model, thing, links),
        "claims": _claims(model, thing, ties),
        "first": FIRST,
    }


def _facts(thing: Thing) -> dict[str, list[Fact]]:
    """The facts by property; what kind of thing it is comes first."""
    found: dict[str, list[Fact]] = {}
    for fact in sorted(thing.facts, key=lambda fact: fact.property != "kind"):
        if fact.property != "abbreviation":
            found.setdefault(fact.property, []).append(fact)
    return found


def _groups(model: Model, slug: str, relations: Iterable[Relation]) -> list[tuple[str, list[Row]]]:
    """The relations by kind, each in order of `_rank`; what holds for a time comes before what happened on a day."""
    found: dict[str, list[Row]] = {}
    for relation in dict.fromkeys(relations):
        found.setdefault(relation.kind, []).append(_row(model, slug, relation))
    for rows in found.values():
        rows.sort(key=lambda row: [model.things[other].names.get("en", other) for other in row.others])
        rows.sort(key=lambda row: _rank(model, row), reverse=True)
    return sorted(found.items(), key=lambda group: (model.kinds[group[0]].nature != "state", -len(group[1]), group[0]))


def _rank(model: Model, row: Row) -> tuple[bool, int, str]:
    """What concerns the SCO itself comes first, then what stands now, then the newest."""
    sure = ("", "possible", "certain").index(row.holds)
    return CENTRE in row.others, sure, order_of(model, row.relation)


def _row(model: Model, slug: str, relation: Relation) -> Row:
    ends = (relation.source, relation.target)
    state = model.kinds[relation.kind].nature == "state"
    said = [fact for fact in relation.said if fact.value not in (slug, "false")]
    return Row(
        relation=relation,
        others=tuple(end for end in ends if end != slug) or (relation.source,),
        tags=tuple(fact.value for fact in said if fact.target == "concept"),
        flags=tuple(fact.property for fact in said if fact.value == "true"),
        more=tuple(fact for fact in said if fact.target != "concept" and fact.value != "true"),
        holds=holding(relation, model.date) if state else "",
    )


def _named_by(model: Model, thing: Thing, links: Iterable[Relation]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The things that link here, by property, the newest first, with their years; not those that the facts name.

    A year of birth says nothing of the link, so it is left out.
    """
    told = {fact.value for fact in thing.facts if fact.target == "thing"}
    found: dict[str, list[Thing]] = {}
    for link in links:
        if link.target == thing.slug and link.source not in told:
            found.setdefault(link.kind, []).append(model.things[link.source])
    for things in found.values():
        things.sort(key=lambda other: (other.begins, other.slug), reverse=True)
    return [(kind, [(one.slug, _year(one)) for one in things]) for kind, things in sorted(found.items())]


def _year(thing: Thing) -> str:
    return "" if facts_of(thing, "bornOn") else thing.begins[:4]


def _claims(model: Model, thing: Thing, relations: Iterable[Relation]) -> list[Claim]:
    """Claims about the thing, and about relations that go out from it; contradicted ones first."""
    slugs = [*thing.claims, *(slug for one in relations if one.source == thing.slug for slug in one.claims)]
    claims = [model.claims[slug] for slug in dict.fromkeys(slugs)]
    return sorted(claims, key=lambda claim: (claim.verdict, claim.slug))
