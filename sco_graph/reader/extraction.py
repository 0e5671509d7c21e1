"""From the finds of a text to its statements: the patterns of a language, applied to each sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import date as Day  # a Statement has a field `date`  # noqa: N812
from typing import Final

from sco_graph.loaders.dates import Bounds
from sco_graph.namespaces import CONCEPT
from sco_graph.reader.context import Context
from sco_graph.reader.dates import Calendar
from sco_graph.reader.elements import in_context, meant
from sco_graph.reader.languages import Language, Pattern, language
from sco_graph.reader.marks import Mark, Moment, Sentence, people_and_states
from sco_graph.reader.mentions import Finder
from sco_graph.reader.paragraphs import paragraphs

_BEFORE: Final = 50  # characters before a statement in which words of doubt undo it
_YEAR_ABOUT: Final = 400  # days
_YEAR: Final = 4  # characters of a year in EDTF
_OPENING: Final = 7  # how far from its beginning a date may stand to date a whole sentence
# Kinds whose object is the date, or that hold at any time.
_UNDATED: Final = frozenset({"event-date", "document-date", "founding", "registration", "alias"})
_MOST_WORDS: Final = 12  # of a quotation
_AFTER: Final = 40  # characters behind a statement in which a date still dates it
_QUOTED_WORD: Final = re.compile(r"\S+")
_CLAUSE: Final = re.compile(r"[;:,] ?| but | но |但")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the text says: a claim without a verdict.

    `subject` and `object` are IRIs, `literal` is a date, a number or a name.
    """

    kind: str
    subject: str
    object: str | None
    literal: str | None
    qualifier: str | None
    date: Moment | None
    dated: bool  # whether the text itself says when
    firm: bool  # whether it is plain enough to be contradicted
    start: int
    end: int
    note: str = ""
    evidence: frozenset[str] = frozenset()  # what told the event that it speaks of
    present: bool = False  # whether it is said of the day of the text
    published: Day | None = None  # the day of the text
    loose: bool = False  # reported only where the graph bears it out


def statements(text: str, published: date | None, finder: Finder) -> list[Statement]:
    """The statements of a text (as `text.prepare` gives it), in order of place, each once."""
    context = Context(Calendar(published))
    found: list[Statement] = []
    for sentence in finder.sentences(text, paragraphs(text), context):
        found += _of_sentence(sentence, language(sentence.language), context, finder)
    return _each_once(replace(statement, published=published) for statement in found)


def _each_once(found: Iterable[Statement]) -> list[Statement]:
    """The first of equal statements of overlapping words; one that is dated or qualified before one that is not."""
    kept: list[Statement] = []
    ends: dict[tuple[str | None, ...], int] = {}
    for statement in sorted(found, key=lambda s: (s.start, s.qualifier is None, not s.dated, s.end)):
        key = (statement.kind, statement.subject, statement.object, statement.literal)
        if statement.start >= ends.get((*key, statement.qualifier), -1) and (
            statement.qualifier or statement.start >= ends.get((*key, "any"), -1)
        ):
            kept.append(statement)
            ends[(*key, statement.qualifier)] = ends[(*key, "any")] = statement.end
    return sorted(kept, key=lambda s: (s.start, s.end, s.kind, s.subject))


def _of_sentence(sentence: Sentence, spoken: Language, context: Context, finder: Finder) -> Iterator[Statement]:
    for mark in sentence.marks:
        for official in people_and_states(mark):
            if official.kind == "F" and official.office and official.parts[0].thing:
                yield _statement("tenure", official.parts[0].thing, official, _day(context), object=official.office)
    for pattern in spoken.patterns:
        for match in pattern.match.finditer(sentence.tokens):
            if pattern.guard and _doubtful(sentence, match, spoken):
                continue
            yield from _of_match(sentence, match, pattern, spoken, context, finder)


def _doubtful(sentence: Sentence, match: re.Match[str], spoken: Language) -> bool:
    """Whether words of doubt or negation stand just before a statement, or in it."""
    before = sentence.tokens[max(0, match.start() - _BEFORE) : match.start()]
    clause = _CLAUSE.split(before)[-1]
    return bool(spoken.doubt.search(clause + match[0]))


@dataclass(frozen=True, slots=True)
class _When:
    moment: Moment | None
    dated: bool


def _day(context: Context) -> _When:
    now = context.calendar.now
    return _When(Moment(now.isoformat(), now.isoformat(), now.isoformat(), False), False) if now else _When(None, False)


def _past(context: Context) -> _When:
    """Some day of the year before the text."""
    now = context.calendar.now
    if now is None:
        return _When(None, False)
    first = now - timedelta(days=_YEAR_ABOUT)
    return _When(Moment(f"{first}/{now}", first.isoformat(), now.isoformat(), False), False)


def _ahead(moment: Moment | None) -> _When:
    """Some day of the year that a day begins: who is appointed takes office later."""
    if moment is None:
        return _When(None, False)
    last = date.fromisoformat(moment.last) + timedelta(days=_YEAR_ABOUT)
    return _When(Moment(f"{moment.first}/{last}", moment.first, last.isoformat(), False), True)


def _when(pattern: Pattern, sentence: Sentence, match: re.Match[str], context: Context) -> _When:
    groups = match.groupdict()
    if groups.get("date"):
        moment = sentence.mark(groups["date"]).moment
        return _When(_roughly(moment) if pattern.when == "about" else moment, True)
    if pattern.when == "past":
        return _past(context)
    before = [mark.moment for mark in sentence.within(0, match.start()) if mark.moment]
    after = [mark.moment for mark in sentence.within(match.end(), match.end() + _AFTER) if mark.moment]
    if pattern.when in ("near", "about", "ahead"):
        within = [mark.moment for mark in sentence.within(*match.span()) if mark.moment]
        moment = next(iter(within), None) or (before[-1] if before else None) or next(iter(after), None)
        if moment is None and context.calendar.chronicle and context.moment:
            moment = context.moment.moment
        if pattern.when == "ahead":
            return _ahead(moment or _day(context).moment)
        if moment is not None:
            return _When(_roughly(moment) if pattern.when == "about" else moment, True)
        if pattern.when == "about":
            return _past(context)
    opening = sentence.tokens.find("⟦T")
    if (
        0 <= opening <= _OPENING
        and opening < match.start()
        and before
        and before[0].explicit
        and not _now(sentence, match)
    ):
        return _When(before[0], True)  # "In 2005 the members were …"
    return _day(context)


def _now(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a statement says that it speaks of the day of the text."""
    spoken = language(sentence.language).references["now"]
    return bool(spoken.search(sentence.tokens, max(0, match.start() - _BEFORE), match.end()))


def _roughly(moment: Moment | None) -> Moment | None:
    """A year that only stands near: about that year."""
    if moment is None or len(moment.edtf) != _YEAR:
        return moment
    year = int(moment.edtf)
    return Moment(f"{year}~", f"{year - 1}-01-01", f"{year + 1}-12-31", moment.explicit)


def _of_match(
    sentence: Sentence,
    match: re.Match[str],
    pattern: Pattern,
    spoken: Language,
    context: Context,
    finder: Finder,
) -> Iterator[Statement]:
    when = _when(pattern, sentence, match, context)
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
        subjects = meant(subject, sentence, match, context, finder)
        objects = meant(object_, sentence, match, context, finder)
        dates = in_context("dates", sentence, match, context, finder) if kind == "signature" else []
        for one, other in _pairs(subject, subjects, object_, objects):
            if len(dates) == len(objects) and object_ == "~docs":  # of several documents, each its own date
                when = _When(dates[objects.index(other)].moment, True)
            if "E" in (one.kind, other.kind) and "meant" in (one.note, other.note) and kind != "participation":
                loose = True  # "the meeting" may be another
            statement = _joined(kind, one, other, sentence, match, when, qualifier, context)
            if statement is not None:
                present = _present(pattern, kind, sentence, match, context)
                firm = pattern.firm and statement.firm
                yield replace(statement, firm=firm, loose=loose, present=present)


def _present(pattern: Pattern, kind: str, sentence: Sentence, match: re.Match[str], context: Context) -> bool:
    """Whether a pattern speaks of the day of a text: lists of members do, a count that says "now", no tenure."""
    if pattern.when != "day" or context.calendar.published is None:
        return False
    return kind in ("membership", "status") or (kind == "count" and _now(sentence, match))


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
    when: _When,
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
    digits = str(number) if number is not None else text
    if not digits.isdigit():
        return None
    return f">{digits}" if match.groupdict().get("more") else digits


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
    when: _When,
    *,
    object: str | None = None,
    literal: str | None = None,
) -> Statement:
    return Statement(
        kind, subject, object, literal, None, when.moment, when.dated, True, mark.start, mark.end, mark.note
    )


def bounds(moment: Moment) -> Bounds:
    """A moment as the judge compares it."""
    first, last = date.fromisoformat(moment.first), date.fromisoformat(moment.last)
    return Bounds(first, last, exact=first == last)
