"""Answers as people and programs want them: a table for reading, W3C's JSON, CSV and TSV, Markdown."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal

import pyoxigraph as ox

from sco_graph.namespaces import PREFIXES, compact
from sco_graph.query import Results, rows

Format = Literal["table", "json", "csv", "tsv", "md"]
FORMATS: Final[tuple[Format, ...]] = ("table", "json", "csv", "tsv", "md")
_NARROWEST: Final = 12  # columns of a table's column that is cut
_W3C: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def written(results: Results, form: Format, as_of: str, columns: int | None = None) -> str:
    """An answer as text. CONSTRUCT answers are Turtle in every form; `as_of` is said under a table for reading.

    Such a table is made to fit into so many `columns` of a terminal: its widest columns are cut, which `…` shows.
    """
    if isinstance(results, ox.QueryTriples):
        text = ox.serialize(results, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return (text or b"").decode()
    if form in _W3C:
        w3c = results.serialize(format=_W3C[form])
        return (w3c or b"").decode() + ("\n" if form == "json" else "")
    if isinstance(results, ox.QueryBoolean):
        return f"{'yes' if results else 'no'} (as of {as_of})\n"
    names, found = rows(results)
    cells = [[_shown(value) for value in row] for row in found]
    count = f"{len(cells)} row{'' if len(cells) == 1 else 's'}, as of {as_of}"
    return _markdown(names, cells, count) if form == "md" else _table(names, cells, count, columns)


def _shown(value: ox.NamedNode | ox.Literal | None) -> str:
    if value is None:
        return ""
    return compact(value.value) if isinstance(value, ox.NamedNode) else value.value


def width(text: str) -> int:
    """The columns that a text takes on a terminal: Chinese characters take two, combining marks none.

    >>> width("SCO"), width("上海")
    (3, 4)
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _table(names: Sequence[str], cells: Sequence[Sequence[str]], count: str, columns: int | None) -> str:
    widths = [max([width(name), *(width(row[index]) for row in cells)]) for index, name in enumerate(names)]
    over = sum(widths) + 2 * (len(widths) - 1) - columns if columns else 0
    while over > 0 and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
        over -= 1

    def line(values: Sequence[str]) -> str:
        shown = [_cut(value, most) for value, most in zip(values, widths, strict=True)]
        return "  ".join(v + " " * (w - width(v)) for v, w in zip(shown, widths, strict=True)).rstrip()

    rule = "  ".join("-" * w for w in widths)
    return "\n".join([line(names), rule, *map(line, cells), f"({count})"]) + "\n"


def _cut(text: str, most: int) -> str:
    """A text of at most so many columns, `…` where it is cut."""
    if width(text) <= most:
        return text
    taken = accumulate(map(width, text))
    return "".join(char for char, so_far in zip(text, taken, strict=True) if so_far < most) + "…"


def _markdown(names: Sequence[str], cells: Sequence[Sequence[str]], count: str) -> str:
    def line(values: Sequence[str]) -> str:
        return "| " + " | ".join(value.replace("|", "\\|").replace("\n", " ") for value in values) + " |"

    return "\n".join([line(names), "|" + " --- |" * len(names), *map(line, cells), "", f"({count})"]) + "\n"
