"""A verdict for each statement, by the judge that judges the claims of the tables.

The judge asks the graph; what is added here is caution: a text that does not say when, or says it loosely, is not
contradicted where some reading holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sco_graph.claims.judging import judge
from sco_graph.claims.knowledge import Knowledge
from sco_graph.claims.model import Claim, Judgement
from sco_graph.loaders.dates import Bounds
from sco_graph.reader.extraction import Statement, bounds

# Where an undated statement may reach back to, in the absence of the beginning of what it speaks of.
_LONG_AGO: Final = date(1990, 1, 1)
_BLUR: Final = timedelta(days=3)
_FORETOLD: Final = timedelta(days=365)
_WHEN_UNSAID: Final = "The text does not say when; at another time the graph says so."
_ELSEWHEN: Final = frozenset({"tenure", "chairmanship", "membership", "status", "count"})
# Clues that tell an event though the date or place that the text gives it is wrong: a strong one, or two.
_TOLD_BY: Final = {
    "event-date": frozenset({"ordinal", "place", "state", "near", "name"}),
    "event-place": frozenset({"ordinal", "date", "year", "near", "name"}),
    "event-host": frozenset({"ordinal", "date", "year", "near", "name"}),
}
_STRONG: Final = frozenset({"near", "name", "date"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement and the judgement of it."""

    statement: Statement
    judgement: Judgement


def judged(known: Knowledge, statements: Sequence[Statement], source: str) -> list[Finding]:
    """The statements with their verdicts; loose ones only where the graph bears them out."""
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
            seen[key] = _careful(known, statement, claim, judge(known, claim, rest))
        if not statement.loose or seen[key].verdict == "supported":
            found.append(Finding(statement, seen[key]))
    return found


def _claim(index: int, statement: Statement, source: str) -> Claim:
    return Claim(
        iri=f"statement-{index}",
        kind=statement.kind,
        subject=statement.subject,
        object=statement.object,
        literal=statement.literal,
        qualifier=statement.qualifier,
        date=bounds(statement.date) if statement.date else None,
        about=None,
        property=None,
        sources=(source,),
    )


def _careful(known: Knowledge, statement: Statement, claim: Claim, found: Judgement) -> Judgement:
    """The judgement, withdrawn where it contradicts what the text may not mean."""
    if found.verdict != "contradicted":
        return found
    if not statement.firm:
        return Judgement("unverifiable", f"The wording is too loose to compare. {found.reason}", found.judged_by)
    told = _TOLD_BY.get(statement.kind)
    clues = statement.evidence & told if told else frozenset()
    if told is not None and not clues & _STRONG and len(clues) < 2:  # noqa: PLR2004
        return Judgement(
            "unverifiable", f"The text does not tell which event it means. {found.reason}", found.judged_by
        )
    if statement.kind == "tenure" and not known.exists(statement.subject):
        return Judgement("unverifiable", f"The graph does not know this person. {found.reason}", found.judged_by)
    if statement.kind in _ELSEWHEN and not statement.dated:
        return _whenever(known, statement, claim, found)
    return found


def _whenever(known: Knowledge, statement: Statement, claim: Claim, found: Judgement) -> Judgement:
    """A judgement of what the text does not date: contradicted where it never was so, or is said of the present."""
    if statement.present and claim.date is not None:
        # A few days between an event and its news may blur it.
        near = Bounds(claim.date.earliest - _BLUR, claim.date.latest + _BLUR, exact=False)
        again = judge(known, replace(claim, date=near))
        return again if again.verdict == "supported" else found
    begun = known.bounds(claim.object or claim.subject, "start")
    # What is to come is told beforehand, but not years ahead.
    told = statement.published + _FORETOLD if statement.published else date.max
    last = min(told, date.fromisoformat(known.data_date))
    ever = Bounds(min(begun.latest if begun else _LONG_AGO, last), last, exact=False)
    again = judge(known, replace(claim, date=ever))
    if again.verdict != "supported":
        return found
    return Judgement("unverifiable", f"{_WHEN_UNSAID} {found.reason}", again.judged_by)
