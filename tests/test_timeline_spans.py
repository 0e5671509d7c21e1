"""When a relation holds: certain is true by every reading of its dates, possible by some, and truth lies between."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.loaders import dates
from sco_graph.namespaces import GRAPH_INFERRED, ONTOLOGY, compact
from sco_graph.query import store_as_of
from sco_graph.spans import Span, next_day, spans
from sco_graph.store import Build
from sco_graph.terms import value

EPOCH = date(2000, 1, 1)
LAST = 400
offsets = st.integers(0, LAST)


def iso(offset: int) -> str:
    return (EPOCH + timedelta(days=offset)).isoformat()


DAYS = [iso(offset) for offset in range(-5, LAST + 20)]
days = st.sampled_from(DAYS)


@dataclass(frozen=True)
class Told:
    """A span as sources tell it, and the half-open interval of days on which the relation truly held."""

    span: Span
    first: str
    after: str | None

    def holds(self, day: str) -> bool:
        return self.first <= day and (self.after is None or day < self.after)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """Bounds around a truth: every consistent span arises, exact, vague, open, with and without days seen."""
    first = draw(st.integers(10, LAST))
    after = draw(st.none() | st.integers(first + 1, LAST + 5))
    slack = st.integers(0, 8)
    start = start_latest = end_earliest = end = None
    if draw(st.booleans()):
        start, start_latest = first - draw(slack), first + draw(slack)
    ongoing = False
    if after is None:
        ongoing = draw(st.booleans())
    elif draw(st.booleans()):
        end_earliest, end = after - draw(slack), after + draw(slack)
    seen = draw(st.lists(st.integers(first, (after or LAST + 6) - 1), max_size=3, unique=True))
    span = Span(
        start=None if start is None else iso(start),
        start_latest=None if start_latest is None else iso(start_latest),
        end_earliest=None if end_earliest is None else iso(end_earliest),
        end=None if end is None else iso(end),
        ongoing=ongoing,
        seen=tuple(sorted(map(iso, seen))),
    )
    return Told(span, iso(first), None if after is None else iso(after))


@settings(deadline=None)
@given(told(), days)
def test_what_is_certain_is_true_and_what_is_true_is_possible(case: Told, day: str) -> None:
    assert not case.span.certainly(day) or case.holds(day)
    assert not case.holds(day) or case.span.possibly(day)


@settings(deadline=None)
@given(told())
def test_certain_implies_possible(case: Told) -> None:
    assert all(case.span.possibly(day) for day in DAYS if case.span.certainly(day))


@settings(deadline=None)
@given(told())
def test_certain_and_possible_days_follow_one_another(case: Told) -> None:
    """Each is one run of days without a gap."""
    for test in (case.span.certainly, case.span.possibly):
        run = "".join("x" if test(day) else "." for day in DAYS)
        assert len(run.strip(".").split(".")) == 1


@settings(deadline=None)
@given(told())
def test_certain_days_begin_and_end_where_certain_says(case: Told) -> None:
    days = [day for day in DAYS if case.span.certainly(day)]
    first, until = case.span.certain() or ("", "")
    assert (days[0] if days else "") == first
    assert not until or days[-1] < until == next_day(days[-1])


@settings(deadline=None)
@given(told())
def test_exact_bounds_leave_no_doubt(case: Told) -> None:
    start, end = case.first, case.after or iso(LAST + 6)
    span = Span(start, start, end, end)
    assert [day for day in DAYS if span.certainly(day)] == [day for day in DAYS if start <= day < end]
    assert [day for day in DAYS if span.possibly(day)] == [day for day in DAYS if start <= day < end]


@settings(deadline=None)
@given(told(), st.integers(0, 5), st.integers(0, 5))
def test_vaguer_bounds_make_fewer_days_certain_and_more_possible(case: Told, before: int, after: int) -> None:
    def later(day: str | None, by: int) -> str | None:
        return None if day is None else (date.fromisoformat(day) + timedelta(days=by)).isoformat()

    span = case.span
    vaguer = replace(
        span,
        start=later(span.start, -before),
        start_latest=later(span.start_latest, after),
        end_earliest=later(span.end_earliest, -before),
        end=later(span.end, after),
    )
    for day in DAYS:
        assert span.certainly(day) or not vaguer.certainly(day)
        assert vaguer.possibly(day) or not span.possibly(day)


@settings(deadline=None)
@given(told(), offsets)
def test_one_more_day_seen_never_makes_less_certain(case: Told, offset: int) -> None:
    day = iso(offset)
    if not case.holds(day):
        return
    more = replace(case.span, seen=tuple(sorted({*case.span.seen, day})))
    assert all(more.certainly(other) for other in DAYS if case.span.certainly(other))
    assert all(more.possibly(other) == case.span.possibly(other) for other in DAYS)


@settings(deadline=None)
@given(told())
def test_days_seen_are_certain_where_no_dates_are_told(case: Told) -> None:
    span = Span(seen=case.span.seen)
    between = [day for day in DAYS if span.seen and span.seen[0] <= day <= span.seen[-1]]
    assert [day for day in DAYS if span.certainly(day)] == between


@settings(deadline=None)
@given(told(), days)
def test_an_ongoing_relation_holds_for_ever(case: Told, day: str) -> None:
    span = replace(case.span, end_earliest=None, end=None, ongoing=True)
    first = min([*filter(None, [span.start_latest]), *span.seen], default=None)
    assert span.certainly(day) == (first is not None and first <= day)
    assert span.certainly("9999-12-31") == (first is not None)


@pytest.mark.parametrize(
    ("span", "certain", "possible"),
    [
        # An exact start and end: the end day is no longer part of it.
        (Span("2017-06-09", "2017-06-09", "2023-07-04", "2023-07-04"), ("2017-06-09", "2023-07-03"), ()),
        # Nothing is known but the days on which it was seen.
        (Span(seen=("2005-07-05",)), ("2005-07-05",), ("1990-01-01", "2024-01-01")),
        (Span(seen=("2005-07-05", "2006-06-15")), ("2005-07-05", "2005-12-01", "2006-06-15"), ("2006-06-16",)),
        # A start, and an end that nobody knows: only the days seen are certain.
        (Span("2004-06-17", "2004-06-17", seen=("2005-07-05",)), ("2005-07-05",), ("2004-06-17", "2005-07-06")),
        # Seen before the latest day on which it may have begun: certain from there.
        (
            Span("2010-01-01", "2010-12-31", ongoing=True, seen=("2010-05-22",)),
            ("2010-05-22", "2011-01-01"),
            ("2010-05-21",),
        ),
        # Seen in a year: no day of that year is certain.
        (Span(seen=("2013-01-01",), seen_latest=("2013-12-31",)), (), ("2013-01-01", "2013-12-31")),
        # A start, and an end that nobody knows, never seen: nothing is certain.
        (Span("2004-06-17", "2004-06-17"), (), ("2004-06-17", "2024-01-01")),
        # No start, ongoing: certain from the first day seen.
        (Span(ongoing=True, seen=("2005-07-05",)), ("2005-07-05", "2024-01-01"), ("2005-07-04",)),
        # A month and a year.
        (
            Span("2004-06-01", "2004-06-30", "2010-01-01", "2011-01-01"),
            ("2004-06-30", "2009-12-31"),
            ("2004-06-01", "2004-06-29", "2010-01-01", "2010-12-31"),
        ),
        # Seen in the year in which it ended: certain up to that day.
        (
            Span("2001-06-15", "2001-06-15", "2005-01-01", "2006-01-01", seen=("2005-06-01",)),
            ("2001-06-15", "2005-03-01", "2005-06-01"),
            ("2005-06-02", "2005-12-31"),
        ),
        # Nothing told at all.
        (Span(), (), ("1990-01-01", "2024-01-01")),
    ],
)
def test_examples(span: Span, certain: tuple[str, ...], possible: tuple[str, ...]) -> None:
    """`possible` days are possible but not certain."""
    for day in certain:
        assert span.certainly(day)
        assert span.possibly(day)
    for day in possible:
        assert not span.certainly(day)
        assert span.possibly(day)


def test_outside_an_exact_span() -> None:
    span = Span("2017-06-09", "2017-06-09", "2023-07-04", "2023-07-04")
    for day in ("2017-06-08", "2023-07-04", "2023-07-05"):
        assert not span.certainly(day)
        assert not span.possibly(day)


@settings(deadline=None)
@given(st.sampled_from(("2010", "2010~", "2010-03", "2010-03?", "2010-03-04", "2010-03-04~")), st.dates(EPOCH))
def test_a_successor_on_the_very_date_never_overlaps(text: str, end: date) -> None:
    """Whatever day a date means, a successor that starts on the very date never overlaps by certainty."""
    start, until = dates.parse(text), dates.parse(text)
    old = Span("2000-01-01", "2000-01-01", until.earliest.isoformat(), until.after_latest.isoformat())
    new = Span(start.earliest.isoformat(), start.latest.isoformat(), ongoing=True)
    for day in (end.isoformat(), start.earliest.isoformat(), start.latest.isoformat(), until.after_latest.isoformat()):
        assert not (old.certainly(day) and new.certainly(day))
        assert old.possibly(day) or new.possibly(day)


DAYS_OF_NOTE = (
    "1996-04-26",
    "2001-06-15",
    "2009-07-01",
    "2010-05-22",
    "2013-01-01",
    "2017-06-09",
    "2025-09-01",
    "2026-11-24",
)
RELATIONS = ("Membership", "Tenure", "Chairmanship")
STATUSES = {
    "memberOf": {"member"},
    "observerOf": {"observer"},
    "partnerOf": {"partner", "dialogue-partner", "sco-partner"},
}


@pytest.mark.parametrize("day", DAYS_OF_NOTE)
def test_spans_and_rules_agree(day: str, built: Path) -> None:
    """What a span calls certain is what the rules derive shortcuts from, for every membership, tenure and chair."""
    store = Build(built).store
    inferred = store_as_of(store, day).quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_INFERRED))
    derived = {quad.triple for quad in inferred}

    def said(relation: str, name: str) -> str:
        found = store.quads_for_pattern(ox.NamedNode(relation), ox.NamedNode(ONTOLOGY + name), None)
        return next(value(quad.object) for quad in found)

    def pairs(prop: str) -> set[tuple[str, str]]:
        return {(value(t.subject), value(t.object)) for t in derived if t.predicate.value == ONTOLOGY + prop}

    certain = {kind: [r for r, span in spans(store, kind).items() if span.certainly(day)] for kind in RELATIONS}
    assert pairs("holdsOffice") == {(said(r, "holder"), said(r, "office")) for r in certain["Tenure"]}
    assert pairs("chairs") == {(said(r, "chair"), said(r, "body")) for r in certain["Chairmanship"]}
    for prop, statuses in STATUSES.items():
        held = [r for r in certain["Membership"] if compact(said(r, "status")) in statuses]
        assert pairs(prop) == {(said(r, "member"), said(r, "organization")) for r in held}


def test_the_derived_bounds_are_those_of_the_spans(built: Path) -> None:
    """sco:certainFrom and sco:certainUntil, which queries use, say what Span.certain says."""
    store = Build(built).store

    def derived(iri: str, name: str) -> str:
        found = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(ONTOLOGY + name), None)
        return next((value(quad.object) for quad in found), "")

    for kind in (
        "Membership",
        "Application",
        "Tenure",
        "Chairmanship",
        "Partnership",
        "Body",
        "Designation",
        "Meeting",
    ):
        for iri, span in spans(store, kind).items():
            first = derived(iri, "certainFrom")
            assert span.certain() == ((first, derived(iri, "certainUntil")) if first else None), compact(iri)
