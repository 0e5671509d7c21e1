"""The page `now`: the organisation on the data set's date."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sco_graph.network.records import Model, Relation, Thing
from sco_graph.views.lookup import CENTRE, fact_of, facts_of, holding, order_of

_MEETINGS: Final = 10  # how many of the latest are shown


@dataclass(frozen=True, slots=True)
class Standing:
    """Relations that stand on the day: by all sources, or as far as the sources leave it open."""

    certain: list[Relation]
    possible: list[Relation]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation, named once however many documents tie it; what certainly stands comes first."""

    slug: str
    ties: list[Relation]


@dataclass(frozen=True, slots=True)
class Now:
    """What stands on the day. `offices_of` is {member: {kind of office: tenures}}."""

    statuses: list[tuple[str, list[Relation]]]
    chairs: Standing
    offices: Standing
    office_kinds: list[str]
    offices_of: dict[str, dict[str, list[Relation]]]
    partners: list[Partner]
    possible_partners: list[Partner]
    latest: list[Thing]
    coming: list[Thing]


def context_of(model: Model) -> dict[str, Any]:
    """What the template `now.html` shows."""
    return {"now": _now(model), "centre": model.things.get(CENTRE)}


def _now(model: Model) -> Now:
    standing = [one for one in model.relations if _told(one, model.date)]
    standing.sort(key=lambda one: (order_of(model, one), one.slug))
    statuses = _statuses(standing)
    ours = _ours(model)
    tenures = [one for one in standing if one.kind == "Tenure"]
    offices_of: dict[str, dict[str, list[Relation]]] = {one.source: {} for one in statuses.get("member", [])}
    for tenure in tenures:
        office = model.things[tenure.target]
        for owner in facts_of(office, "officeOf"):
            if owner in offices_of:
                offices_of[owner].setdefault(fact_of(office, "officeKind"), []).append(tenure)
    meetings = [thing for thing in model.things.values() if ours.intersection(facts_of(thing, "meetingOf"))]
    meetings.sort(key=lambda thing: (thing.begins, thing.slug))
    partners = _partners(model, (one for one in standing if one.kind == "Partnership" and one.target == CENTRE))
    return Now(
        statuses=sorted(statuses.items(), key=lambda group: (group[0] != "member", -len(group[1]), group[0])),
        chairs=_parted(model, (one for one in standing if one.kind == "Chairmanship" and one.target in ours)),
        offices=_parted(
            model, (one for one in tenures if ours.intersection(facts_of(model.things[one.target], "officeOf")))
        ),
        office_kinds=_by_use(offices_of),
        offices_of={
            state: {kind: _surest(model, found) for kind, found in kinds.items()} for state, kinds in offices_of.items()
        },
        partners=[one for one in partners if one.ties[0].holds(model.date)],
        possible_partners=[one for one in partners if not one.ties[0].holds(model.date)],
        latest=[meeting for meeting in meetings if meeting.begins <= model.date][: -_MEETINGS - 1 : -1],
        coming=[meeting for meeting in meetings if meeting.begins > model.date],
    )


def _ours(model: Model) -> set[str]:
    """The organisation, its bodies, and theirs."""
    parts: dict[str, list[str]] = {}
    for one in model.relations:
        if one.kind == "partOf":
            parts.setdefault(one.target, []).append(one.source)
    found, fresh = set[str](), [CENTRE]
    while fresh:
        whole = fresh.pop()
        if whole not in found:
            found.add(whole)
            fresh += parts.get(whole, [])
    return found


def _statuses(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    """The memberships in the organisation, of those given, by status."""
    found: dict[str, list[Relation]] = {}
    for one in relations:
        if one.kind == "Membership" and one.target == CENTRE:
            found.setdefault(fact_of(one, "status"), []).append(one)
    return found


def _told(relation: Relation, day: str) -> bool:
    """Whether it stands on a day, and more is known of its time than another day on which it was seen."""
    bounded = bool(relation.start or relation.end or relation.ongoing)
    return relation.holds(day) or (relation.may_hold(day) and bounded)


def _parted(model: Model, relations: Iterable[Relation]) -> Standing:
    found = Standing([], [])
    for one in relations:
        (found.certain if holding(one, model.date) == "certain" else found.possible).append(one)
    return found


def _partners(model: Model, ties: Iterable[Relation]) -> list[Partner]:
    """The organisations at the other end of ties, in order of the first that is given of each."""
    found: dict[str, list[Relation]] = {}
    for tie in ties:
        found.setdefault(tie.source, []).append(tie)
    return [Partner(slug, sorted(group, key=lambda tie: not tie.holds(model.date))) for slug, group in found.items()]


def _surest(model: Model, tenures: list[Relation]) -> list[Relation]:
    """Those that certainly hold an office; where nobody does, those who may."""
    parted = _parted(model, tenures)
    return parted.certain or parted.possible


def _by_use(offices_of: dict[str, dict[str, list[Relation]]]) -> list[str]:
    """The kinds of office, those that most members have first."""
    uses: dict[str, int] = {}
    for kinds in offices_of.values():
        for kind in kinds:
            uses[kind] = uses.get(kind, 0) + 1
    return sorted(uses, key=lambda kind: (-uses[kind], kind))
