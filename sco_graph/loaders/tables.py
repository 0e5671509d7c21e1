"""All tables of a build, read and checked together: every mistake is reported, and only whole data gives triples."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.loaders.cells import CellError, Item, read_cell
from sco_graph.loaders.mapping import map_row, resolve
from sco_graph.loaders.metadata import Column, Table, read_metadata
from sco_graph.loaders.references import check_foreign_keys, check_references
from sco_graph.loaders.rows import Row, TableRows
from sco_graph.locations import METADATA_NAME
from sco_graph.problems import DataError, Problem, found_expected, nearest, shortened

# What no name or remark has: XML cannot hold it, or it turns the text that follows round on the screen.
_CONTROL: Final = re.compile("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LONGEST_CELL: Final = 100_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a resource comes from: a row of a table."""

    file: str
    line: int


@dataclass
class Facts:
    """What the tables say, accepted facts and claims apart, with the way back from each resource to its row."""

    triples: list[ox.Triple] = field(default_factory=list)
    claims: list[ox.Triple] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def column_of(self, iri: str, prop: str | None, language: str | None = None) -> str:
        """The column that gave a property (in that language, where several do), by its name; "" where none did."""
        origin = self.origins.get(iri)
        columns = self.columns.get(origin.file, {}) if origin else {}
        return columns.get(f"{prop}@{language}") or columns.get(prop or "", "")


def load_tables(folders: Sequence[Path], schemes: Mapping[str, Mapping[str, str]]) -> Facts:
    """Read every table described in `folders`; later folders add to the first.

    `schemes` gives for the name of each SKOS scheme its concepts, as {IRI: slug}.
    Raises DataError with all mistakes of all tables.
    """
    problems: list[Problem] = []
    tables: list[TableRows] = []
    undescribed: list[Problem] = []
    for folder in folders:
        described = read_metadata(folder)
        tables += [_read_table(table, folder, problems) for table in described]
        undescribed += _undescribed(folder, [table.path.name for table in described])
    problems.extend(_duplicate_ids(tables))
    problems.extend(check_foreign_keys([read.table for read in tables]))
    problems.extend(check_references(tables, schemes))
    if problems:
        raise DataError(problems)
    facts = _facts(tables, problems)
    if problems:
        raise DataError(problems)
    facts.warnings = undescribed
    return facts


def _undescribed(folder: Path, described: Sequence[str]) -> Iterator[Problem]:
    """A warning for each table that lies in a folder and is not read."""
    for path in sorted(folder.glob("*.csv")):
        if path.name not in described:
            message = f"not read: {METADATA_NAME} beside it describes no table of this name"
            yield Problem(shown_path(path), 0, "", message, "warning")


def shown_path(path: Path) -> str:
    """A path as a person would type it here: relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _read_table(table: Table, folder: Path, problems: list[Problem]) -> TableRows:
    shown = shown_path(table.path)
    read = TableRows(table, shown)
    try:
        text = table.path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(shown, 0, "", f"no such file; {folder.name}/csv-metadata.json describes it"))
        return read
    except UnicodeDecodeError as error:
        line = table.path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(shown, line, "", "not UTF-8; save the table in that encoding"))
        return read
    except (OSError, ValueError) as error:  # a folder, no permission; a name with a NUL in it
        reason = (isinstance(error, OSError) and error.strerror) or error
        problems.append(Problem(shown, 0, "", f"cannot be read: {reason}"))
        return read
    names = [column.name for column in table.cells]
    lines = _lines(text)
    _, header = next(lines, (1, []))
    if isinstance(header, str):
        problems.append(Problem(shown, 1, "", header))
        return read
    if header != names:
        problems.extend(_header_problems(shown, header, names))
        return read
    read.whole = True
    for number, (line, values) in enumerate(lines, start=1):
        if isinstance(values, str):
            problems.append(Problem(shown, line, "", values))
            read.whole = False
            continue
        if len(values) != len(names):
            message = found_expected(f"{len(values)} cells", f"{len(names)}, one for each column")
            problems.append(Problem(shown, line, "", message))
            row = _read_row(table, shown, line, number, (values + [""] * len(names))[: len(names)], [])
            if row:  # it still stands for its id
                read.rows.append(Row(line, number, {name: row.cells[name] for name in table.primary_key}, row.iri))
            continue
        row = _read_row(table, shown, line, number, values, problems)
        if row:
            read.rows.append(row)
    if len(read.rows) < table.minimum_rows and not any(problem.file == shown for problem in problems):
        read.whole = False
        message = found_expected(f"{len(read.rows)} rows", f"at least {table.minimum_rows} (the table's description)")
        problems.append(Problem(shown, 0, "", message))
    return read


def _lines(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each record with the line that it begins on; blank lines are passed over. A text instead says what is wrong."""
    # So that a cell of any length has a place, and not only its row.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    # Not str.splitlines, which also parts lines at U+2028, U+0085 and the like.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    while True:
        try:
            values = next(reader, None)
        except csv.Error:
            yield start, 'found a quoted cell that does not end, expected its closing quote (inside a cell, write "")'
            return
        if values is None:
            return
        if values:
            yield start, values
        start = reader.line_num + 1


def _header_problems(shown: str, header: list[str], names: list[str]) -> Iterator[Problem]:
    for name in [name for name in header if name not in names]:
        message = found_expected(name, "a column that the table's description names", nearest(name, names))
        yield Problem(shown, 1, shortened(name), message)
    for name in [name for name in names if name not in header]:
        yield Problem(shown, 1, name, found_expected("", f"the column {name}, which the table's description names"))
    if sorted(header) == sorted(names):
        yield Problem(shown, 1, "", f"columns stand in another order than described; expected {','.join(names)}")
    elif len(header) != len(set(header)):
        yield Problem(shown, 1, "", "a column stands twice in the header")


def _read_row(
    table: Table, shown: str, line: int, number: int, values: list[str], problems: list[Problem]
) -> Row | None:
    cells: dict[str, list[Item]] = {}
    good = True
    for column, text in zip(table.cells, values, strict=True):
        try:
            _refuse(text)
            cells[column.name] = read_cell(column, text)
        except CellError as error:
            problems.append(Problem(shown, line, column.name, str(error)))
            good = False
    # A row with a bad cell still stands for its id, so that references to it are not reported too.
    about = table.columns[0].template("aboutUrl") or ""
    variables = {name: items[0].text for name, items in cells.items() if items}
    iri = resolve(about, variables, table.path.name)
    return Row(line, number, cells, iri) if good or _has_key(table, cells) else None


def _refuse(text: str) -> None:
    """Raise CellError for what no cell of any column may hold."""
    if len(text) > _LONGEST_CELL:
        raise CellError(f"found {len(text):,} characters, expected at most {_LONGEST_CELL:,}")
    if control := _CONTROL.search(text):
        raise CellError(f"found a control character U+{ord(control[0]):04X}, expected text without")
    if text != text.strip():
        raise CellError(found_expected(text, "no space at either end"))


def _has_key(table: Table, cells: Mapping[str, list[Item]]) -> bool:
    return all(cells.get(key) for key in table.primary_key)


def _duplicate_ids(tables: Sequence[TableRows]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], str] = {}
    for read in tables:
        key_columns = read.table.primary_key
        for row in read.rows:
            items = [row.cells.get(name, []) for name in key_columns]
            key = (row.iri,) if key_columns == ["id"] else (read.shown, *(i[0].text if i else "" for i in items))
            if key in seen:
                found = items[0][0].text if key_columns == ["id"] and items[0] else ", ".join(key[1:])
                message = f'found "{found}" again, expected an id used once; it stands at {seen[key]} already'
                yield Problem(read.shown, row.line, key_columns[0] if key_columns else "", message)
            seen.setdefault(key, f"{read.shown}:{row.line}")


def _facts(tables: Sequence[TableRows], problems: list[Problem]) -> Facts:
    facts = Facts()
    triples: dict[ox.Triple, None] = {}
    claims: dict[ox.Triple, None] = {}
    for read in tables:
        table = read.table
        facts.row_counts[table.name] = facts.row_counts.get(table.name, 0) + len(read.rows)
        # Several columns may share a property (names in three languages): the first stands for it.
        facts.columns[read.shown] = dict(reversed(list(_property_columns(table.columns))))
        for row in read.rows:
            # Rows about a resource of another table (evidence) are not where that resource comes from.
            if table.primary_key == ["id"]:
                facts.origins[row.iri] = Origin(read.shown, row.line)
            try:
                for triple in map_row(table, row.cells, row.number, row.line, table.path.name):
                    (claims if table.claims else triples)[triple] = None
            except ValueError as error:  # an IRI or a language tag that is none, by a template of the description
                described = str(table.path.parent / METADATA_NAME)
                problems.append(Problem(described, 0, "", f"makes no RDF of {read.shown}:{row.line}: {error}"))
                break
    facts.triples, facts.claims = list(triples), list(claims)
    return facts


def _property_columns(columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    for column in columns:
        prop = column.template("propertyUrl")
        if prop and not column.virtual:
            yield prop, column.name
            yield f"{prop}@{column.language}", column.name
        if column.edtf:
            yield column.edtf.earliest, column.name
            yield column.edtf.latest, column.name
