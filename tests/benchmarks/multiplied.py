"""Valid tables of any size: each row of ours again and again, told apart by a suffix, from the description alone.

A copy of a row has an id of its own, and what it refers to is the copy of the same number, so a copied meeting has
copied participants, documents and sources, and no two copies touch each other's lists. Names get the number too, and an
identifier elsewhere (`owl:sameAs`) gets digits. Dates, codes, texts stay.

What is a closed list in the world stays as it is, and all copies share it: a table with a column of codes (each row has
its own, and the column's pattern leaves no room for more). That is the states, by their ISO codes; so a state has ever
more memberships, tenures and participations, as it would. Rows that only speak of shared things (evidence for a cell
of a state) are not copied either.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from sco_graph.loaders.metadata import Column, Table, read_metadata
from sco_graph.locations import METADATA_NAME
from sco_graph.namespaces import ID, OWL, SKOS

Cells = dict[str, str]


def multiply(tables: Path, factor: int, out: Path) -> int:
    """Write the tables of the folder `tables` so many times into the new folder `out`; the number of rows."""
    described = read_metadata(tables)
    rows = {table.name: _read(table) for table in described}
    closed = {table.name for table in described if _is_closed(table, rows[table.name])}
    shared = {row["id"] for name in closed for row in rows[name]}
    out.mkdir(parents=True)
    shutil.copy(tables / METADATA_NAME, out / METADATA_NAME)
    written = 0
    for table in described:
        copier = _Copier(table, shared)
        with (out / table.path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.cells], lineterminator="\n")
            writer.writeheader()
            for number in range(1, factor + 1):
                for row in rows[table.name]:
                    if number == 1 or copier.is_copied(row):
                        writer.writerow(row if number == 1 else copier.copy(row, number))
                        written += 1
    return written


def _read(table: Table) -> list[Cells]:
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_closed(table: Table, rows: list[Cells]) -> bool:
    return any(_is_code(column, [row[column.name] for row in rows]) for column in table.cells if column.required)


def _is_code(column: Column, values: list[str]) -> bool:
    """Whether every row has its own value, and none could be made by adding to one."""
    datatype = column.raw.inherit("datatype")
    pattern = datatype.format if datatype is not None else None
    if not isinstance(pattern, str) or len(set(values)) < len(values):
        return False
    return not any(re.fullmatch(pattern, value + "2") for value in values)


class _Copier:
    """Makes copies of the rows of one table; `shared` are the ids of which there is one for all copies."""

    def __init__(self, table: Table, shared: set[str]) -> None:
        self._shared = shared
        # The row's own id, or what the row is about (evidence), and the ids that it refers to.
        self._subjects = [column for column in table.cells if f"{{{column.name}}}" in _template(column, "aboutUrl")]
        referring = [column for column in table.cells if _template(column, "valueUrl").startswith(ID)]
        self._ids = [*self._subjects, *referring]
        self._names = [c for c in table.cells if _template(c, "propertyUrl") in (SKOS + "prefLabel", SKOS + "altLabel")]
        self._elsewhere = [c for c in table.cells if _template(c, "propertyUrl") == OWL + "sameAs"]

    def is_copied(self, row: Cells) -> bool:
        return not any(row[column.name] in self._shared for column in self._subjects)

    def copy(self, row: Cells, number: int) -> Cells:
        copied = dict(row)
        for columns, ending in (
            (self._ids, f"-x{number}"),
            (self._names, f" {number}"),
            (self._elsewhere, f"{number:04}"),
        ):
            for column in columns:
                items = list(_items(column, row[column.name]))
                copied[column.name] = (column.separator or "").join(
                    item if item in self._shared else item + ending for item in items
                )
        return copied


def _template(column: Column, attribute: str) -> str:
    return column.template(attribute) or ""


def _items(column: Column, text: str) -> Iterator[str]:
    if text:
        yield from text.split(column.separator) if column.separator else [text]
