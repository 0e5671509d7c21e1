"""Broken tables and descriptions: never a traceback, never half a build, always a place to mend.

`SCO_GRAPH_FUZZ=10` makes ten times as many.
"""

import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import METADATA, copied, small_tables

from sco_graph.assembly import assemble
from sco_graph.problems import Problem, UsageError
from sco_graph.verification import verify

FUZZ: Final = int(os.environ.get("SCO_GRAPH_FUZZ", "1"))
FILLED: Final = ("states", "places", "organizations", "memberships", "sources")
LONG: Final = 10_000_000

# Not wrong in a cell of free text: it is data, and nothing here runs it.
HARMLESS: Final = (
    "<script>alert(1)</script>",
    "=cmd()",
    '=HYPERLINK("http://example.org/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-1",
    "'; DROP TABLE states; --",
    '" . } DELETE WHERE { ?s ?p ?o } #',
    "a, b; c | d",
    "&amp; &lt; ]]>",
    "\\u0041 \\n {id} %00 %s",
    "two\nlines",
    "می\u200cخواهم",  # a zero-width non-joiner, as Persian is written
    "👨\u200d👩\u200d👧",
    "e\u0301",
    "العربية",
)
CONTROLS: Final = ("\0", "\x07", "\x1b[31m", "\x7f", "\u202e", "\u2066", "\u2069", "\uffff")
UNFIT: Final = ("2023-02-30", "0000", "9999-12-31", "1e400", "9" * 5000, "-0", "NaN", " ", ";", "no-such-thing", "💥")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_tables(tmp_path_factory.mktemp("small") / "data")


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_csv(rows: list[list[str]], end: str = "\n") -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator=end).writerows(rows)
    return written.getvalue()


def errors(*folders: Path) -> list[Problem]:
    return [problem for problem in verify(folders, [])[0] if problem.severity == "error"]


def is_told(problem: Problem, folder: Path) -> None:
    """A problem names a file of the folder and a row that it has, in one clean line."""
    path = Path(problem.file)
    assert path.is_relative_to(folder), problem
    assert problem.message
    assert str(problem).isprintable()
    assert len(str(problem)) < 5000
    if path.suffix == ".csv" and path.is_file():
        ends = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        assert 0 <= problem.line <= ends + 1, problem


# ---- Breaking tables and descriptions at random ----


def cells(change: Callable[[random.Random, list[list[str]]], None]) -> Callable[[random.Random, Path], None]:
    """A change of the rows of one table, picked at random."""

    def apply(chance: random.Random, folder: Path) -> None:
        path = folder / f"{chance.choice(FILLED)}.csv"
        rows = read(path)
        change(chance, rows)
        path.write_text(as_csv(rows), encoding="utf-8", newline="")

    apply.__name__ = change.__name__
    return apply


def table_bytes(change: Callable[[random.Random, bytes], bytes]) -> Callable[[random.Random, Path], None]:
    """A change of the bytes of one table, picked at random."""

    def apply(chance: random.Random, folder: Path) -> None:
        path = chance.choice(sorted(folder.glob("*.csv")))
        path.write_bytes(change(chance, path.read_bytes()))

    apply.__name__ = change.__name__
    return apply


@cells
def column_missing(chance: random.Random, rows: list[list[str]]) -> None:
    gone = chance.randrange(len(rows[0]))
    for row in rows:
        del row[gone]


@cells
def columns_swapped(chance: random.Random, rows: list[list[str]]) -> None:
    one, other = chance.sample(range(len(rows[0])), 2)
    for row in rows[: chance.choice((1, len(rows)))]:  # names only, or names and cells
        row[one], row[other] = row[other], row[one]


@cells
def column_doubled(chance: random.Random, rows: list[list[str]]) -> None:
    twice = chance.randrange(len(rows[0]))
    for row in rows:
        row.insert(twice, row[twice])


@cells
def very_many_columns(chance: random.Random, rows: list[list[str]]) -> None:
    chance.choice(rows).extend(str(number) for number in range(chance.choice((1, 40, 3000))))


@cells
def row_cut(chance: random.Random, rows: list[list[str]]) -> None:
    row = chance.choice(rows)
    del row[chance.randrange(len(row)) :]


@cells
def row_twice(chance: random.Random, rows: list[list[str]]) -> None:
    rows.append(list(chance.choice(rows)))


@cells
def row_gone(chance: random.Random, rows: list[list[str]]) -> None:
    del rows[chance.randrange(len(rows))]


@cells
def cell_of_another_kind(chance: random.Random, rows: list[list[str]]) -> None:
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice((*UNFIT, *HARMLESS, *CONTROLS, ""))


@cells
def cells_swapped(chance: random.Random, rows: list[list[str]]) -> None:
    one, other = chance.choice(rows), chance.choice(rows)
    here, there = chance.randrange(len(one)), chance.randrange(len(other))
    one[here], other[there] = other[there], one[here]


@cells
def letters_swapped(chance: random.Random, rows: list[list[str]]) -> None:
    row = chance.choice(rows)
    at = chance.randrange(len(row))
    row[at] = "".join(chance.sample(row[at], len(row[at])))


@table_bytes
def empty_file(chance: random.Random, data: bytes) -> bytes:
    return chance.choice((b"", b"\n", b"\n\n\n", b"\xef\xbb\xbf", b",", b'"', b'""', b"\0"))


@table_bytes
def another_encoding(chance: random.Random, data: bytes) -> bytes:
    return data.decode().encode(chance.choice(("cp1251", "utf-16", "utf-16-le", "utf-32", "latin-1")), "replace")


@table_bytes
def other_ends_of_lines(chance: random.Random, data: bytes) -> bytes:
    return chance.choice((b"", b"\xef\xbb\xbf")) + data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r")))


@table_bytes
def another_separator(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b",", chance.choice((b";", b"\t", b", ", b",,")))


@table_bytes
def bytes_put_in(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((b'"', b",", b"\n", b"\0", b"\xff", b"\xed\xa0\x80", b"\xc3")) + data[at:]


@table_bytes
def bytes_gone(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 30) :]


@table_bytes
def file_cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def file_missing(chance: random.Random, folder: Path) -> None:
    chance.choice(sorted(folder.iterdir())).unlink()


def folder_for_a_file(chance: random.Random, folder: Path) -> None:
    path = chance.choice(sorted(folder.glob("*.csv")))
    path.unlink()
    path.mkdir()


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key or index) in a JSON value."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places_in(value[key])]


def description(change: Callable[[random.Random, Any, Any], None]) -> Callable[[random.Random, Path], None]:
    """A change at one place of the description, picked at random: a table at first, for most of it is columns."""

    def apply(chance: random.Random, folder: Path) -> None:
        path = folder / METADATA
        try:
            described = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            return  # another change has broken the description already
        # First how deep, then where: else nearly all would be changes of a column.
        filled = [table for table in described["tables"] if table["url"].removesuffix(".csv") in FILLED]
        table = chance.choice(filled)
        near = [*((table, key) for key in table), *((table["tableSchema"], key) for key in table["tableSchema"])]
        near += [(described, key) for key in described if key != "tables"]
        holder, key = chance.choice(near if chance.random() < 0.4 else places_in(table))
        change(chance, holder, key)
        path.write_text(json.dumps(described), encoding="utf-8")

    apply.__name__ = change.__name__
    return apply


@description
def key_removed(chance: random.Random, holder: Any, key: Any) -> None:
    del holder[key]


@description
def another_type(chance: random.Random, holder: Any, key: Any) -> None:
    odd: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        1.5,
        10**30,
        "",
        " ",
        "x y",
        "a{b",
        "{nothing}",
        "\0",
        "ä",
        [],
        [[]],
        {},
        {"a": 1},
        ["id"],
    )
    holder[key] = chance.choice(odd)


@description
def key_misspelt(chance: random.Random, holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[key + "x"] = holder.pop(key)


def description_broken(chance: random.Random, folder: Path) -> None:
    path = folder / METADATA
    data = path.read_bytes()
    at = chance.randrange(len(data))
    broken = (
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"[" * 100_000,
        b"\xef\xbb\xbf" + data,
        data[:at],
        data.decode().encode("utf-16"),
    )
    path.write_bytes(chance.choice((*broken, data[:at] + b"\xff" + data[at:])))


WAYS: Final = (
    column_missing,
    columns_swapped,
    column_doubled,
    very_many_columns,
    row_cut,
    row_twice,
    row_gone,
    cell_of_another_kind,
    cell_of_another_kind,
    cells_swapped,
    letters_swapped,
    empty_file,
    another_encoding,
    other_ends_of_lines,
    another_separator,
    bytes_put_in,
    bytes_gone,
    file_cut,
    file_missing,
    folder_for_a_file,
    key_removed,
    key_removed,
    another_type,
    another_type,
    key_misspelt,
    description_broken,
)


@settings(max_examples=100 * FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways=st.lists(st.sampled_from(range(len(WAYS))), min_size=1, max_size=2), seed=st.integers(0, 2**32))
def test_broken_tables_are_told(
    tables: Path, tmp_path_factory: pytest.TempPathFactory, ways: list[int], seed: int
) -> None:
    folder = copied(tables, tmp_path_factory.mktemp("broken") / "data")
    chance = random.Random(seed)
    for way in ways:
        try:
            WAYS[way](chance, folder)
        except (
            AttributeError,
            LookupError,
            OSError,
            TypeError,
            ValueError,
        ):  # the first change left nothing for the second
            break
    try:
        found = errors(folder)
    except UsageError as error:
        assert str(error).isprintable()
    else:
        for problem in found:
            is_told(problem, folder)
    finally:
        shutil.rmtree(folder.parent)


# ---- By name ----


def table_with(tables: Path, folder: Path, table: str, row: int, column: str, text: str) -> Path:
    """A copy of the tables with one other cell."""
    copy = copied(tables, folder)
    path = copy / f"{table}.csv"
    rows = read(path)
    rows[row][rows[0].index(column)] = text
    path.write_text(as_csv(rows), encoding="utf-8", newline="")
    return copy


def places(found: list[Problem]) -> set[tuple[str, int, str]]:
    return {(Path(problem.file).name, problem.line, problem.column) for problem in found}


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_data(text: str, tables: Path, tmp_path: Path) -> None:
    folder = table_with(tables, tmp_path / "data", "states", 1, "comment", text)
    comment = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    values = [triple.object for triple in assemble([folder]).facts.triples if triple.predicate == comment]
    assert text in [value.value for value in values if isinstance(value, ox.Literal)]
    assert errors(folder) == []


@pytest.mark.parametrize("control", CONTROLS)
def test_control_characters_are_told(control: str, tables: Path, tmp_path: Path) -> None:
    folder = table_with(tables, tmp_path / "data", "states", 2, "name_en", f"Kazakh{control}stan")
    (problem,) = errors(folder)
    assert places([problem]) == {("states.csv", 3, "name_en")}
    assert f"found a control character U+{ord(control[0]):04X}, expected text without" in problem.message
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("table", "column", "text", "message"),
    [
        ("places", "state", "atlantis", "expected an id of states.csv"),
        ("memberships", "start", "2023-02-30", "expected an EDTF date"),
        ("memberships", "status", "friend", "expected a concept of the scheme statuses"),
        ("places", "lat", "1e400", "expected"),
        ("places", "lat", "9" * 5000, "expected"),
        ("states", "comment", "x" * LONG, "found 10,000,000 characters, expected at most 100,000"),
        ("states", "id", "x" * LONG, "found 10,000,000 characters, expected at most 100,000"),
        ("places", "lat", "9" * LONG, "found 10,000,000 characters, expected at most 100,000"),
        ("sources", "url", "https://example.org/" + "/" * LONG, "characters, expected at most 100,000"),
        ("states", "name_en", "", "expected a value"),
    ],
    ids=lambda value: value[:20],
)
def test_a_cell_that_does_not_fit(
    table: str, column: str, text: str, message: str, tables: Path, tmp_path: Path
) -> None:
    folder = table_with(tables, tmp_path / "data", table, 1, column, text)
    found = errors(folder)
    assert (f"{table}.csv", 2, column) in places(found)
    assert all(len(str(problem)) < 1000 for problem in found)
    assert [problem for problem in found if problem.column == column and message in problem.message]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_and_byte_order_mark_change_nothing(end: str, mark: str, tables: Path, tmp_path: Path) -> None:
    folder = copied(tables, tmp_path / "data")
    for path in folder.glob("*.csv"):
        path.write_text(mark + as_csv(read(path), end), encoding="utf-8", newline="")
    assert set(assemble([folder]).facts.triples) == set(assemble([tables]).facts.triples)


def test_ends_of_lines_inside_a_cell_are_the_same_on_every_system(tables: Path, tmp_path: Path) -> None:
    one = table_with(tables, tmp_path / "one", "states", 1, "comment", "two\nlines")
    other = table_with(tables, tmp_path / "other", "states", 1, "comment", "two\r\nlines")
    assert set(assemble([one]).facts.triples) == set(assemble([other]).facts.triples)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "gb18030"])
def test_another_encoding_is_told(encoding: str, tables: Path, tmp_path: Path) -> None:
    folder = copied(tables, tmp_path / "data")
    text = (folder / "states.csv").read_text(encoding="utf-8")
    (folder / "states.csv").write_bytes(text.encode(encoding, "replace"))
    found = errors(folder)
    assert [problem.message for problem in found] == ["not UTF-8; save the table in that encoding"]
    assert {problem.file for problem in found} == {str(folder / "states.csv")}


def test_a_quote_that_does_not_end(tables: Path, tmp_path: Path) -> None:
    folder = copied(tables, tmp_path / "data")
    path = folder / "places.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace(",", ',"', 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = errors(folder)
    assert places([problem]) == {("places.csv", 3, "")}


def test_a_broken_description_is_told_when_one_table_is_asked_for(tables: Path, tmp_path: Path) -> None:
    folder = copied(tables, tmp_path / "data")
    (folder / METADATA).write_text("{", encoding="utf-8")
    found, _ = verify([folder], [folder / "states.csv"])
    assert [Path(problem.file).name for problem in found] == [METADATA]


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", "а б".encode("cp1251"), b"@prefix", b"<a> <b> <c> ."])
def test_turtle_that_is_none(content: bytes, tables: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_bytes(content)
    found, _ = verify([tables], [path])
    assert all(problem.file == str(path) for problem in found)
    assert bool(found) == bool(content)


# ---- Through the command ----


@pytest.mark.parametrize(
    "way",
    [another_encoding, cell_of_another_kind, column_missing, description_broken, file_cut],
    ids=lambda way: way.__name__,
)
def test_the_command_builds_nothing(way: Callable[[random.Random, Path], None], tables: Path, tmp_path: Path) -> None:
    folder = copied(tables, tmp_path / "data")
    seed = 0
    while not errors(folder):
        shutil.rmtree(folder)
        folder = copied(tables, tmp_path / "data")
        way(random.Random(seed), folder)
        seed += 1
    command = [sys.executable, "-m", "sco_graph", "build", "--data", "data", "--out", "build"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "Traceback" not in done.stderr
    *complaints, last = done.stderr.splitlines()
    assert re.search(r"\d+ mistakes?; nothing was written$", last)
    assert complaints
    assert all(line.startswith("data/") for line in complaints if not line.startswith("read "))
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
