"""EDTF cells: the bounds that a day, a month or a year means, exact or not."""

import calendar
from datetime import date, timedelta
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.loaders.dates import Bounds, parse

QUALIFIERS = ("", "~", "?", "%")
# The first and last years are left out: a vague date there would reach past what a date can hold.
days = st.dates(date(2, 1, 1), date(9998, 12, 31))
qualifiers = st.sampled_from(QUALIFIERS)
precisions = st.sampled_from(("day", "month", "year"))
ONE_DAY = timedelta(days=1)


def written(day: date, precision: str) -> str:
    """The EDTF text of the span of a precision that holds a day."""
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def strict_bounds(text: str) -> tuple[date, date]:
    """What the edtf library's own reader says."""
    read: Any = parse_edtf(text)
    return date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])


@settings(deadline=None)
@given(days, precisions)
def test_unqualified_dates_agree_with_the_edtf_library(day: date, precision: str) -> None:
    bounds = parse(written(day, precision))
    assert (bounds.earliest, bounds.latest) == strict_bounds(written(day, precision))


@settings(deadline=None)
@given(days, precisions)
def test_unqualified_dates_agree_with_the_calendar(day: date, precision: str) -> None:
    first, last = {
        "day": (day, day),
        "month": (day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])),
        "year": (date(day.year, 1, 1), date(day.year, 12, 31)),
    }[precision]
    assert parse(written(day, precision)) == Bounds(first, last, exact=precision == "day")


@settings(deadline=None)
@given(days, precisions, qualifiers)
def test_a_date_holds_every_day_that_it_is_written_for(day: date, precision: str, qualifier: str) -> None:
    bounds = parse(written(day, precision) + qualifier)
    assert bounds.earliest <= day <= bounds.latest
    assert bounds.exact == (precision == "day" and not qualifier)


@settings(deadline=None)
@given(days, precisions, st.sampled_from(QUALIFIERS[1:]))
def test_a_qualifier_reaches_one_unit_further_on_both_sides(day: date, precision: str, qualifier: str) -> None:
    plain, vague = parse(written(day, precision)), parse(written(day, precision) + qualifier)
    before = parse(written(plain.earliest - ONE_DAY, precision))
    after = parse(written(plain.latest + ONE_DAY, precision))
    assert (vague.earliest, vague.latest) == (before.earliest, after.latest)


@settings(deadline=None)
@given(days, precisions)
def test_a_wider_precision_holds_the_narrower(day: date, precision: str) -> None:
    year, narrow = parse(written(day, "year")), parse(written(day, precision))
    assert year.earliest <= narrow.earliest <= narrow.latest <= year.latest


@settings(deadline=None)
@given(days, precisions, qualifiers)
def test_a_half_open_end_is_the_day_itself_or_the_first_day_past_the_span(
    day: date, precision: str, qualifier: str
) -> None:
    bounds = parse(written(day, precision) + qualifier)
    assert bounds.after_latest == (day if bounds.exact else bounds.latest + ONE_DAY)
    assert bounds.earliest <= bounds.after_latest


@settings(deadline=None)
@given(days, precisions, qualifiers)
def test_order_is_kept(day: date, precision: str, qualifier: str) -> None:
    one = parse(written(day, precision) + qualifier)
    other = parse(written(day + timedelta(days=32), precision) + qualifier) if day.year < 9998 else one
    assert one.earliest <= other.earliest
    assert one.latest <= other.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "after"),
    [
        ("2024-02", "2024-02-01", "2024-02-29", "2024-03-01"),
        ("2023-02", "2023-02-01", "2023-02-28", "2023-03-01"),
        ("2023-07-04", "2023-07-04", "2023-07-04", "2023-07-04"),
        ("2023-12", "2023-12-01", "2023-12-31", "2024-01-01"),
        ("2011~", "2010-01-01", "2012-12-31", "2013-01-01"),
        ("2018-01~", "2017-12-01", "2018-02-28", "2018-03-01"),
        ("2018-03-01?", "2018-02-28", "2018-03-02", "2018-03-03"),
        ("2020-02-29%", "2020-02-28", "2020-03-01", "2020-03-02"),
    ],
)
def test_examples(text: str, earliest: str, latest: str, after: str) -> None:
    bounds = parse(text)
    assert (bounds.earliest.isoformat(), bounds.latest.isoformat()) == (earliest, latest)
    assert bounds.after_latest.isoformat() == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2023-02-30",
        "2023-02-29",
        "2023-02-30~",
        "2023-13",
        "2023-00",
        "2023-13~",
        "2023-21",  # EDTF's spring of 2023: no span that a relation can carry
        "2023-00-10",
        "2023-01-00",
        "0000",
        "July 2023",
        "4 July 2023",
        "2023/07/04",
        "04.07.2023",
        "2023-7-4",
        "23-07-04",
        "20230704",
        "2023-07-04/2023-07-05",
        "2023/..",
        "../2023",
        "[2023,2024]",
        "202X",
        "2023-XX",
        "Y12023",
        "-2023",
        "2023-07-04T00:00:00",
        "2023-W01-1",
        "2023~~",
        "~2023",
        "2023-07-04 ",
        " 2023",
        "2023\n",
        "unknown",
        "２０２３",
        "２０２３-07-04",
        # Past what a date can hold.
        "0001~",
        "0001-01~",
        "0001-01-01?",
        "9999",
        "9999-12",
        "9999~",
        "9999-12-31~",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        bounds = parse(text)
    except ValueError:
        return
    assert bounds.earliest <= bounds.latest <= bounds.after_latest


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}[~?%]?", fullmatch=True))
def test_digits_in_the_right_places_are_read_or_refused(text: str) -> None:
    try:
        bounds = parse(text)
    except ValueError:
        return
    assert bounds.earliest <= bounds.latest <= bounds.after_latest
    assert bounds.earliest.isoformat()[:4] <= text[:4] <= bounds.latest.isoformat()[:4]
