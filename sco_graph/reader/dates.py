"""Dates in a text: whole, partial, relative to the publication day, and ranges; forms and names are the language's."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sco_graph.claims.knowledge import shown
from sco_graph.loaders.dates import Bounds
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, Moment

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FULL_YEAR, _CENTURY_TURNS = 4, 70  # digits of a year; of two digits, those of this century
_CHRONICLE = 12  # how far from its beginning a paragraph's first date may stand to date the whole


@dataclass(slots=True)
class Calendar:
    """What a partial date is measured against: the publication day, and the year that a chronicle has reached."""

    published: date | None
    year: int | None = None  # that the paragraph of a chronicle has reached
    month: int | None = None
    chronicle: bool | None = None  # whether the paragraph begins with a date in full; None before its first date
    begins: int = 0
    seen: list[date] = field(default_factory=list)

    def begin(self, start: int) -> None:
        """A paragraph begins at `start`."""
        self.year = self.month = self.chronicle = None
        self.begins = start

    def meet(self, at: int, *, explicit: bool) -> None:
        """A date stands at `at`; the first of a paragraph tells whether it is one of a chronicle."""
        if self.chronicle is None:
            self.chronicle = explicit and at - self.begins <= _CHRONICLE

    @property
    def now(self) -> date | None:
        """The publication day, or the latest day that the text has named in full."""
        return self.published or max(self.seen, default=None)


def dates(text: str, start: int, language: Language, known: Calendar) -> Iterator[Mark]:
    """The dates of a sentence that stands at `start` in the text, in order; `known` moves on with them."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, re.Match[str], tuple[str, int] | None]] = []
    for form in language.dates:
        for match in form.finditer(text):
            if not any(match.start() < end and match.end() > begin for begin, end in taken):
                taken.append(match.span())
                found.append((*match.span(), match, None))
    for form, unit, shift in language.relative:
        for match in form.finditer(text):
            if not any(match.start() < end and match.end() > begin for begin, end in taken):
                taken.append(match.span())
                found.append((*match.span(), match, (unit, shift)))
    ahead = bool(language.near["ahead"].search(text))
    for begin, end, match, relative in sorted(found, key=lambda item: item[0]):
        known.meet(start + begin, explicit="y" in match.groupdict() and bool(match["y"]))
        if relative:
            moment = _relative(match, relative, language, known)
        elif match.groupdict().get("wd"):
            moment = _on_weekdays(match, language, known, ahead=ahead)
        else:
            moment = _absolute(match, language, known)
        if moment is not None:
            firm = not match.groupdict().get("n")  # "twenty years ago" is a round number
            yield Mark(start + begin, start + end, "T", text=match[0], moment=moment, firm=firm)


def _absolute(match: re.Match[str], language: Language, known: Calendar) -> Moment | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year, year2 = _year(groups.get("y")), _year(groups.get("y2"))
    month, month2 = _month(groups.get("m"), language), _month(groups.get("m2"), language)
    month = month or (month2 if "d" in groups else None)
    day, day2 = (int(groups[name]) if name in groups else None for name in ("d", "d2"))
    explicit = year is not None
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if year is None:
        nearest = _nearest_year(month, day, known)
        if nearest is None:
            return None
        year, month = nearest
    first = _span(year, month, day)
    if first is None:
        return None
    last = first
    if day2 or month2 or year2:
        last = _span(year2 or year, month2 or month, day2) or first
        if last[1] < first[0]:
            return None
    if explicit and last[0] == last[1]:
        known.seen.append(last[1])
    if known.chronicle:
        known.year, known.month = year, month2 or month or known.month
    return _moment(first[0], last[1], explicit=explicit)


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    number = int(text)
    if len(text) == _FULL_YEAR:
        return number
    return 2000 + number if number < _CENTURY_TURNS else 1900 + number


def _month(text: str | None, language: Language) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    return language.months.get(text.casefold().rstrip("."))


def _nearest_year(month: int | None, day: int | None, known: Calendar) -> tuple[int, int | None] | None:
    """The year (and the month, where none is named) that a partial date means."""
    now = known.now
    if known.year is not None:
        month = month or known.month
        return (known.year, month) if month else None
    if now is None:
        return None
    if month is None:
        # "on the 8th and 9th": the nearest such day
        options = [
            (now.year, now.month),
            *((shifted(now.replace(day=1), s).timetuple()[:2]) for s in (-1, 31)),
        ]
        return min(options, key=lambda option: _far(option[0], option[1], day, now))
    years = (now.year + shift for shift in (-1, 0, 1))
    return min(((year, month) for year in years), key=lambda option: _far(option[0], option[1], day, now))


def _far(year: int, month: int, day: int | None, now: date) -> int:
    span = _span(year, month, day)
    if span is None:
        return 10_000
    return min(abs((span[0] - now).days), abs((span[1] - now).days)) if not span[0] <= now <= span[1] else 0


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _on_weekdays(match: re.Match[str], language: Language, known: Calendar, *, ahead: bool) -> Moment | None:
    """The nearest such day, or days from one to another: news of a week speaks of its own week.

    Without a word of what is to come the week reaches a day farther back.
    """
    first, last = (language.weekdays.get((match.groupdict().get(name) or "").casefold()) for name in ("wd", "wd2"))
    if known.published is None or first is None:
        return None
    since = shifted(known.published, -3 if ahead else -4)
    day = shifted(since, (first - since.weekday()) % 7)
    end = shifted(day, (last - first) % 7) if last is not None else day
    return _moment(day, end, explicit=False)


def _relative(match: re.Match[str], shift: tuple[str, int], language: Language, known: Calendar) -> Moment | None:
    now = known.published
    if now is None:
        return None
    unit, steps = shift
    if unit == "day":
        day = shifted(now, steps)
        return _moment(day, day, explicit=False)
    if unit == "month":
        index = now.year * 12 + now.month - 1 + steps
        span = _span(index // 12, index % 12 + 1, None)
    else:
        counted = match.groupdict().get("n")
        if counted:
            steps *= int(counted) if counted.isdigit() else language.numbers.get(counted.casefold(), 0)
        month = _month(match.groupdict().get("m"), language)
        number = match.groupdict().get("d")
        span = _span(now.year + steps, month, int(number) if number else None)
    return _moment(*span, explicit=False) if span else None


def _moment(first: date, last: date, *, explicit: bool) -> Moment:
    return Moment(edtf(first, last), first.isoformat(), last.isoformat(), explicit)


def shifted(day: date, days: int) -> date:
    """A day some days later or earlier; the first or last that there is where it lies beyond."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def edtf(first: date, last: date) -> str:
    """A span of days as EDTF: a day, a month, a year, else an interval.

    >>> edtf(date(2017, 6, 8), date(2017, 6, 9)), edtf(date(2001, 6, 1), date(2001, 6, 30))
    ('2017-06-08/2017-06-09', '2001-06')
    """
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year != last.year:
        return f"{first.year:04}/{last.year:04}"
    return shown(Bounds(first, last, exact=first == last))
