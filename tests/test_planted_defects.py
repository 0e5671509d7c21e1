"""Mistakes planted in a copy of the project: each is found by the check that should, at its file, row and column.

Three copies are checked by the command that a user types, so that many mistakes cost one run: one with mistakes in
cells (the loaders report all of them together and go no further), one with tables that cannot be read as described, and
one with mistakes that only the whole graph shows (shapes and hygiene), ontology among them. Every mistake is a case of
its own. A mistake that can no longer be planted, because the row or the text is gone, is a failure.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import ROOT
from filelock import FileLock

from sco_graph.problems import DataError
from sco_graph.verification import verify


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

    def change(self, table: str, line: int, cells: Mapping[str, str]) -> None:
        """Change cells of the record on a line, in a table whose records take one line each."""
        rows = self.read(table)
        for column, value in cells.items():
            rows[line - 1][rows[0].index(column)] = value
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
    at: str | None = None,
    warning: bool = False,
    also: Sequence[tuple[str, str]] = (),
) -> Defect:
    """A mistake made by changing one cell, reported at that cell, or at the column `at` of its row."""
    return Defect(
        name,
        lambda copy: copy.edit(table, row, column, value),
        f"data/{table}.csv",
        row,
        column if at is None else at,
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


def evidence(name: str, line: int, key: tuple[str, str, str], column: str, message: str) -> Defect:
    """Evidence whose key (table, id, column) names something that is not there."""
    cells = dict(zip(("table", "id", "column"), key, strict=True))
    return Defect(name, lambda copy: copy.change("evidence", line, cells), "data/evidence.csv", line, column, message)


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
    evidence(
        "evidence for a row that is not there",
        2,
        ("bodies", "rtas", "seat"),
        "id",
        nearest("rtas", "an id of bodies.csv", "rats"),
    ),
    evidence(
        "evidence for a column that is not there",
        3,
        ("bodies", "rats", "saet"),
        "column",
        nearest("saet", "a column of bodies.csv", "seat"),
    ),
    evidence(
        "evidence for a table that is not there",
        4,
        ("bodeis", "rats", "seat"),
        "table",
        nearest("bodeis", "a table", "bodies"),
    ),
    Defect(
        "evidence without a source",
        lambda copy: copy.change("evidence", 5, {"source": ""}),
        "data/evidence.csv",
        5,
        "source",
        "found nothing, expected a value: source may not be empty",
    ),
]


def swap_columns(copy: Copy) -> None:
    rows = copy.read("partnerships")
    one, two = rows[0].index("partner"), rows[0].index("organization")
    for row in rows:
        row[one], row[two] = row[two], row[one]
    copy.write("partnerships", rows)


def without_column(copy: Copy) -> None:
    rows = copy.read("designations")
    index = rows[0].index("place")
    copy.write("designations", [row[:index] + row[index + 1 :] for row in rows])


def too_few_cells(copy: Copy) -> None:
    rows = copy.read("applications")
    rows[2] = rows[2][:-1]
    copy.write("applications", rows)


def too_many_cells(copy: Copy) -> None:
    """A comma in a remark that nobody quoted."""
    rows = copy.read("persons")
    (row,) = [row for row in rows if row[0] == "xi-jinping"]
    row.append("and more")
    copy.write("persons", rows)


def stray_byte(copy: Copy) -> None:
    lines = copy.path("ratifications").read_bytes().split(b"\n")
    lines[40] = lines[40].replace(b",", b",\xe9", 1)
    copy.path("ratifications").write_bytes(b"\n".join(lines))


def quote_never_closed(copy: Copy) -> None:
    text = copy.path("signatures").read_text(encoding="utf-8").rstrip("\n")
    body, newline, last = text.rpartition("\n")
    copy.path("signatures").write_text(body + newline + last.replace(",", ',"', 1) + "\n", encoding="utf-8")


def misspelt_header(copy: Copy) -> None:
    rows = copy.read("bodies")
    rows[0][rows[0].index("seat")] = "saet"
    copy.write("bodies", rows)


def empty(copy: Copy) -> None:
    copy.path("offices").write_text("")


LAST_SIGNATURE = (ROOT / "data" / "signatures.csv").read_text(encoding="utf-8").count("\n")

# Tables that cannot be read as described. What refers to their rows is not reported too.
TABLES: list[Defect] = [
    Defect(
        "a missing column",
        without_column,
        "data/designations.csv",
        1,
        "place",
        "found nothing, expected the column place, which the table's description names",
    ),
    Defect(
        "columns in another order",
        swap_columns,
        "data/partnerships.csv",
        1,
        "",
        "columns stand in another order than described; expected id,partner,organization",
    ),
    Defect(
        "a misspelt column",
        misspelt_header,
        "data/bodies.csv",
        1,
        "saet",
        nearest("saet", "a column that the table's description names", "seat"),
    ),
    Defect(
        "a row with too few cells",
        too_few_cells,
        "data/applications.csv",
        3,
        "",
        'found "12 cells", expected 13, one for each column',
    ),
    Defect(
        "a row with too many cells",
        too_many_cells,
        "data/persons.csv",
        "xi-jinping",
        "",
        'found "16 cells", expected 15, one for each column',
    ),
    Defect(
        "a table cut short",
        lambda copy: copy.write("chairmanships", copy.read("chairmanships")[:21]),
        "data/chairmanships.csv",
        0,
        "",
        r'found "20 rows", expected at least \d+',
    ),
    Defect("a stray byte that is not UTF-8", stray_byte, "data/ratifications.csv", 41, "", "not UTF-8"),
    Defect(
        "a quoted cell that is never closed",
        quote_never_closed,
        "data/signatures.csv",
        LAST_SIGNATURE,
        "",
        "found a quoted cell that does not end, expected its closing quote",
    ),
    Defect(
        "a table that is not there",
        lambda copy: copy.path("exercises").unlink(),
        "data/exercises.csv",
        0,
        "",
        "no such file; data/csv-metadata.json describes it",
    ),
    Defect(
        "an empty table",
        empty,
        "data/offices.csv",
        1,
        "office_kind",
        "found nothing, expected the column office_kind",
    ),
]

TENURE = "tenure-droupadi-murmu-head-of-state-of-india-2022"
TERM = """
sco:{name}
    a                 owl:{kind} ;
    rdfs:label        "{label}"@en , "{ru}"@ru , "{zh}"@zh ;
    skos:definition   "A thing that a test made up."@en ;
    rdfs:isDefinedBy  <https://w3id.org/sco-graph/ontology> .
"""


def term(name: str, kind: str = "DatatypeProperty", label: str = "quux", ru: str = "фу", zh: str = "某物") -> Plant:
    text = TERM.format(name=name, kind=kind, label=label, ru=ru, zh=zh)
    return lambda copy: copy.append("ontology/terms.ttl", text)


def ontology(name: str, plant: Plant, row: str, column: str, message: str, *, warning: bool = False) -> Defect:
    file = "ontology/concepts.ttl" if row.startswith("concept:") else "ontology/terms.ttl"
    return Defect(name, plant, file, row, column, message, warning)


def remark(text: str, file: str = "terms") -> Plant:
    return lambda copy: copy.append(f"ontology/{file}.ttl", text)


# What only the whole graph shows: shapes and hygiene.
GRAPH: list[Defect] = [
    cell(
        "a member before its admission",
        "participations",
        "participation-summit-2012-beijing-india",
        "role",
        "role-member",
        "role-member of a state that was no member then: expected a membership in sco that holds on 2012-06-07",
    ),
    Defect(
        "two presidents at once",
        lambda copy: copy.edit("tenures", "tenure-ram-nath-kovind-head-of-state-of-india-2017", "end", "2022-09-25"),
        "data/tenures.csv",
        TENURE,
        "start",
        "two holders of one office at a time: expected tenure-ram-nath-kovind-head-of-state-of-india-2017 to end "
        "before or on the day this one starts, .*both hold on 2022-07-25",
    ),
    Defect(
        "two chairs at once",
        lambda copy: copy.edit(
            "chairmanships", "chairmanship-uzbekistan-heads-of-state-council-2021", "end", "2022-12-16"
        ),
        "data/chairmanships.csv",
        "chairmanship-india-heads-of-state-council-2022",
        "start",
        "two chairs of one body at a time: expected chairmanship-uzbekistan-heads-of-state-council-2021 to end before",
    ),
    Defect(
        "member and observer at once",
        lambda copy: copy.edit("memberships", "membership-iran-sco-observer-2005", "end", "2023-08-01"),
        "data/memberships.csv",
        STATUS,
        "start",
        "two statuses of one state in one organisation at a time: expected membership-iran-sco-observer-2005 to end "
        "before or on the day this one starts; both hold on 2023-07-04",
    ),
    cell(
        "an end before the start",
        "tenures",
        "tenure-kr-narayanan-head-of-state-of-india-1997",
        "end",
        "1992-07-25",
        "the end is not after the start: expected",
        at="start",
    ),
    cell(
        "a last day before the first",
        "exercises",
        "coalition-2003",
        "last_day",
        "2003-08-02",
        "the last day is before the start: expected",
        at="start",
    ),
    cell(
        "an end and an end state",
        "designations",
        "sco-year-2021-culture",
        "end_state",
        "ongoing",
        "expected either an end .* or an end state .*, not both",
        at="",
    ),
    cell(
        "neither an end nor an end state",
        "applications",
        "application-armenia-sco-member-2025",
        "end_state",
        "",
        "expected either an end .* not neither",
        at="",
    ),
    cell(
        "no start and no sighting",
        "applications",
        "application-armenia-sco-observer-2012",
        "start",
        "",
        "expected a start .* or, where it is not known, a day on which a source saw it hold",
        at="",
    ),
    cell(
        "seen after its end",
        "applications",
        "application-afghanistan-sco-observer-2011",
        "seen_on",
        "2013-05-14",
        "seen after it ended: expected",
    ),
    cell(
        "seen before its start",
        "partnerships",
        "partnership-asean-memorandum-2005",
        "seen_on",
        "2004-01-01",
        "seen before it began: expected",
        at="start",
    ),
    cell(
        "in force before the signing",
        "documents",
        "agreement-culture-2007",
        "in_force_from",
        "2006-04-24",
        "in force before it was signed: expected",
        at="signed_on",
    ),
    cell(
        "ratified before the signing",
        "ratifications",
        "ratification-agreement-agriculture-2010-kazakhstan",
        "date",
        "2009-02-25",
        "ratified before the document was signed or adopted: expected a day on or after 2010-06-11",
    ),
    cell(
        "deposited before the ratification",
        "ratifications",
        "ratification-agreement-education-2006-china",
        "deposited_on",
        "2007-01-16",
        "deposited before it was ratified: expected",
        at="date",
    ),
    cell(
        "a body that is part of its part",
        "bodies",
        "universal-centre-threats",
        "part_of",
        "sco-information-security-centre",
        "a body is part of itself .*: expected a chain that ends at an organisation",
        also=[("bodies", "sco-information-security-centre")],
    ),
    cell(
        "a document that amends itself",
        "documents",
        "protocol-charter-2003",
        "amends",
        "protocol-charter-2003",
        "a document amends itself .*: expected an earlier document",
    ),
    Defect(
        "an office held after death",
        lambda copy: copy.edit("persons", "aaly-karashev", "died", "2010-01-01"),
        "data/tenures.csv",
        "tenure-aaly-karashev-head-of-government-of-kyrgyzstan-2012",
        "holder",
        "held an office before birth or after death: expected the tenure within the life of aaly-karashev",
    ),
    cell(
        "a death before the birth",
        "persons",
        "abdusalom-azizov",
        "died",
        "1950-01-01",
        "died before being born: expected",
        also=[("tenures", "tenure-abdusalom-azizov-defence-minister-of-uzbekistan-2017")],
    ),
    Defect(
        "a delegate who was dead",
        lambda copy: copy.edit("persons", "a-maksutov", "died", "2010-01-01"),
        "data/participations.csv",
        "participation-culture-ministers-2016-tashkent-kyrgyzstan",
        "representative",
        "represented before birth or after death: expected the act within the life of a-maksutov",
    ),
    cell(
        "a body at a meeting before it existed",
        "participations",
        "participation-summit-2012-beijing-rats",
        "participant",
        "sco-anti-drug-centre",
        "took part before it existed, .* expected summit-2012-beijing within the time of",
    ),
    cell(
        "a chair that is no member",
        "chairmanships",
        "chairmanship-tajikistan-heads-of-state-council-2020",
        "chair",
        "mongolia",
        "chaired by a state that was no member then: expected a membership in sco",
    ),
    cell(
        "a place that takes part",
        "participations",
        "participation-summit-2012-beijing-cis",
        "participant",
        "astana",
        "expected exactly one sco:participant, a sco:State or",
    ),
    Defect(
        "one participant twice",
        lambda copy: copy.edit("participations", "participation-summit-2012-beijing-turkmenistan", "participant", "un"),
        "data/participations.csv",
        "participation-summit-2012-beijing-un",
        "participant",
        "a second participation .* beside participation-summit-2012-beijing-turkmenistan none",
    ),
    cell(
        "one signatory twice",
        "signatures",
        "signature-agreement-international-information-security-2009-uzbekistan",
        "signatory",
        "tajikistan",
        "a second signature of one signatory under one document: expected one row",
    ),
    cell(
        "signed ten years late",
        "signatures",
        "signature-agreement-education-2006-uzbekistan",
        "date",
        "2016-06-15",
        "the signature's day is not the document's: expected a day from 2006-06-15",
        warning=True,
    ),
    cell(
        "signed by a body to come",
        "signatures",
        "signature-agreement-joint-antiterror-operations-2006-uzbekistan",
        "signatory",
        "sco-anti-drug-centre",
        "signed before it existed, .* within the time of sco-anti-drug-centre",
        at="date",
    ),
    cell(
        "a membership before the organisation",
        "memberships",
        "membership-india-brics-member-2006",
        "start",
        "1999",
        "holds before what it joins began, .*: expected it within the time of brics",
    ),
    cell(
        "a code of another state",
        "states",
        "pakistan",
        "iso3",
        "IND",
        "two states with one code: expected a code that india",
        also=[("states", "india")],
    ),
    cell(
        "one Wikidata item for two states",
        "states",
        "belarus",
        "wikidata",
        "Q889",
        "afghanistan is said to be the same .*: expected one thing, or the right identifier",
    ),
    cell(
        "an address that is not of the web",
        "sources",
        "src-24-kg-07ceb",
        "url",
        "ftp://24.kg/english/198704",
        "expected exactly one sco:url, .*http",
    ),
    cell(
        "a person as depositary",
        "documents",
        "agreement-education-2006",
        "depositary",
        "vladimir-putin",
        "vladimir-putin is a person, .*: expected an organisation or body",
    ),
    cell(
        "the office of a document",
        "offices",
        "defence-minister-of-belarus",
        "office_of",
        "sco-charter-2002",
        "expected exactly one sco:officeOf, a sco:State or",
    ),
    cell(
        "two persons of one name",
        "persons",
        "a-saidlu",
        "name_en",
        "A. Mussinov",
        'the name "A. Mussinov" is also that of a-mussinov: expected one thing, or names that tell',
        warning=True,
    ),
    cell(
        "a Russian name in Latin letters",
        "places",
        "almaty",
        "name_ru",
        "Almaty",
        '"Almaty" is not in the script of ru: expected Cyrillic',
        warning=True,
    ),
    cell(
        "a variant that repeats the name",
        "places",
        "addis-ababa",
        "alt_ru",
        "Аддис-Абеба",
        "an other name repeats the preferred name",
        warning=True,
    ),
    Defect(
        "a source that nothing cites",
        lambda copy: copy.add("sources", "src-24-kg-07ceb", id="src-planted"),
        "data/sources.csv",
        "src-planted",
        "",
        "no fact cites this page: expected a row that does",
        warning=True,
    ),
    Defect(
        "a person whom nothing names",
        lambda copy: copy.add("persons", "a-saidlu", id="a-planted", name_en="A. Planted"),
        "data/persons.csv",
        "a-planted",
        "",
        "no tenure, participation or signature names this person",
        warning=True,
    ),
    cell(
        "a meeting before its body existed",
        "events",
        "culture-ministers-2006-tashkent",
        "meeting_of",
        "meeting-of-justice-ministers",
        "met before it existed, .* within the time of meeting-of-justice-ministers",
        warning=True,
    ),
    Defect(
        "a property that the ontology does not declare",
        lambda copy: copy.replace("data/csv-metadata.json", "ontology#yearTitle", "ontology#yaerTitle"),
        "data/chairmanships.csv",
        "chairmanship-china-heads-of-state-council-2024",
        "year_title",
        r"sco:yaerTitle is not declared: expected a term of ontology/terms\.ttl",
    ),
    ontology(
        "a circular definition",
        lambda copy: copy.replace(
            "ontology/terms.ttl", "The words under which a state announces its term as chair.", "The motto of a term."
        ),
        "sco:motto",
        "",
        'sco:motto: the definition uses its own label "motto": expected other words',
    ),
    ontology(
        "a term without a Russian label",
        lambda copy: copy.replace("ontology/terms.ttl", '"seat in"@en , "место пребывания"@ru', '"seat in"@en'),
        "sco:seatIn",
        "",
        "sco:seatIn: no label in ru: expected one in en, ru and zh",
    ),
    ontology(
        "a class without instances",
        term("Border", "Class", "frontier", "граница", "边界"),
        "sco:Border",
        "",
        "sco:Border: no instance of this class: expected facts, or no such class",
        warning=True,
    ),
    ontology(
        "a property that nothing uses",
        term("slogan", label="slogan", ru="лозунг", zh="标语"),
        "sco:slogan",
        "",
        "sco:slogan: this property is not used: expected facts",
        warning=True,
    ),
    ontology(
        "a reference to nothing",
        remark("sco:place rdfs:seeAlso <https://w3id.org/sco-graph/concept/nowhere> ."),
        "sco:place",
        "rdfs:seeAlso",
        "sco:place: nowhere has no type: expected an id or concept that exists",
    ),
    ontology(
        "an undeclared property in the ontology",
        remark('sco:place sco:atlas "map 3" .'),
        "sco:place",
        "sco:atlas",
        r"sco:place: sco:atlas is not declared: expected a term of ontology/terms\.ttl",
    ),
    ontology(
        "two terms of one label",
        term("title2", label="motto", ru="слоган", zh="题目"),
        "sco:title2",
        "",
        'sco:title2: the label "motto" is also that of sco:motto',
    ),
    ontology(
        "two definitions of a term",
        remark('sco:troops skos:definition "A second one."@en .'),
        "sco:troops",
        "",
        r"sco:troops: 2 definitions in en: expected one \(a remark is a skos:scopeNote\)",
    ),
    ontology(
        "a name of the wrong form",
        term("Wrong_name", label="misnomer", ru="ошибка", zh="误"),
        "sco:Wrong_name",
        "",
        'sco:Wrong_name: the name "Wrong_name" has the wrong form: expected lowerCamelCase',
    ),
    ontology(
        "a deprecated term without heir",
        remark("sco:ordinal owl:deprecated true ."),
        "sco:ordinal",
        "",
        "sco:ordinal: deprecated, but nothing replaces it: expected dcterms:isReplacedBy",
    ),
    ontology(
        "a concept without a definition",
        remark(
            "concept:role-tourist a skos:Concept ; skos:inScheme concept:roles-scheme ; "
            'skos:topConceptOf concept:roles-scheme ; skos:prefLabel "tourist"@en , "турист"@ru , "游客"@zh .',
            "concepts",
        ),
        "concept:role-tourist",
        "",
        "role-tourist: no skos:definition in English: expected one sentence",
    ),
]

GROUPS = {"cells": CELLS, "tables": TABLES, "graph": GRAPH}


@dataclass
class Checked:
    """A copy with the mistakes of a group, and what the command said of it."""

    copy: Copy
    exit_code: int
    lines: list[str]
    stderr: str

    def findings_at(self, defect: Defect) -> list[str]:
        """The messages at the place where the defect must be reported."""
        line = defect.line(self.copy)
        place = ":".join([defect.file, *([str(line)] if line else []), *([defect.column] if defect.column else [])])
        return [text.removeprefix(f"{place}: ") for text in self.lines if text.startswith(f"{place}: ")]


Check = Callable[[str], Checked]


@pytest.fixture(scope="session")
def checked(shared: Path) -> Check:
    """Plants a group of mistakes and runs the command once, however many test processes ask."""

    def check(group: str) -> Checked:
        folder = shared / f"planted-{group}"
        out, code, err = (folder.with_suffix(suffix) for suffix in (".out", ".code", ".err"))
        with FileLock(f"{folder}.lock"):
            if not code.exists():
                copy = Copy.make(folder)
                for defect in GROUPS[group]:
                    defect.plant(copy)
                done = run_check(group, folder)
                out.write_text(done.stdout, encoding="utf-8")
                err.write_text(done.stderr, encoding="utf-8")
                code.write_text(str(done.returncode))
        lines = out.read_text(encoding="utf-8").splitlines()
        return Checked(Copy(folder), int(code.read_text()), lines, err.read_text(encoding="utf-8"))

    return check


def run_check(group: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if group == "graph":
        # The copy's own program reads the copy's ontology; its ./data is what it checks where none is named.
        command = [sys.executable, "-m", "sco_graph", "check"]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
    else:
        command = [str(Path(sys.executable).with_name("sco-graph")), "check", "--data", "data"]
        environment = dict(os.environ)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


CASES = [(group, defect) for group, defects in GROUPS.items() for defect in defects]


@pytest.mark.parametrize(("group", "defect"), CASES, ids=[defect.name for _, defect in CASES])
def test_defect_is_found_at_its_place(group: str, defect: Defect, checked: Check) -> None:
    result = checked(group)
    found = result.findings_at(defect)
    hits = [text for text in found if re.search(defect.message, text)]
    nearby = [text for text in result.lines if text.startswith(defect.file)]
    assert hits, f"line {defect.line(result.copy)}, column {defect.column}: not among\n" + "\n".join(
        found or nearby[:20]
    )
    assert [text.endswith(" (warning)") for text in hits] == [defect.warning]


@pytest.mark.parametrize("group", GROUPS)
def test_the_command_fails_and_says_how_often(group: str, checked: Check) -> None:
    result = checked(group)
    warnings = sum(text.endswith(" (warning)") for text in result.lines)
    assert result.exit_code == 1
    errors = len(result.lines) - warnings
    counts = [
        f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in ((errors, "error"), (warnings, "warning"))
    ]
    assert result.stderr.endswith(f": {', '.join(counts)}\n")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("group", GROUPS)
def test_no_error_is_reported_that_nobody_planted(group: str, checked: Check) -> None:
    result = checked(group)
    planted = {(defect.file, defect.line(result.copy)) for defect in GROUPS[group]}
    planted |= {
        (f"data/{table}.csv", result.copy.line(table, row)) for defect in GROUPS[group] for table, row in defect.also
    }
    errors = [text for text in result.lines if not text.endswith(" (warning)")]
    unexplained = []
    for text in errors:
        place = re.match(r"([^:]+):(?:(\d+):)?", text)
        assert place, text
        if (place[1], int(place[2] or 0)) not in planted:
            unexplained.append(text)
    assert unexplained == []


def test_there_are_enough_defects() -> None:
    names = [defect.name for _, defect in CASES]
    assert len(names) == len(set(names)) >= 36


def test_a_mistake_that_cannot_be_planted_is_loud(tmp_path: Path) -> None:
    copy = Copy.make(tmp_path)
    with pytest.raises(ValueError, match="not enough values"):
        copy.edit("tenures", "tenure-of-nobody", "end", "2020")
    with pytest.raises(AssertionError, match="already"):
        copy.edit("states", "china", "iso2", "CN")
    with pytest.raises(AssertionError, match="stands 0 times"):
        copy.replace("ontology/terms.ttl", "no such text", "")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_description_that_is_not_json(data: Path) -> None:
    path = data / "csv-metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace("{", "", 1), encoding="utf-8")
    problems, _ = verify([data], [])
    assert [Path(problem.file).name for problem in problems] == ["csv-metadata.json"]
    assert "not JSON" in problems[0].message
    assert problems[0].line


def test_description_without_the_date_of_the_data(data: Path) -> None:
    path = data / "csv-metadata.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"dc:modified"', '"dc:issued"', 1), encoding="utf-8")
    problems, _ = verify([data], [])
    assert [(Path(p.file).name, p.column) for p in problems] == [("csv-metadata.json", "dc:modified")]
    assert "found nothing, expected the day that the data speaks of" in problems[0].message


def test_description_that_breaks_csvw(data: Path) -> None:
    path = data / "csv-metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"tableSchema"', '"tableSchemes"', 1), encoding="utf-8")
    problems, _ = verify([data], [])
    assert problems
    assert {Path(problem.file).name for problem in problems} == {"csv-metadata.json"}


def test_ontology_that_is_not_turtle(tmp_path: Path) -> None:
    copy = Copy.make(tmp_path)
    copy.append("ontology/concepts.ttl", "concept:broken a skos:Concept")
    line = (tmp_path / "ontology" / "concepts.ttl").read_text(encoding="utf-8").count("\n")
    done = run_check("graph", tmp_path)
    assert done.returncode == 1
    place = re.match(r"ontology/concepts\.ttl:(\d+): not Turtle", done.stdout)
    assert place, done.stdout + done.stderr
    assert abs(int(place[1]) - line) <= 1


def test_tables_as_a_spreadsheet_saves_them(data: Path) -> None:
    """A byte order mark and carriage returns are no mistake."""
    for path in data.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    from sco_graph.assembly import assemble

    try:
        assert len(assemble([data]).facts.triples) == len(assemble([ROOT / "data"]).facts.triples)
    except DataError as error:
        pytest.fail(str(error))


def test_line_separators_within_a_cell_are_text(data: Path) -> None:
    """What some take for the end of a line (U+2028, U+0085) neither parts a row nor moves the count."""
    copy = Copy(data.parent)
    copy.edit("states", "afghanistan", "comment", "one\u2028two\x85three")
    copy.edit("states", "uzbekistan", "iso3", "Uzb")
    problems, _ = verify([data], [])
    assert [(Path(p.file).name, p.line, p.column) for p in problems] == [
        ("states.csv", copy.line("states", "uzbekistan"), "iso3")
    ]


def test_evidence_stands_when_a_second_folder_adds_rows_to_its_table(tmp_path: Path) -> None:
    """A user's own bodies.csv beside ours hides none of our rows from our evidence."""
    mine = tmp_path / "mine"
    mine.mkdir()
    description = json.loads((ROOT / "data" / "csv-metadata.json").read_text(encoding="utf-8"))
    (table,) = [table for table in description["tables"] if table["url"] == "bodies.csv"]
    table = {name: value for name, value in table.items() if not name.endswith("#minimumRows")}
    table["tableSchema"] = {name: value for name, value in table["tableSchema"].items() if name != "foreignKeys"}
    (mine / "csv-metadata.json").write_text(json.dumps({**description, "tables": [table]}), encoding="utf-8")
    rows = list(csv.reader((ROOT / "data" / "bodies.csv").open(encoding="utf-8", newline="")))
    (rats,) = [row for row in rows if row[0] == "rats"]
    with (mine / "bodies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([rows[0], ["my-club", *rats[1:]]])
    problems, _ = verify([ROOT / "data", mine], [])
    assert [str(problem) for problem in problems if problem.severity == "error" and "evidence" in problem.file] == []
