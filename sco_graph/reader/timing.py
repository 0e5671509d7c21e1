"""The day that a statement speaks of: its own date, the nearest one, that of the text, or a span around them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from sco_graph.reader.context import Context
from sco_graph.reader.dates import shifted
from sco_graph.reader.languages import Pattern, language
from sco_graph.reader.marks import Mark, Moment, Sentence

BEFORE: Final = 50  # characters before a statement in which words of doubt, or of the present, belong to it
_AFTER: Final = 40  # characters behind a statement in which a date still dates it
_OPENING: Final = 7  # how far from its beginning a date may stand to date a whole sentence
_FOUNDING: Final = 18  # characters from a date on in which a word of founding takes it for itself
_FOUNDING_BEFORE: Final = 4  # and before it: 成立于
_YEAR_ABOUT: Final = 400  # days
_YEARS_AHEAD: Final = 1100  # days within which what is announced comes
_YEAR: Final = 4  # characters of a year in EDTF


@dataclass(frozen=True, slots=True)
class When:
    """A day or span, and whether the text itself says it."""

    moment: Moment | None
    dated: bool


def day_of_text(context: Context) -> When:
    """The publication day, or the latest day that the text has named."""
    now = context.calendar.now
    return When(span(now, now), False) if now else When(None, False)


def span(first: date, last: date) -> Moment:
    """The days from one to another, which the text does not name."""
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return Moment(edtf, first.isoformat(), last.isoformat(), False)


def past(context: Context) -> When:
    """Some day of the year before the text."""
    now = context.calendar.now
    return When(span(shifted(now, -_YEAR_ABOUT), now), False) if now else When(None, False)


def year_from(day: str) -> Moment:
    """Some day of the year that a day begins."""
    first = date.fromisoformat(day)
    return span(first, shifted(first, _YEAR_ABOUT))


def around_text(context: Context) -> When:
    """Some day of the year before the text, or of that after it: who is appointed takes office later."""
    now = context.calendar.now
    if now is None:
        return When(None, False)
    return When(span(shifted(now, -_YEAR_ABOUT), shifted(now, _YEAR_ABOUT)), False)


def to_come(context: Context) -> When:
    """Some day of the years after the text: what it announces."""
    now = context.calendar.now
    return When(span(now, shifted(now, _YEARS_AHEAD)), False) if now else When(None, False)


def _ahead(moment: Moment | None) -> When:
    """Some day of the year that a day begins: who is appointed takes office later."""
    if moment is None:
        return When(None, False)
    return When(span(date.fromisoformat(moment.first), shifted(date.fromisoformat(moment.last), _YEAR_ABOUT)), True)


def when_of(pattern: Pattern, sentence: Sentence, match: re.Match[str], context: Context) -> When:
    """The day that a match of a pattern speaks of, by the pattern's `when`."""
    groups = match.groupdict()
    if groups.get("date"):
        moment = sentence.mark(groups["date"]).moment
        return When(_roughly(moment) if pattern.when == "about" else moment, True)
    if pattern.when == "past":
        return past(context)
    before = [mark.moment for mark in sentence.within(0, match.start()) if mark.moment]
    after = [mark.moment for mark in sentence.within(match.end(), match.end() + _AFTER) if mark.moment]
    if pattern.when in ("near", "about", "ahead"):
        within = [mark.moment for mark in sentence.within(*match.span()) if mark.moment]
        last = sentence.tokens.rfind("⟦T", 0, match.start())
        later = language(sentence.language).near["later"].search(sentence.tokens, max(0, last), match.end())
        if pattern.when == "near" and before and not within and not after and later:
            return day_of_text(context)  # "Founded in 2001, it later took in India"
        moment = next(iter(within), None) or (before[-1] if before else None) or next(iter(after), None)
        if moment is None and context.calendar.chronicle and context.moment:
            moment = context.moment.moment
        if pattern.when == "ahead":
            return _ahead(moment or day_of_text(context).moment)
        if moment is not None:
            return When(_roughly(moment) if pattern.when == "about" else moment, True)
        if pattern.when == "about":
            return past(context)
    opening = sentence.tokens.find("⟦T")
    # "Founded in 2001, it has ten members": that day is another matter's
    founding = (
        language(sentence.language)
        .near["found"]
        .search(sentence.tokens, max(0, opening - _FOUNDING_BEFORE), opening + _FOUNDING)
    )
    if (
        0 <= opening <= _OPENING
        and opening < match.start()
        and before
        and before[0].explicit
        and founding is None
        and not says_now(sentence, match.start() - BEFORE, match.end(), context)
    ):
        return When(before[0], True)  # "In 2005 the members were …"
    return day_of_text(context)


def says_now(sentence: Sentence, begin: int, end: int, context: Context) -> bool:
    """Whether a part of a sentence says that it speaks of the day of the text."""
    begin = max(0, begin)
    if language(sentence.language).references["now"].search(sentence.tokens, begin, end):
        return True
    return any(_is_today(mark, context) for mark in sentence.within(begin, end))


def _is_today(mark: Mark, context: Context) -> bool:
    now = context.calendar.published
    moment = mark.moment
    return bool(now and moment and not moment.explicit and moment.first == moment.last == now.isoformat())


def _roughly(moment: Moment | None) -> Moment | None:
    """A year that only stands near: about that year."""
    if moment is None or len(moment.edtf) != _YEAR:
        return moment
    year = int(moment.edtf)
    return Moment(f"{year}~", f"{year - 1}-01-01", f"{year + 1}-12-31", moment.explicit)
