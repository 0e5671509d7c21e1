"""Whether a state became what a text says on the days that it says: here the beginning decides, not what held then.

"Uzbekistan joined in 2011" is wrong though Uzbekistan was a member in 2011: it had been one for ten years.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.knowledge import Knowledge, Relation, concept, days, overlap, shown
from sco_graph.claims.model import Judgement
from sco_graph.loaders.dates import Bounds
from sco_graph.reader.dates import shifted
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Sentence
from sco_graph.reader.statement import Statement, bounds

_BLUR: Final = 3  # days between a change and its news
# Other statuses are told by their decision, their memorandum or its entry into force, up to so many days apart.
_BLUR_OTHER: Final = 500
# A chair is told by the year that it fills, or by the handing over some weeks before.
_BLUR_CHAIR: Final = 45
# A decision to admit a state is told as its admission; the state is admitted up to so much later.
_ON_THE_WAY: Final = 730
_ADJOINING: Final = 6  # characters between a date and the words that it dates: ", " or " in "
_OPENING: Final = 7  # how far from the beginning of a sentence a date may stand to date the whole


def tells_beginning(sentence: Sentence, match: re.Match[str], spoken: Language) -> bool:
    """Whether words tell of a beginning ("joined", not "was") and a date that clearly belongs to them stands by."""
    if not spoken.near["become"].search(match[0]):
        return False
    first, last = match.span()
    if any(mark.moment for mark in sentence.within(first, min(len(sentence.tokens), last + _ADJOINING + 6))):
        return True
    ends = [token.end() for token in re.finditer(r"⟦T\d+⟧", sentence.tokens[:first])]
    if not ends:
        return False
    if first - ends[-1] <= _ADJOINING:
        return True
    between = sentence.tokens[ends[0] : last + _ADJOINING]
    return len(ends) == 1 and sentence.tokens.find("⟦T") <= _OPENING and not spoken.near["aside"].search(between)


def judge_beginning(known: Knowledge, statement: Statement) -> Judgement | None:
    """The contradiction of a beginning before which it had long been so; None where the usual judgement stands."""
    if not statement.begins or statement.date is None or statement.object is None:
        return None
    if statement.kind == "chairmanship":
        bodies = {statement.object, *known.subjects("partOf", statement.object)}
        own = [
            r for b in bodies for r in known.relations("Chairmanship", "body", b) if r.has("chair", statement.subject)
        ]
        return _too_late(known, statement, own, _BLUR_CHAIR)
    if statement.kind not in ("membership", "status"):
        return None
    if known.complete("Membership", [statement.object], statement.date.last) is None:
        return None
    inside = known.relations("Membership", "organization", statement.object)
    own = [r for r in inside if r.has("member", statement.subject) and r.has("status", statement.qualifier)]
    return _too_late(known, statement, own, _BLUR if statement.qualifier == concept("member") else _BLUR_OTHER)


def _too_late(known: Knowledge, statement: Statement, own: Sequence[Relation], blur: int) -> Judgement | None:
    """The contradiction, where what holds in the days that the text names began before them, none in them."""
    assert statement.date is not None
    said = bounds(statement.date)
    near = Bounds(shifted(said.earliest, -blur), shifted(said.latest, blur), exact=False)
    steps = ("start", "decidedOn", "memorandumOn")
    told = [b for relation in own for step in steps if (b := known.bounds(relation.iri, step))]
    if not told or any(overlap(day, near) for day in told):
        return None
    holding = [r for r in own if r.span.certainly(days(said)[0])]
    start = known.bounds(holding[0].iri, "start") if holding else None
    if start is None or start.latest >= said.earliest:
        return None
    reason = f"It began on {shown(start)}, not in {shown(said)}: {known.label(holding[0].iri)}."
    return Judgement("contradicted", reason, (holding[0].iri,), ox.Literal(shown(start)))


def on_the_way(known: Knowledge, statement: Statement) -> bool:
    """Whether a state was admitted within the next years: that it was decided is told as if it had been done."""
    if statement.kind not in ("membership", "status") or statement.date is None:
        return False
    day = date.fromisoformat(statement.date.first)
    for relation in known.relations("Membership", "member", statement.subject):
        same = relation.has("organization", statement.object) and relation.has("status", statement.qualifier)
        start = known.bounds(relation.iri, "start") if same else None
        if start and day <= start.latest <= shifted(day, _ON_THE_WAY):
            return True
    return False
