"""The events that a sentence tells by their kind: "the 24th SCO summit", "the defence ministers in Astana"."""

from collections.abc import Sequence
from typing import Final

from sco_graph.namespaces import ID
from sco_graph.reader.catalogue import Catalogue
from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, Sentence
from sco_graph.reader.occasions import choose, clues_of

_REACH: Final = 220  # characters within which a clue speaks of an event
# What must speak for an event that is told without its organisation.
_TELLING: Final = frozenset({"near", "ordinal", "date", "place"})


def events(sentence: Sentence, spoken: Language, context: Context, catalogue: Catalogue) -> list[Mark]:
    """Events told by their kind."""
    told: list[tuple[int, int, str, int | None, bool]] = []
    for meeting in spoken.meetings:
        for match in meeting.match.finditer(sentence.tokens):
            groups = match.groupdict()
            org = groups.get("org") or groups.get("org2")
            if org and not _belongs(sentence.mark(org).things, meeting.of):
                continue
            if meeting.bare and not _belongs((context.main or "",), meeting.of):
                continue
            begin = match.end("skip") if groups.get("skip") else match.start()
            context.kind = meeting.of.split("|")[0]
            told.append((begin, match.end(), meeting.of, _number(groups.get("ordinal"), spoken), meeting.bare))
    for mark_match in spoken.references["body_meeting"].finditer(sentence.tokens):
        body = sentence.mark(mark_match["body"]).thing
        if body and catalogue.events_of(body.removeprefix(ID)):
            ordinal = _number(mark_match.groupdict().get("ordinal"), spoken)
            told.append((*mark_match.span(), body.removeprefix(ID), ordinal, False))
    told.sort(key=lambda item: (item[0] - item[1], item[0]))
    kept: list[tuple[int, int, str, int | None, bool]] = []
    for item in told:
        if not any(item[0] < other[1] and item[1] > other[0] for other in kept):
            kept.append(item)
    kept.sort()
    fresh = []
    for index, (begin, end, of, ordinal, bare) in enumerate(kept):
        before = kept[index - 1][1] if index else 0
        after = kept[index + 1][0] if index + 1 < len(kept) else len(sentence.tokens)
        mark = _event(sentence, (begin, end), (before, after), of, ordinal, spoken, context, catalogue)
        if mark is not None and (not bare or _meant(mark, context)):
            fresh.append(mark)
    return fresh


def _meant(mark: Mark, context: Context) -> bool:
    """Whether clues tell an event without its organisation; nearness alone does not where another is spoken of."""
    clues = set(mark.note.split())
    other = context.event and context.event_age <= EVENT_LIVES and context.event.thing != mark.thing
    return bool(clues & (_TELLING - {"near"} if other else _TELLING))


def _belongs(orgs: Sequence[str], of: str) -> bool:
    """Whether events of a kind are those of one of the organisations: the SCO's summit is not the CIS's."""
    if of == "shanghai-five-summit":
        return f"{ID}shanghai-five" in orgs
    return f"{ID}sco" in orgs


def _event(
    sentence: Sentence,
    at: tuple[int, int],
    bounds: tuple[int, int],
    of: str,
    ordinal: int | None,
    spoken: Language,
    context: Context,
    catalogue: Catalogue,
) -> Mark | None:
    inside = sentence.within(*at)
    tail = sentence.within(at[1], min(bounds[1], at[1] + _REACH))
    head = sentence.within(max(bounds[0], at[0] - _REACH), at[0])
    clues = [*inside, *tail]
    if not any(mark.moment for mark in clues):
        clues += [mark for mark in head if mark.moment]
    if not any(mark.kind == "L" for mark in clues):
        clues += [mark for mark in head if mark.kind == "L"]
    before = sentence.tokens[max(0, at[0] - 30) : at[1]]
    upcoming = bool(spoken.next_event.search(before))
    known = clues_of(clues, ordinal, context.calendar.now, upcoming=upcoming)
    # Of several kinds that the words may mean, the one that more speaks for; the first where they are even.
    choices = [choose(catalogue.events_of(kind), known, catalogue) for kind in of.split("|")]
    # A number and a year alone do not draw a "summit in Samarkand" away from the kind that met there then.
    choice = max(
        filter(None, choices), key=lambda found: ({"date", "place"} <= found.evidence, found.score), default=None
    )
    if choice is None:
        return None
    start, end = sentence.span(*at)
    text = sentence.text[start - sentence.start : end - sentence.start]
    evidence = " ".join(sorted(choice.evidence))
    return Mark(start, end, "E", (choice.event.iri,), text, parts=tuple(inside), note=evidence)


def _number(text: str | None, spoken: Language) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else spoken.numbers.get(text.casefold())
