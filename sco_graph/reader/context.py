"""What a text has spoken of so far, and so what "the organisation", "the meeting" and "these agreements" stand for."""

from dataclasses import dataclass, field
from typing import Final

from sco_graph.reader.dates import Calendar
from sco_graph.reader.marks import Mark, Moment

EVENT_LIVES: Final = 6  # sentences for which an event stays what "the meeting" is


@dataclass(slots=True)
class Context:
    """What the text has spoken of so far."""

    calendar: Calendar
    org: Mark | None = None
    event: Mark | None = None
    kind: str | None = None  # of event, that the text speaks of
    state: Mark | None = None
    office: Mark | None = None
    docs: tuple[Mark, ...] = ()
    moment: Mark | None = None
    asked: Moment | None = None  # the day that the statement at hand speaks of
    event_age: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def main(self) -> str | None:
        """The organisation that the text has named most."""
        return max(self.counts, key=lambda org: self.counts[org], default=None)
