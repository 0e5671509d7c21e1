"""Every name that a cell uses must exist: ids of other tables, concepts of a scheme, rows that evidence speaks of."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sco_graph.loaders.mapping import resolve
from sco_graph.loaders.metadata import Column, Table
from sco_graph.loaders.rows import Row, TableRows
from sco_graph.locations import METADATA_NAME
from sco_graph.namespaces import CONCEPT
from sco_graph.problems import Problem, found_expected, nearest

Schemes = Mapping[str, Mapping[str, str]]


def check_references(tables: Sequence[TableRows], schemes: Schemes) -> Iterator[Problem]:
    """Problems of all cells that name something that is not there, with the nearest name that is."""
    ids_of: dict[str, dict[str, str]] = {}
    for read in tables:
        # Two folders may describe a table of the same name: a user's rows add to ours.
        ids_of.setdefault(read.table.name, {}).update({row.iri: _slug(row) for row in read.rows})
    everything = {iri: slug for ids in ids_of.values() for iri, slug in ids.items()}
    broken = {read.table.name for read in tables if not read.whole}
    concepts = {iri: slug for scheme in schemes.values() for iri, slug in scheme.items()}
    namespaces = {iri.removesuffix(slug) for iri, slug in everything.items() if slug}
    for read in tables:
        keys = {key.column: key.table for key in read.table.foreign_keys}
        for column in read.table.cells:
            template = column.template("valueUrl")
            if template and column.scheme:
                known, expected = schemes.get(column.scheme, {}), f"a concept of the scheme {column.scheme}"
            elif template and template.startswith(CONCEPT):
                known, expected = concepts, "a concept of any scheme"
            elif template and (keys[column.name] in broken if column.name in keys else broken):
                continue  # the id may stand in a row that could not be read, and one mistake is not told twice
            elif template and column.name in keys:
                known, expected = ids_of.get(keys[column.name], {}), f"an id of {keys[column.name]}.csv"
            elif template and any(template.startswith(namespace) for namespace in namespaces):
                known, expected = everything, "an id of any table"
            else:
                continue
            yield from _unknown(read, column, template, known, expected)
        if read.table.primary_key[:3] == ["table", "id", "column"]:
            yield from _check_evidence(read, tables, broken)


def check_foreign_keys(tables: Sequence[Table]) -> Iterator[Problem]:
    """Problems of descriptions whose foreign keys name a column or a table that is not described.

    A key that names no column of its table would check nothing.
    """
    # A column that has only a title cannot be named: the name that we give it is not the description's.
    names: dict[str, set[str]] = {}
    for table in tables:
        names.setdefault(table.name, set()).update(column.name for column in table.columns if column.raw.name)
    for table in tables:
        own = {column.name for column in table.columns if column.raw.name}
        shown = str(table.path.parent / METADATA_NAME)
        for key in table.foreign_keys:
            if key.column not in own:
                message = found_expected(key.column, f"a named column of {table.path.name}", nearest(key.column, own))
                yield Problem(shown, 0, "foreignKeys", message)
            if key.table not in names:
                message = found_expected(f"{key.table}.csv", "a described table", nearest(key.table, names))
                yield Problem(shown, 0, "foreignKeys", message)
            elif key.referenced not in names[key.table]:
                message = found_expected(
                    key.referenced, f"a named column of {key.table}.csv", nearest(key.referenced, names[key.table])
                )
                yield Problem(shown, 0, "foreignKeys", message)


def _slug(row: Row) -> str:
    items = row.cells.get("id", [])
    return items[0].text if items else ""


def _unknown(
    read: TableRows, column: Column, template: str, known: Mapping[str, str], expected: str
) -> Iterator[Problem]:
    for row in read.rows:
        for item in row.cells.get(column.name, []):
            if resolve(template, {column.name: item.text}, "") not in known:
                message = found_expected(item.text, expected, nearest(item.text, known.values()))
                yield Problem(read.shown, row.line, column.name, message)


def _check_evidence(read: TableRows, tables: Sequence[TableRows], broken: Collection[str]) -> Iterator[Problem]:
    """Evidence names a table, a row of it and a column of it; each must be there."""
    # Two folders may describe a table of the same name with other columns.
    rows: dict[str, set[str]] = {}
    columns: dict[str, set[str]] = {}
    for other in tables:
        rows.setdefault(other.table.name, set()).update(map(_slug, other.rows))
        columns.setdefault(other.table.name, set()).update(column.name for column in other.table.cells)
    for row in read.rows:
        name, key, cell = (row.cells[part][0].text for part in ("table", "id", "column") if row.cells.get(part))
        if name not in rows or name == read.table.name:
            yield Problem(read.shown, row.line, "table", found_expected(name, "a table", nearest(name, rows)))
            continue
        if key not in rows[name] and name not in broken:
            message = found_expected(key, f"an id of {name}.csv", nearest(key, rows[name]))
            yield Problem(read.shown, row.line, "id", message)
        if cell not in columns[name]:
            message = found_expected(cell, f"a column of {name}.csv", nearest(cell, columns[name]))
            yield Problem(read.shown, row.line, "column", message)
