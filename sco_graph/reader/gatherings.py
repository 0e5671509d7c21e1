"""The event that a sentence means without naming it: "their third summit in Moscow", "the conclave on Friday".

Its kind is told by whom it gathers, or by what the text spoke of before; dates and places of the sentence tell which.
"""

from typing import Final

from sco_graph.namespaces import ID
from sco_graph.reader.catalogue import Catalogue
from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, Sentence
from sco_graph.reader.occasions import choose, clues_of

# The organisation that held summits before the SCO did, and their kind.
_OLDER: Final = (f"{ID}shanghai-five", "shanghai-five-summit")


def topic(text: str, spoken: Language) -> str | None:
    """The kind of event that a text, or a sentence, speaks of first."""
    found = [(match.start(), kind) for form, kind in spoken.topics if (match := form.search(text))]
    return min(found)[1] if found else None


def gathering(sentence: Sentence, spoken: Language, context: Context, catalogue: Catalogue) -> Mark | None:
    """The event that a sentence without the name of one means; None where it speaks of no meeting, or of several."""
    match = spoken.near["meeting"].search(sentence.tokens)
    own = topic(sentence.tokens, spoken)
    if match is None and own is None:
        return None
    clues = clues_of(sentence.marks, _ordinal(sentence, spoken), context.calendar.now, upcoming=False)
    older = _OLDER[1] if any(_OLDER[0] in mark.things for mark in sentence.marks) else None
    kinds = dict.fromkeys(kind for kind in (older, own, context.kind) if kind)
    for kind in kinds:
        choice = choose(catalogue.events_of(kind), clues, catalogue)
        if choice is not None and _told(choice.evidence, meeting=match is not None):
            return Mark(-1, -1, "E", (choice.event.iri,), note="meant")
    event = context.event
    if event is not None and context.event_age <= EVENT_LIVES:
        return event
    for kind in kinds:
        choice = choose(catalogue.events_of(kind), clues, catalogue)
        if choice is not None and choice.evidence & {"near", "around"}:
            return Mark(-1, -1, "E", (choice.event.iri,), note="meant")
    return None


def _told(evidence: frozenset[str], *, meeting: bool) -> bool:
    """Whether the sentence itself tells the event: by its number or day, or by its place and a word for a meeting."""
    return bool(evidence & {"ordinal", "date"}) or (meeting and "place" in evidence and len(evidence) > 1)


def _ordinal(sentence: Sentence, spoken: Language) -> int | None:
    told = (match["ordinal"] for match in spoken.near["ordinal"].finditer(sentence.tokens))
    text = next(filter(None, told), "")
    return int(text) if text.isdigit() else spoken.numbers.get(text.casefold())
