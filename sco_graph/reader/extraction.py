"""From the finds of a text to its statements: the patterns of a language, applied to each sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sco_graph.namespaces import CONCEPT
from sco_graph.reader.becoming import tells_beginning
from sco_graph.reader.context import Context
from sco_graph.reader.dates import Calendar
from sco_graph.reader.elements import in_context, meant
from sco_graph.reader.gatherings import topic
from sco_graph.reader.languages import Language, Pattern, language
from sco_graph.reader.marks import Mark, Sentence, people_and_states
from sco_graph.reader.mentions import Finder
from sco_graph.reader.nearby import nearby
from sco_graph.reader.paragraphs import paragraphs
from sco_graph.reader.statement import Statement, each_once
from sco_graph.reader.timing import BEFORE, When, day_of_text, says_now, span, when_of

# Kinds whose object is the date, or that hold at any time.
_UNDATED: Final = frozenset({"event-date", "document-date", "founding", "registration", "alias"})
_MOST_WORDS: Final = 12  # of a quotation
_QUOTED_WORD: Final = re.compile(r"\S+")
_THOUSANDS: Final = re.compile(r"(?<=\d)[, ](?=\d{3}\b)")
_CLAUSE: Final = re.compile(r"[;:,] ?| but | но |但")


def statements(text: str, calendar: Calendar, finder: Finder) -> list[Statement]:
    """The statements of a text (as `text.prepare` gives it), in order of place, each once."""
    context = Context(calendar)
    found: list[Statement] = []
    places = paragraphs(text)
    for _, _, code in places[:1]:
        context.kind = topic(text, language(code))
    for sentence in finder.sentences(text, places, context):
        found += _of_sentence(sentence, language(sentence.language), context, finder)
    return each_once(replace(statement, published=calendar.published) for statement in found)


def _of_sentence(sentence: Sentence, spoken: Language, context: Context, finder: Finder) -> Iterator[Statement]:
    for mark in sentence.marks:
        for official in people_and_states(mark):
            if official.kind == "F" and official.office and official.parts[0].thing:
                person, when = official.parts[0].thing, day_of_text(context)
                yield _statement("tenure", person, official, when, object=official.office)
    for pattern in spoken.patterns:
        for match in pattern.match.finditer(sentence.tokens):
            if pattern.guard and _doubtful(sentence, match, spoken):
                continue
            yield from _of_match(sentence, match, pattern, spoken, context, finder)
    yield from nearby(sentence, spoken, context, finder)


def _doubtful(sentence: Sentence, match: re.Match[str], spoken: Language) -> bool:
    """Whether words of doubt or negation stand just before a statement, or in it."""
    before = sentence.tokens[max(0, match.start() - BEFORE) : match.start()]
    clause = _CLAUSE.split(before)[-1]
    return bool(spoken.doubt.search(clause + match[0]))


def _of_match(
    sentence: Sentence,
    match: re.Match[str],
    pattern: Pattern,
    spoken: Language,
    context: Context,
    finder: Finder,
) -> Iterator[Statement]:
    when = _at_event(pattern, sentence, match, finder) or when_of(pattern, sentence, match, context)
    context.asked = when.moment
    for claim in pattern.claims:
        loose = claim[0].startswith("?")
        kind, subject, object_ = claim[0].lstrip("?"), claim[1], claim[2]
        qualifier = next(iter(claim[3:]), None)
        if qualifier == "$status":
            qualifier = next((slug for form, slug in spoken.statuses if form.fullmatch(match["status"])), None)
            if qualifier is None:
                continue
        if qualifier == "$joined":
            said = match.groupdict().get("status")
            qualifier = next((slug for form, slug in spoken.statuses if said and form.fullmatch(said)), "member")
        if kind == "status" and qualifier == "member":
            kind = "membership"
        if kind == "participation" and _elsewhere(sentence, match, spoken):
            continue
        subjects = _who_can(kind, meant(subject, sentence, match, context, finder), context, finder)
        objects = meant(object_, sentence, match, context, finder)
        dates = in_context("dates", sentence, match, context, finder) if kind == "signature" else []
        if kind == "participation" and object_ == "~here":
            objects = [mark for mark in objects if not _before_or_after(sentence, mark, spoken)]
        for one, other in _pairs(subject, subjects, object_, objects):
            if len(dates) == len(objects) and object_ == "~docs":  # of several documents, each its own date
                when = When(dates[objects.index(other)].moment, True)
            if "E" in (one.kind, other.kind) and "meant" in (one.note, other.note) and kind != "participation":
                loose = True  # "the meeting" may be another
            statement = _joined(kind, one, other, sentence, match, when, qualifier, context)
            if statement is not None:
                present = _present(pattern, kind, sentence, match, context)
                firm = pattern.firm and statement.firm and not _may_be_another(kind, other, sentence, spoken)
                yield replace(
                    statement,
                    firm=firm,
                    loose=loose,
                    present=present,
                    now=present and says_now(sentence, 0, match.end(), context),
                    becoming=pattern.when in ("near", "event"),
                    done=bool(spoken.near["joined"].search(match[0])),
                    begins=pattern.when in ("near", "day") and when.dated and tells_beginning(sentence, match, spoken),
                )


def _who_can(kind: str, subjects: Sequence[Mark], context: Context, finder: Finder) -> Sequence[Mark]:
    """Those of whom a kind of statement can be made: states alone have a status in an organisation."""
    if kind not in ("membership", "status"):
        return subjects
    organs = {*finder.catalogue.represented.values(), context.main}
    return [mark for mark in subjects if mark.kind not in "BO" and mark.thing not in organs]


def _at_event(pattern: Pattern, sentence: Sentence, match: re.Match[str], finder: Finder) -> When | None:
    """The days of the event that a pattern names, where they are what it speaks of."""
    event = finder.catalogue.events.get(sentence.mark(match["event"]).thing or "") if pattern.when == "event" else None
    return When(span(date.fromisoformat(event.first), date.fromisoformat(event.last)), True) if event else None


def _elsewhere(sentence: Sentence, match: re.Match[str], spoken: Language) -> bool:
    """Whether those who seem to take part are only where it is ("in China"), or signed something years ago."""
    before = sentence.tokens[: match.start()]
    return bool(spoken.near["place_before"].search(before) or spoken.near["commemorated"].search(sentence.tokens))


def _before_or_after(sentence: Sentence, event: Mark, spoken: Language) -> bool:
    """Whether a sentence speaks of what comes before or after an event: "ahead of the summit"."""
    asides = spoken.near["beside_event"].finditer(sentence.tokens)
    return any(event in sentence.within(*aside.span()) for aside in asides)


def _may_be_another(kind: str, other: Mark, sentence: Sentence, spoken: Language) -> bool:
    """Whether an object may be another: the place of an event held by video, an event that is not named here."""
    if kind == "event-place":
        return bool(spoken.online.search(sentence.tokens))
    return kind == "document-event" and other not in sentence.marks


def _present(pattern: Pattern, kind: str, sentence: Sentence, match: re.Match[str], context: Context) -> bool:
    """Whether a pattern speaks of the day of a text: lists of members do, a count in the present tense, no tenure."""
    if pattern.when not in ("day", "now") or context.calendar.published is None:
        return False
    if pattern.when == "now" or kind in ("membership", "status"):
        return True
    return kind in ("count", "chairmanship") and says_now(sentence, match.start() - BEFORE, match.end(), context)


def _pairs(
    subject: str, subjects: Sequence[Mark], object_: str, objects: Sequence[Mark]
) -> Iterator[tuple[Mark, Mark]]:
    if (subject, object_) == ("~docs", "~dates"):
        if len(subjects) == len(objects):
            yield from zip(subjects, objects, strict=True)  # "in 1996 and 1997": each its own
        return
    for one in subjects:
        for other in objects:
            yield one, other


def _joined(
    kind: str,
    one: Mark,
    other: Mark,
    sentence: Sentence,
    match: re.Match[str],
    when: When,
    qualifier: str | None,
    context: Context,
) -> Statement | None:
    subject = one.office if kind == "tenure" and one.kind in "FA" else one.thing
    if kind == "tenure" and one.kind == "F":
        subject = one.parts[0].thing
    if subject is None:
        return None
    if kind == "participation" and one.kind == "O" and one.thing == context.main:
        return None  # "contingents from the organisation"
    object_, literal = other.thing, None
    if kind == "tenure" and other.kind in "FA":
        object_ = other.office
    if other.kind == "T" and other.moment:
        object_, literal = None, other.moment.edtf
    elif other.kind == "W":
        object_, literal = None, other.text.strip(" \"'«»“”")
        if kind == "count":
            literal = _number(literal, sentence, match)
    if object_ is None and not literal:
        return None
    start, end = _quote(one, other, sentence, match)
    statement = _statement(kind, subject, one, when, object=object_, literal=literal)
    evidence = next((m.note for m in (one, other) if m.kind == "E"), "")
    return replace(
        statement,
        qualifier=CONCEPT + qualifier if qualifier else None,
        date=None if literal and kind in _UNDATED else statement.date,
        start=start,
        end=end,
        note=" ".join(m.note for m in (one, other) if m.note and m.kind != "E"),
        evidence=frozenset(evidence.split()),
        firm=one.firm and other.firm,
    )


def _number(text: str, sentence: Sentence, match: re.Match[str]) -> str | None:
    number = language(sentence.language).numbers.get(text.casefold())
    digits = str(number) if number is not None else _THOUSANDS.sub("", text)
    if not digits.isdigit():
        return None
    groups = match.groupdict()
    return f">{digits}" if groups.get("more") else f"{digits}~" if groups.get("about") else digits


def _quote(one: Mark, other: Mark, sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The words that say it: an item of a list alone; else from one of the two to the other, with what joins them."""
    start, end = sentence.span(*match.span())
    listed = [mark for mark in sentence.within(*match.span()) if mark.kind == "G"]
    for item in (one, other):
        if any(item in mark.parts for mark in listed):
            return item.start, item.end
    ends = [mark.end for mark in (one, other) if start <= mark.start < mark.end <= end]
    end = end if other.kind == "W" else max(ends, default=end)
    words = list(_QUOTED_WORD.finditer(sentence.text, max(0, start - sentence.start), end - sentence.start))
    return (sentence.start + words[-_MOST_WORDS].start() if len(words) > _MOST_WORDS else start), end


def _statement(
    kind: str,
    subject: str,
    mark: Mark,
    when: When,
    *,
    object: str | None = None,
    literal: str | None = None,
) -> Statement:
    return Statement(
        kind, subject, object, literal, None, when.moment, when.dated, True, mark.start, mark.end, mark.note
    )
