"""Mistakes planted in a copy of the project: each is found by the check that should, at its file, row and column.

Three copies are checked by the command that a user types, so that many mistakes cost one run: one with mistakes in
cells (the loaders report all of them together and go no further), one with tables that cannot be read as described, and
one with mistakes that only the whole graph shows (shapes and hygiene), ontology among them. Every mistake is a case of
its own. A mistake that can no longer be planted, because the row or the text is gone, is a failure.
"""

import csv
import io
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT


class Copy:
    """A checkout of the project's program, ontology and tables, to plant mistakes in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def make(cls, folder: Path) -> "Copy":
        for part in ("data", "ontology"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copytree(
            ROOT / "sco_graph", folder / "sco_graph", ignore=shutil.ignore_patterns("__pycache__", "shipped")
        )
        return cls(folder)

    def path(self, table: str) -> Path:
        return self.folder / "data" / f"{table}.csv"

    def read(self, table: str) -> list[list[str]]:
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, table: str, rows: list[list[str]]) -> None:
        with self.path(table).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def edit(self, table: str, row: str, column: str, value: str) -> None:
        """Change one cell. Fails where the row is not there exactly once, or the cell holds the value already."""
        rows = self.read(table)
        index = rows[0].index(column)
        (target,) = [cells for cells in rows[1:] if cells[0] == row]
        assert target[index] != value, f"{table}.csv {row}: {column} is {value!r} already"
        target[index] = value
        self.write(table, rows)

    def cell(self, table: str, row: str, column: str) -> str:
        rows = self.read(table)
        (target,) = [cells for cells in rows[1:] if cells[0] == row]
        return target[rows[0].index(column)]

    def add(self, table: str, like: str, **cells: str) -> None:
        """Add a row that differs from the row `like` in some cells."""
        rows = self.read(table)
        (template,) = [row for row in rows[1:] if row[0] == like]
        assert set(cells) <= set(rows[0])
        rows.append([cells.get(name, value) for name, value in zip(rows[0], template, strict=True)])
        self.write(table, rows)

    def line(self, table: str, row: str) -> int:
        """The line (the header is 1) on which the last row with this first cell begins."""
        text = self.path(table).read_bytes().decode("utf-8", errors="replace")
        found, start = 0, 1
        reader = csv.reader(io.StringIO(text, newline=""))
        for cells in reader:
            if cells and cells[0] == row:
                found = start
            start = reader.line_num + 1
        assert found, f"{table}.csv holds no row {row}"
        return found

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a text that stands once in a file."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {old!r} stands {text.count(old)} times"
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def append(self, path: str, text: str) -> None:
        with (self.folder / path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"\n{text}\n")

    def line_of(self, path: str, start: str) -> int:
        """The line of a file that begins with `start`."""
        lines = (self.folder / path).read_text(encoding="utf-8").split("\n")
        return next(
            number for number, line in enumerate(lines, start=1) if re.match(rf"{re.escape(start)}(\s|$)", line)
        )


Plant = Callable[[Copy], None]


@dataclass(frozen=True)
class Defect:
    """A mistake, where it must be reported, and what the message must say (a regular expression).

    `row` is the first cell of the row, a line of the file where it is a number, or the beginning of a line of a Turtle
    file. `warning`: it is printed and does not stop a build. `also`: other rows, as (table, row), that are reported for
    the same mistake.
    """

    name: str
    plant: Plant
    file: str
    row: str | int
    column: str
    message: str
    warning: bool = False
    also: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def line(self, copy: Copy) -> int:
        if isinstance(self.row, int):
            return self.row
        return (
            copy.line_of(self.file, self.row) if self.file.endswith(".ttl") else copy.line(_table(self.file), self.row)
        )


def _table(file: str) -> str:
    return Path(file).stem


def cell(
    name: str,
    table: str,
    row: str,
    column: str,
    value: str,
    message: str,
    *,
    at: str = "",
    warning: bool = False,
    also: Sequence[tuple[str, str]] = (),
) -> Defect:
    """A mistake made by changing one cell, reported at that cell, or at the column `at` of its row."""
    return Defect(
        name,
        lambda copy: copy.edit(table, row, column, value),
        f"data/{table}.csv",
        row,
        at or column,
        message,
        warning,
        also,
    )


def nearest(found: str, expected: str, suggestion: str) -> str:
    return re.escape(f'found "{found}", expected {expected}, did you mean "{suggestion}"?')


def duplicate(table: str, row: str, of: str, where: str) -> Defect:
    """A row that bears the id of another row."""
    message = rf'found "{of}" again, expected an id used once; it stands at {where}:\d+ already'
    plant: Plant = lambda copy: copy.add(table, row, id=of)  # noqa: E731
    return Defect(f"id used twice: {where} and {table}", plant, f"data/{table}.csv", of, "id", message)


DATE = re.escape("expected an EDTF date: 2004-06-17, 2004-06 or 2004, with ~ where it is approximate")
STATUS = "membership-iran-sco-member-2023"

# What the loaders find in single cells.
CELLS: list[Defect] = [
    cell(
        "a person who is a state",
        "tenures",
        "tenure-droupadi-murmu-head-of-state-of-india-2022",
        "holder",
        "india",
        r'found "india", expected an id of persons\.csv',
    ),
    cell(
        "an unknown state",
        "memberships",
        "membership-india-sco-member-2017",
        "member",
        "uzbekitsan",
        nearest("uzbekitsan", "an id of states.csv", "uzbekistan"),
    ),
    cell(
        "an unknown participant",
        "participations",
        "participation-summit-2012-beijing-china",
        "participant",
        "chnia",
        nearest("chnia", "an id of any table", "china"),
    ),
    cell(
        "a city for a state",
        "events",
        "summit-2012-beijing",
        "host",
        "beijing",
        r'found "beijing", expected an id of states\.csv',
    ),
    cell(
        "an unknown status",
        "memberships",
        STATUS,
        "status",
        "membr",
        nearest("membr", "a concept of the scheme statuses", "member"),
    ),
    cell(
        "a status where a role is asked",
        "participations",
        "participation-summit-2012-beijing-russia",
        "role",
        "member",
        nearest("member", "a concept of the scheme roles", "role-member"),
    ),
    cell(
        "one unknown role among two",
        "participations",
        "participation-summit-2012-beijing-afghanistan",
        "role",
        "role-observer;gest",
        nearest("gest", "a concept of the scheme roles", "guest"),
    ),
    cell(
        "a confidence of one's own",
        "states",
        "china",
        "confidence",
        "certain",
        r'found "certain", expected a concept of the scheme confidence',
    ),
    cell(
        "a row without a source",
        "tenures",
        "tenure-pratibha-patil-head-of-state-of-india-2007",
        "sources",
        "",
        "found nothing, expected a value: sources may not be empty",
    ),
    cell(
        "a source that does not exist",
        "chairmanships",
        "chairmanship-india-heads-of-state-council-2022",
        "sources",
        "src-kalinga-tv-6347",
        nearest("src-kalinga-tv-6347", "an id of sources.csv", "src-kalinga-tv-63478"),
    ),
    cell(
        "a source given twice",
        "states",
        "armenia",
        "sources",
        "src-unicode-cldr-e1f58;src-unicode-cldr-e1f58",
        "expected each item once",
    ),
    cell(
        "an empty item of a list",
        "states",
        "austria",
        "sources",
        "src-unicode-cldr-e1f58;",
        "expected no empty item between two ';'",
    ),
    cell(
        "a month that does not exist",
        "events",
        "summit-2013-bishkek",
        "start",
        "2013-13-09",
        f'found "2013-13-09", {DATE}',
    ),
    cell(
        "30 February",
        "memberships",
        "membership-iran-sco-observer-2005",
        "end",
        "2023-02-30",
        f'found "2023-02-30", {DATE}',
    ),
    cell(
        "a date in words",
        "tenures",
        "tenure-pranab-mukherjee-head-of-state-of-india-2012",
        "start",
        "25 July 2012",
        f'found "25 July 2012", {DATE}',
    ),
    cell(
        "a date with slashes in a list",
        "partnerships",
        "partnership-cis-memorandum-2005",
        "seen_on",
        "2005/04/12",
        f'found "2005/04/12", {DATE}',
    ),
    cell(
        "an event without a date",
        "events",
        "summit-2014-dushanbe",
        "start",
        "",
        "found nothing, expected a value: start may not be empty",
    ),
    cell(
        "a date of access that is none",
        "sources",
        "src-24-kg-07ceb",
        "accessed",
        "2026-02-30",
        'found "2026-02-30", expected a date',
    ),
    cell(
        "a Wikidata id of another form",
        "states",
        "belarus",
        "wikidata",
        "q184",
        r'found "q184", expected a string like Q\[1-9\]\[0-9\]\*',
    ),
    cell("a latitude of 95", "places", "almaty", "lat", "95", 'found "95", expected a decimal from -90 to 90'),
    cell("a decimal comma", "places", "abu-dhabi", "long", "54,39696", 'found "54,39696", expected a decimal'),
    cell(
        "a country code in small letters",
        "states",
        "kazakhstan",
        "iso2",
        "kz",
        r'found "kz", expected a string like \[A-Z\]\{2\}',
    ),
    cell(
        "a boolean in words",
        "memberships",
        "membership-india-sco-observer-2005",
        "founding",
        "yes",
        'found "yes", expected true or false',
    ),
    cell(
        "a zeroth meeting", "events", "summit-2015-ufa", "ordinal", "0", 'found "0", expected an integer of at least 1'
    ),
    cell(
        "troops in words",
        "exercises",
        "coalition-2003",
        "troops",
        "about 1300",
        'found "about 1300", expected an integer',
    ),
    cell(
        "a document of no class",
        "documents",
        "sco-charter-2002",
        "type",
        "Pact",
        r'found "Pact", expected a string like Document\|Treaty',
    ),
    cell(
        "a language by its name",
        "sources",
        "src-24-kg-356f0",
        "language",
        "English",
        'found "English", expected a string',
    ),
    cell(
        "no English name",
        "persons",
        "xi-jinping",
        "name_en",
        "",
        "found nothing, expected a value: name_en may not be empty",
    ),
    cell(
        "a source without an address",
        "sources",
        "src-24-kg-390ad",
        "url",
        "",
        "found nothing, expected a value: url may not be empty",
    ),
    cell("a space at the end", "states", "iran", "name_en", "Iran ", 'found "Iran ", expected no space at either end'),
    duplicate("persons", "a-maksutov", "vladimir-putin", "data/persons.csv"),
    duplicate("places", "almaty", "india", "data/states.csv"),
    Defect(
        "an id with capitals",
        lambda copy: copy.add("persons", "a-maksutov", id="A_Maksutov"),
        "data/persons.csv",
        "A_Maksutov",
        "id",
        r'found "A_Maksutov", expected a string like',
    ),
    Defect(
        "evidence for a row that is not there",
        lambda copy: copy.edit("evidence", "bodies", "id", "rtas"),
        "data/evidence.csv",
        "bodies",
        "id",
        nearest("rtas", "an id of bodies.csv", "rats"),
    ),
]
