"""Extended Date/Time Format cells: the bounds that make an imprecise date comparable.

EDTF is the Library of Congress specification (ISO 8601-2), read by the `edtf` library. We accept what
a relation can carry: a day, a month, a year, each with `~` or `?` where the source is vague.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

EXPECTED: Final = "an EDTF date: 2004-06-17, 2004-06 or 2004, with ~ where it is approximate"
_FORM: Final = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?([~?%])?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest day that a date may mean, and whether the day is known."""

    earliest: date
    latest: date
    exact: bool

    @property
    def after_latest(self) -> date:
        """The upper bound of a half-open end: the day itself where it is known, else the first day past the span.

        >>> parse("2023-07-04").after_latest.isoformat(), parse("2023-07").after_latest.isoformat()
        ('2023-07-04', '2023-08-01')
        """
        return self.latest if self.exact else self.latest + timedelta(days=1)

    def covers(self, day: str) -> bool:
        """Whether the date may mean `day` (ISO form), or its half-open end may."""
        return self.earliest.isoformat() <= day <= self.after_latest.isoformat()


@lru_cache(maxsize=8192)
def parse(text: str) -> Bounds:
    """Read an EDTF date. Raises ValueError where it is none, or names a day that does not exist.

    A qualifier widens the span by one unit of the date's own precision on both sides; the library's fuzzy
    bounds add a year, a month and a day together, which would make `2018-06-09~` cover thirteen months.

    >>> parse("2018-02")
    Bounds(earliest=datetime.date(2018, 2, 1), latest=datetime.date(2018, 2, 28), exact=False)
    >>> parse("2011~")
    Bounds(earliest=datetime.date(2010, 1, 1), latest=datetime.date(2012, 12, 31), exact=False)
    """
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(text)
    _, month, day, qualifier = form.groups()
    if day:  # the library pads days that do not exist ("2023-02-30") instead of refusing them
        known = date.fromisoformat(text.rstrip("~?%"))
        if not qualifier:
            return Bounds(known, known, exact=True)
    return _imprecise(text, "day" if day else "month" if month else "year", qualified=bool(qualifier))


def _imprecise(text: str, precision: str, *, qualified: bool) -> Bounds:
    from dateutil.relativedelta import relativedelta

    # `parse_edtf` tries every form of EDTF, lists and seasons too, at ten times the cost of these two.
    from edtf.parser.grammar import date as plain_date
    from edtf.parser.grammar import uncertainOrApproxDate
    from pyparsing import ParseBaseException

    grammar: Any = uncertainOrApproxDate if qualified else plain_date
    try:
        parsed = grammar.parse_string(text, parse_all=True)[0]
    except ParseBaseException as error:
        raise ValueError(text) from error
    earliest, after = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    try:
        after += timedelta(days=1)
        if qualified:
            unit = relativedelta(**{f"{precision}s": 1})  # type: ignore[arg-type]
            earliest, after = earliest - unit, after + unit
    except OverflowError as error:  # before the year 1, or past 9999
        raise ValueError(text) from error
    return Bounds(earliest, after - timedelta(days=1), exact=False)
