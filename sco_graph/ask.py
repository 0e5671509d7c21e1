"""`sco-graph query`: a question to a build or to an endpoint, and its answer as text."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sco_graph.problems import UsageError
from sco_graph.query import ask_endpoint, fill, find_query, named_queries, run, store_as_of
from sco_graph.results import FORMATS, Format, written
from sco_graph.sparql import day

Remark = Callable[[str], None]


def listing() -> str:
    """The named queries with their parameters, each with its question."""
    lines = []
    for known in named_queries():
        asked = " ".join(f"{p.name}={p.default or '…'}" for p in known.parameters)
        lines.append(f"{known.name}{f'  [{asked}]' if asked else ''}\n    {known.question or known.title}\n")
    return "".join(lines)


class Question:
    """A named query, a file or SPARQL text, with values for its parameters and the form that its answer takes.

    `columns` is what a table may take of a terminal. Raises UsageError for a name, file or form that is not there.
    """

    def __init__(
        self, source: str, given: Mapping[str, str], as_of: str | None, form: str, columns: int | None = None
    ) -> None:
        self._query = find_query(source)
        self._given = given
        self._day = day(as_of) if as_of else None
        self._form = _form(form)
        self._columns = columns

    def ask(self, folder: Path | None, remark: Remark) -> str:
        """The answer of the build in a folder, or of the one at hand; `remark` gets what is to be said about it."""
        from sco_graph.builds import find_build
        from sco_graph.naming import resolve_parameters, unknown_names

        build = find_build(folder)
        asked = self._day or build.date
        given = resolve_parameters(build.store, self._query, self._given)
        warn_of_days_to_come(asked, build.date, remark)
        store = build.store if asked == build.date else store_as_of(build.store, asked)
        text = fill(self._query, given, asked)
        answer = written(run(store, text), self._form, asked, self._columns)
        for message in unknown_names(store, text):
            remark(message)
        return answer

    def ask_at(self, url: str, remark: Remark) -> str:
        """As `ask`, of a SPARQL 1.1 endpoint."""
        from sco_graph.builds import packaged_date

        if self._day:
            remark(f"shortcuts such as sco:memberOf stay those of the day that {url} was built for")
        asked = self._day or packaged_date()
        return written(ask_endpoint(url, fill(self._query, self._given, asked)), self._form, asked, self._columns)


def _form(name: str) -> Format:
    for form in FORMATS:
        if form == name:
            return form
    raise UsageError(f'found "{name}", expected one of {", ".join(FORMATS)}')


def warn_of_days_to_come(asked: str, known: str, remark: Remark) -> None:
    """Say so where a day is later than all that the data speak of."""
    if asked > known:
        remark(f"the data speak of days up to {known}; later ones are what holds then, going on")
