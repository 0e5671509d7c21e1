"""The page `changes`: what changed, year by year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sco_graph.network.records import Model, Relation, Thing
from sco_graph.views.lookup import CENTRE, fact_of, facts_of

# Which end of a relation changes in time, what its value is, and within what.
_ABOUT_TARGET: Final = frozenset({"Tenure", "Chairmanship"})
_VALUES: Final = ("status", "soughtStatus", "stage")
# When a thing came about. Births are no changes of the organisation.
_GRANTED: Final = "granted"
"""The stage of an application that ended in the status sought: the status tells of it."""
_BEGINNINGS: Final = ("start", "signedOn", "adoptedOn")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: on which day (EDTF), of what sort, about which thing, from what to what.

    `before` and `after` are slugs: concepts where `of_concepts`, else things. An act has neither.
    """

    sort: str
    date: str
    about: str
    within: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    of_concepts: bool
    sources: tuple[str, ...]


def context_of(model: Model) -> dict[str, Any]:
    """What the template `changes.html` shows: years, the latest first, and the sorts of changes with their counts."""
    found = sorted(
        (change for change in changes(model) if change.date[:10] <= model.date),
        key=lambda change: (change.date, change.sort, change.about),
        reverse=True,
    )
    counts: dict[str, int] = {}
    for change in found:
        counts[change.sort] = counts.get(change.sort, 0) + 1
    years = [(year, list(group)) for year, group in groupby(found, key=lambda change: change.date[:4])]
    return {"years": years, "sorts": sorted(counts.items(), key=lambda sort: (-sort[1], sort[0]))}


def changes(model: Model) -> Iterator[Change]:
    """All changes that have a day, in no order. The sort is a class, or a key of the site's words."""
    yield from _of_states(model)
    for relation in model.relations:
        # What happened on the very day of the thing that it is tied to is told by that thing.
        earliest = relation.possible[0]
        act = model.kinds[relation.kind].nature == "act"
        if act and earliest and earliest != model.things[relation.target].begins:
            values = tuple(fact.value for fact in relation.said if fact.target == "concept")
            yield Change(
                relation.kind, relation.date, relation.source, relation.target, (), values, True, relation.sources
            )
    for thing in model.things.values():
        yield from _of_thing(thing)


def _of_thing(thing: Thing) -> Iterator[Change]:
    kind = tuple(facts_of(thing, "kind"))
    for date in facts_of(thing, *_BEGINNINGS)[:1]:
        yield Change(thing.kind, date, thing.slug, "", (), kind, True, thing.sources)
    if thing.ends:
        yield Change(thing.kind, thing.ends, thing.slug, "", kind, (), True, thing.sources)


def _of_states(model: Model) -> Iterator[Change]:
    """Beginnings and ends of what holds for a time; where one follows another on one day, it is one change."""
    lasting = [one for one in model.relations if model.kinds[one.kind].nature == "state"]
    lasting.sort(key=_place)
    for (kind, about, within), group in groupby(lasting, key=_place):
        relations = list(group)
        sort = kind
        if kind == "Membership":
            sort = "statuses" if within == CENTRE else "statuses-elsewhere"
        starts = {one.start for one in relations if one.start}
        for start in starts:
            begun = [one for one in relations if one.start == start]
            ended = [one for one in relations if one.end == start]
            yield _change(sort, start, about, within, ended, begun)
        for end in {one.end for one in relations if one.end} - starts:
            ended = [one for one in relations if one.end == end and fact_of(one, "stage") != _GRANTED]
            if ended:
                yield _change(sort, end, about, within, ended, [])


def _place(relation: Relation) -> tuple[str, str, str]:
    if relation.kind in _ABOUT_TARGET:
        return relation.kind, relation.target, ""
    return relation.kind, relation.source, relation.target


def _change(
    sort: str, date: str, about: str, within: str, ended: Iterable[Relation], begun: Iterable[Relation]
) -> Change:
    ended, begun = list(ended), list(begun)
    sources = dict.fromkeys(source for one in begun or ended for source in one.sources)
    before, after = _values(ended), _values(begun)
    return Change(sort, date, about, within, before, after, bool(within), tuple(sources))


def _values(relations: Iterable[Relation]) -> tuple[str, ...]:
    """What the relations say of their subject: concepts, or who is at the other end."""
    found = ((one.source,) if one.kind in _ABOUT_TARGET else tuple(facts_of(one, *_VALUES)) for one in relations)
    return tuple(dict.fromkeys(value for values in found for value in values))
