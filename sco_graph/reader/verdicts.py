"""A verdict for each statement, by the judge that judges the claims of the tables.

The judge asks the graph; what is added here is caution: a text that does not say when, or says it loosely, is not
contradicted where some reading holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.judging import judge
from sco_graph.claims.knowledge import Knowledge, concept, days
from sco_graph.claims.model import Claim, Judgement
from sco_graph.claims.periods import holding_in
from sco_graph.loaders.dates import Bounds
from sco_graph.namespaces import ONTOLOGY, RDF
from sco_graph.reader.becoming import judge_beginning, on_the_way
from sco_graph.reader.dates import shifted
from sco_graph.reader.statement import Statement, bounds

# Where an undated statement may reach back to, in the absence of the beginning of what it speaks of.
_LONG_AGO: Final = date(1990, 1, 1)
# Days: a few between an event and its news may blur it; fewer where the text says "currently".
_BLUR: Final = 3
_BLUR_NOW: Final = 1
_BLUR_OFFICE: Final = 400
_FORETOLD: Final = 365
_WHEN_UNSAID: Final = "The text does not say when; at another time the graph says so."
_ELSEWHEN: Final = frozenset({"tenure", "chairmanship", "membership", "status", "count"})
# Clues that tell an event though the date or place that the text gives it is wrong: a strong one, or two.
_TOLD_BY: Final = {
    "event-date": frozenset({"ordinal", "place", "state", "near", "name", "only", "title"}),
    "event-place": frozenset({"ordinal", "date", "year", "near", "name", "only", "title"}),
    "event-host": frozenset({"ordinal", "place", "date", "year", "near", "name", "only", "title"}),
}
# What must tell a meeting beside the days that overlap its own.
_TELLING_BESIDE: Final = frozenset({"ordinal", "place", "near", "name", "only"})
_SEASON: Final = re.compile(r"(\d{4})/(\d{4})")
_SUMMITS_OVER: Final = (11, 11)  # after the latest day on which a chair has changed: 10 November 2020
_SUMMITS_AHEAD: Final = (5, 28)  # before the earliest: 29 May 2003
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_STRONG: Final = frozenset({"near", "name", "date", "only", "title"})
_WEAK: Final = 2  # clues that do where none is strong
# An exercise has stages, and contingents that come before it: a day so near to it may be one of theirs.
_STAGES: Final = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement and the judgement of it."""

    statement: Statement
    judgement: Judgement


def judged(known: Knowledge, statements: Sequence[Statement], source: str) -> list[Finding]:
    """The statements with their verdicts; loose ones only where the graph bears them out, and with them their list."""
    claims = [_claim(index, statement, source) for index, statement in enumerate(statements)]
    lists: dict[str, dict[tuple[str, str], Claim]] = {}
    for claim in claims:  # what a judge asks of the others: who else is named, and which memberships are claimed
        lists.setdefault(claim.kind, {}).setdefault((claim.subject, claim.object or ""), claim)
    others = {
        kind: [*claims_of.values(), *(lists.get("membership", {}).values() if kind == "participation" else ())]
        for kind, claims_of in lists.items()
    }
    seen: dict[Statement, Judgement] = {}
    found = []
    for statement, claim in zip(statements, claims, strict=True):
        key = replace(statement, start=0, end=0)
        if key not in seen:
            rest = [other for other in others[claim.kind] if other.subject != claim.subject or other.kind != claim.kind]
            seen[key] = _judgement(known, statement, claim, rest)
        found.append(Finding(statement, seen[key]))
    doubtful = {_list_of(each.statement) for each in found if each.judgement.verdict != "supported"} - {None}
    return [
        each
        for each in found
        if not each.statement.loose
        or (each.judgement.verdict == "supported" and _list_of(each.statement) not in doubtful)
    ]


def _list_of(statement: Statement) -> tuple[str, str | None, int] | None:
    """The list that a statement is of, and what is said of it; None for one that stands alone."""
    return None if statement.whole is None else (statement.kind, statement.object, statement.whole)


def _judgement(known: Knowledge, statement: Statement, claim: Claim, others: Sequence[Claim]) -> Judgement:
    found = judge(known, claim, others)
    if (statement.literal or "").endswith("~") and statement.kind == "count":
        return Judgement("unverifiable", "The text gives a rough number.")
    if statement.loose:
        moments = (bounds(moment) for moment in statement.otherwise)
        again = (judge(known, replace(claim, date=moment), others) for moment in moments)
        return found if found.verdict == "supported" else next((j for j in again if j.verdict == "supported"), found)
    wrong = _shifted(known, statement) or judge_beginning(known, statement)
    near = _nearly(known, statement, claim) if wrong is None and found.verdict == "contradicted" else None
    return near or _careful(known, statement, claim, wrong or found)


def _shifted(known: Knowledge, statement: Statement) -> Judgement | None:
    """The contradiction of a span of days that begins and ends before (or after) the meeting that it dates.

    A day more at one end is nothing: delegations arrive, leaders stay.
    """
    first, _, last = (statement.literal or "").partition("/")
    if statement.kind != "event-date" or not last or not statement.evidence & _TELLING_BESIDE:
        return None
    start, end = known.bounds(statement.subject, "start"), known.bounds(statement.subject, "lastDay")
    if start is None or end is None or not (start.exact and end.exact) or start.earliest == end.earliest:
        return None
    if not known.values(statement.subject, "meetingOf") or not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return None
    right = f"{start.earliest}/{end.latest}"
    if (first < right[:10] and last < right[11:]) or (first > right[:10] and last > right[11:]):
        reason = f"{known.label(statement.subject)}: {right}, not {statement.literal}."
        return Judgement("contradicted", reason, (statement.subject,), ox.Literal(right))
    return None


def _claim(index: int, statement: Statement, source: str) -> Claim:
    return Claim(
        iri=f"statement-{index}",
        kind=statement.kind,
        subject=statement.subject,
        object=statement.object,
        literal=statement.literal,
        qualifier=statement.qualifier,
        date=_when(statement),
        about=None,
        property=None,
        sources=(source,),
    )


def _when(statement: Statement) -> Bounds | None:
    """The days that a statement speaks of; a chair's "2017-2018" is from summit to summit, and its middle is sure."""
    if statement.date is None:
        return None
    days_ = bounds(statement.date)
    season = _SEASON.fullmatch(statement.date.edtf)
    if statement.kind == "chairmanship" and season and int(season[2]) == int(season[1]) + 1:
        return Bounds(date(int(season[1]), *_SUMMITS_OVER), date(int(season[2]), *_SUMMITS_AHEAD), exact=False)
    return days_


def _careful(known: Knowledge, statement: Statement, claim: Claim, found: Judgement) -> Judgement:
    """The judgement, withdrawn where it contradicts what the text may not mean."""
    if found.verdict != "contradicted":
        return found
    doubt = _doubt(known, statement, claim, found)
    if doubt is not None:
        return Judgement("unverifiable", f"{doubt} {found.reason}", found.judged_by)
    if statement.kind == "tenure" and claim.date:
        # Who is chosen, or named on leaving, holds the office somewhat later, or held it.
        about = _about(claim.date, _BLUR_OFFICE, _BLUR_OFFICE)
        again = judge(known, replace(claim, date=about), ())
        if again.verdict == "supported" or (statement.dated and again.verdict != "contradicted"):
            return again
    if statement.kind == "tenure" and not known.exists(statement.subject):
        return Judgement("unverifiable", f"The graph does not know this person. {found.reason}", found.judged_by)
    if statement.kind in _ELSEWHEN and not statement.dated:
        return _whenever(known, statement, claim, found)
    return found


def _doubt(known: Knowledge, statement: Statement, claim: Claim, found: Judgement) -> str | None:
    """Why a contradicted statement may mean something else, as a sentence; None where it may not."""
    kind, number = statement.kind, (statement.literal or "").lstrip(">")
    reasons = (
        (
            kind == "count" and found.correct and _counted_otherwise(known, statement, claim, int(number), found),
            "It may count others too.",
        ),
        (kind == "document-date" and _of_another_year(known, statement), "Another document may bear this name."),
        (
            claim.qualifier == concept("dialogue-partner") and found.correct == ox.NamedNode(concept("sco-partner")),
            "The status was turned into another in September 2025.",
        ),
        (kind == "event-place" and _reported_from(known, statement), "It may have been led from there."),
        (not statement.firm, "The wording is too loose to compare."),
        (_admitted(known, statement), "It was on its way into it then."),
        (kind == "event-date" and _of_a_stage(known, statement), "It may speak of a stage of it."),
        (not _tells_event(known, statement), "The text does not tell which event it means."),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _admitted(known: Knowledge, statement: Statement) -> bool:
    """Whether a state was on its way into a status, and the text does not say that it had got there."""
    return statement.becoming and not statement.done and on_the_way(known, statement)


def _tells_event(known: Knowledge, statement: Statement) -> bool:
    """Whether other clues than the one in question tell the event that a statement is about, if it is about one."""
    told = _TOLD_BY.get(statement.kind)
    if told is None or ("date" in statement.evidence and statement.kind == "event-date"):
        return True  # the days overlap, and only their ends are wrong
    clues = statement.evidence & told
    if statement.kind == "event-place" and not known.values(statement.subject, "meetingOf"):
        clues -= {"title"}  # an exercise has several places
    return bool(clues & _STRONG) or len(clues) >= _WEAK


def _counted_otherwise(known: Knowledge, statement: Statement, claim: Claim, number: int, found: Judgement) -> bool:
    """Whether a number is that of more than the status it names: observers and partners, or those decided upon too."""
    if statement.qualifier == concept("member"):
        return found.correct is not None and number > 2 * int(found.correct.value)
    day = days(claim.date)[1] if claim.date else known.data_date
    inside = known.relations("Membership", "organization", statement.subject)
    others = [r for r in inside if not r.has("status", concept("member"))]
    own = [r for r in others if r.has("status", statement.qualifier)]
    held = len(holding_in(own, day, day))
    steps = [(r, known.bounds(r.iri, "decidedOn")) for r in own]
    coming = sum(step is not None and days(step)[0] <= day < (r.span.start or "") for r, step in steps)
    return number == len(holding_in(others, day, day)) or held < number <= held + coming


def _of_a_stage(known: Knowledge, statement: Statement) -> bool:
    """Whether a day stands near an exercise; a span of days is that of the whole."""
    start = known.bounds(statement.subject, "start")
    if start is None or known.values(statement.subject, "meetingOf") or not _DAY.fullmatch(statement.literal or ""):
        return False
    day = date.fromisoformat(statement.literal or "")
    return shifted(start.earliest, -_STAGES) <= day <= shifted(start.latest, _STAGES)


def _of_another_year(known: Knowledge, statement: Statement) -> bool:
    """Whether a document that binds nobody is dated to another year: each summit has its declaration of one name."""
    dated = known.bounds(statement.subject, "adoptedOn") or known.bounds(statement.subject, "signedOn")
    binding = ONTOLOGY + "Treaty" in known.values(statement.subject, RDF + "type")
    return not binding and dated is not None and not (statement.literal or "").startswith(str(dated.earliest.year))


def _reported_from(known: Knowledge, statement: Statement) -> bool:
    """Whether a text after an online event names a place in the state that hosted it; a plan is judged by what came."""
    place, day = statement.object or "", known.bounds(statement.subject, "start")
    hosts = known.values(statement.subject, "host")
    if known.values(statement.subject, "place") or day is None or statement.published is None:
        return False
    return statement.published >= day.earliest and bool({place, *known.values(place, "inState")} & set(hosts))


def _about(date_: Bounds, before: int, after: int) -> Bounds:
    return Bounds(shifted(date_.earliest, -before), shifted(date_.latest, after), exact=False)


def _nearly(known: Knowledge, statement: Statement, claim: Claim) -> Judgement | None:
    """The support of what is said of the present and was so some days before, or is so after; else None.

    Of any other day, the day before alone: what ends on it may have been meant, unless a change is told.
    """
    if statement.done or statement.kind not in _ELSEWHEN or claim.date is None:
        return None
    if not (claim.date.exact or statement.present):
        return None
    if statement.dated or not statement.present:
        near = _about(claim.date, _BLUR_NOW, 0)
    else:
        near = _about(claim.date, _BLUR_NOW if statement.now else _BLUR, _BLUR)
    again = judge(known, replace(claim, date=near))
    return again if again.verdict == "supported" else None


def _whenever(known: Knowledge, statement: Statement, claim: Claim, found: Judgement) -> Judgement:
    """A judgement of what the text does not date: contradicted where it never was so, or is said of the present."""
    if statement.present and claim.date is not None:
        return found
    begun = known.bounds(claim.object or claim.subject, "start")
    # What is to come is told beforehand, but not years ahead.
    told = shifted(statement.published, _FORETOLD) if statement.published else date.max
    last = min(told, date.fromisoformat(known.data_date))
    ever = Bounds(min(begun.latest if begun else _LONG_AGO, last), last, exact=False)
    again = judge(known, replace(claim, date=ever))
    if again.verdict != "supported":
        return found
    if statement.published is None and statement.kind in ("membership", "status"):
        return again  # of a text without a day, what was true at some time
    return Judgement("unverifiable", f"{_WHEN_UNSAID} {found.reason}", again.judged_by)
