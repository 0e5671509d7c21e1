"""Read a text: its statements, each with a verdict and what stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sco_graph.claims.knowledge import Knowledge
from sco_graph.loaders.dates import parse
from sco_graph.namespaces import compact
from sco_graph.problems import UsageError
from sco_graph.reader.dates import Calendar
from sco_graph.reader.extraction import statements
from sco_graph.reader.mentions import Finder
from sco_graph.reader.text import Text, prepare
from sco_graph.reader.verdicts import Finding, judged
from sco_graph.store import Build


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and the findings in it, in order of place. `source` is its address, `name` its file."""

    source: str
    name: str
    published: str | None
    text: Text
    findings: list[Finding]
    known: Knowledge

    def place(self, finding: Finding) -> tuple[int, int]:
        """Where a finding's quotation stands in the text as given."""
        return self.text.given_at(finding.statement.start, finding.statement.end)

    def quote(self, finding: Finding) -> str:
        """The words of the text as given."""
        start, end = self.place(finding)
        return self.text.given[start:end]

    def message(self, finding: Finding) -> str:
        """Why the verdict is what it is, and what a person should know of how the text was read."""
        note = finding.statement.note
        return f"{finding.judgement.reason} ({note})" if note else finding.judgement.reason

    def as_data(self) -> dict[str, Any]:
        """What `read --format json` prints."""
        return {"source": self.source, "claims": [self._claim(finding) for finding in self.findings]}

    def _claim(self, finding: Finding) -> Mapping[str, Any]:
        statement, judgement = finding.statement, finding.judgement
        start, end = self.place(finding)
        correct = judgement.correct
        return {
            "kind": statement.kind,
            "subject": compact(statement.subject),
            "object": compact(statement.object) if statement.object else statement.literal,
            "qualifier": compact(statement.qualifier) if statement.qualifier else None,
            "date": statement.date.edtf if statement.date else None,
            "quote": self.text.given[start:end],
            "start": start,
            "end": end,
            "verdict": judgement.verdict,
            "value": None if correct is None else compact(correct.value),
            "message": self.message(finding),
            "facts": list(judgement.judged_by),
        }


class Reader:
    """Reads texts against one build. Names and facts are loaded once."""

    def __init__(self, build: Build) -> None:
        self._known = Knowledge(build.store, build.date)
        self._finder = Finder(build.store)

    def read(self, text: str, *, published: str | None = None, source: str = "text", name: str = "") -> Reading:
        """The findings of a text. `published` is its day, YYYY-MM-DD, against which "on Friday" is read.

        Of some texts only the month or the year is known (YYYY-MM, YYYY): such a text is read as one without a day,
        after the first day of that time. Raises UsageError where the date is none, or the text too long.
        """
        prepared = prepare(text)
        found = judged(self._known, statements(prepared.clean, _calendar(published), self._finder), source)
        return Reading(source, name or source, published, prepared, found, self._known)


def _calendar(published: str | None) -> Calendar:
    """The calendar at the beginning of a text."""
    if not published:
        return Calendar(None)
    try:
        if not published[-1].isdigit():  # "2024?"
            raise ValueError(published)
        about = parse(published)
    except ValueError:
        raise UsageError(f'found "{published}", expected a day, like 2024-04-26, or its month or year') from None
    return Calendar(about.earliest) if about.exact else Calendar(None, seen=[about.earliest])
