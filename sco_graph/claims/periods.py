"""The days that a claim speaks of, and the relations that hold on them."""

from collections.abc import Iterable
from typing import Final

from sco_graph.claims.knowledge import Knowledge, Relation, days
from sco_graph.claims.model import Claim

IMPRECISE: Final = "The dates in the graph are too imprecise to tell."


def when(claim: Claim, known: Knowledge) -> tuple[str, str]:
    """The first and the last day that a claim speaks of; without a date, the day of the data set."""
    return days(claim.date) if claim.date else (known.data_date, known.data_date)


def on_days(first: str, last: str) -> str:
    """The days in words: "On 2024-04-26", "Between 2024-01-01 and 2024-12-31"."""
    return f"On {first}" if first == last else f"Between {first} and {last}"


def holding_in(relations: Iterable[Relation], first: str, last: str) -> list[Relation]:
    """Those that certainly hold on some day of the period: on its first or last, or begun within it."""
    return [
        relation
        for relation in relations
        if relation.span.certainly(first)
        or relation.span.certainly(last)
        or (relation.span.start_latest and first <= relation.span.start_latest <= last)
    ]
