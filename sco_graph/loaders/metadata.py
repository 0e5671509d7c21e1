"""Tables as their CSVW metadata describes them (W3C CSV on the Web), read with the `csvw` library.

Some annotations go beyond W3C's minimal mode. `sco:edtf` on a column says into which properties an EDTF cell
expands. `sco:scheme` names the SKOS scheme whose concepts a cell may hold. `sco:minimumRows` on a table is the
least number of rows it must have: a table cut short by accident does not pass. `sco:graph` with the value `claims`
keeps a table's rows apart from the facts.
"""

import json
import warnings
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from sco_graph.locations import METADATA_NAME
from sco_graph.namespaces import ONTOLOGY
from sco_graph.problems import DataError, Problem, found_expected

EDTF_ANNOTATION: Final = ONTOLOGY + "edtf"
SCHEME_ANNOTATION: Final = ONTOLOGY + "scheme"
MINIMUM_ROWS_ANNOTATION: Final = ONTOLOGY + "minimumRows"
GRAPH_ANNOTATION: Final = ONTOLOGY + "graph"

# RDFa's initial context (what CSVW resolves prefixed names against), where the csvw library lacks an entry.
_MORE_PREFIXES: Final = {"dcterms": "http://purl.org/dc/terms/", "owl": "http://www.w3.org/2002/07/owl#"}


@dataclass(frozen=True, slots=True)
class EdtfExpansion:
    """The properties that an EDTF cell becomes. `exclusive`: the cell is the end of a half-open span."""

    earliest: str
    latest: str
    exclusive: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose every item must be a value of another table's column."""

    column: str
    table: str
    referenced: str


@dataclass(frozen=True)
class Column:
    """One described column. `raw` is the csvw library's own object, which knows datatypes and inheritance."""

    raw: Any
    name: str
    virtual: bool
    suppressed: bool
    edtf: EdtfExpansion | None
    scheme: str | None

    @cached_property
    def required(self) -> bool:
        """Whether an empty cell is a mistake."""
        return bool(self.raw.inherit("required"))

    @cached_property
    def separator(self) -> str | None:
        """What parts the items of a list cell."""
        separator: str | None = self.raw.inherit("separator")
        return separator

    @cached_property
    def nulls(self) -> list[str]:
        """The texts that stand for no value."""
        return list(self.raw.inherit_null())

    @cached_property
    def datatype(self) -> Any:
        """The csvw library's datatype, None where the description names none."""
        return self.raw.inherit("datatype")

    @cached_property
    def language(self) -> str | None:
        """The language of the cell's text."""
        # csvw gives every column "und", so the table's own language has to be looked for by hand.
        holder = self.raw
        while holder is not None:
            tag = getattr(holder, "lang", "und")
            if tag and tag != "und":
                return str(tag)
            holder = getattr(holder, "_parent", None)
        return None

    def template(self, attribute: str) -> str | None:
        """A URI template property (`aboutUrl`, `propertyUrl`, `valueUrl`), inherited where the column has none."""
        if attribute not in self._templates:
            uri = getattr(self.raw.inherit(attribute), "uri", None)
            self._templates[attribute] = None if uri is None else expand_prefix(uri)
        return self._templates[attribute]

    @cached_property
    def _templates(self) -> dict[str, str | None]:
        return {}


@dataclass(frozen=True)
class Table:
    """One described table: the file, its columns and what the description asks of its rows."""

    path: Path
    title: str
    minimum_rows: int
    claims: bool
    columns: list[Column]
    foreign_keys: list[ForeignKey]
    primary_key: list[str]
    suppressed: bool = False
    raw: Any = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The file's name without its ending: `events` for events.csv."""
        return self.path.stem

    @cached_property
    def cells(self) -> list[Column]:
        """The columns that stand in the file."""
        return [column for column in self.columns if not column.virtual]


def expand_prefix(uri: str) -> str:
    """`skos:prefLabel` as a whole IRI; other URIs and templates as they are.

    >>> expand_prefix("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    from csvw.metadata_utils import NAMESPACES

    prefix, colon, local = uri.partition(":")
    if colon and not local.startswith("//"):
        namespace = NAMESPACES.get(prefix) or _MORE_PREFIXES.get(prefix)
        if namespace:
            return f"{namespace}{local}"
    return uri


def read_metadata(folder: Path) -> list[Table]:
    """The tables that `folder`/csv-metadata.json describes, in its order.

    Raises DataError where the description is no JSON, or breaks the CSVW vocabulary.
    """
    return read_metadata_file(folder / METADATA_NAME)


def read_metadata_file(path: Path) -> list[Table]:
    """The tables of one CSVW metadata document (a table group or a single table)."""
    import csvw

    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        single = "tables" not in document
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            reader = csvw.Table if single else csvw.TableGroup
            group = reader.from_file(path, data=document)
    except json.JSONDecodeError as error:
        raise DataError([Problem(str(path), error.lineno, "", f"not JSON: {error.msg}")]) from error
    except Exception as error:  # csvw raises whatever its checks hit: ValueError, TypeError, KeyError, AttributeError
        raise DataError([Problem(str(path), 0, "", f"not a CSVW description: {error}")]) from error
    if caught:
        raise DataError(Problem(str(path), 0, "", f"not a CSVW description: {warning.message}") for warning in caught)
    raws = [group] if single else group.tables
    if not raws:
        raise DataError([Problem(str(path), 0, "tables", found_expected("", "at least one table"))])
    for raw in raws:
        if isinstance(raw.tableSchema, str):
            message = found_expected(raw.tableSchema, "the table's columns, written in this file")
            raise DataError([Problem(str(path), 0, "tableSchema", message)])
    try:
        return [_table(raw, path.parent) for raw in raws]
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # an annotation or a key of another form
        raise DataError([Problem(str(path), 0, "", f"not a CSVW description: {error!r}")]) from error


def read_date(folder: Path) -> str:
    """The date of the data in `folder`, as its description says (`dc:modified`): never the clock's.

    Raises DataError where none is written.
    """
    path = folder / METADATA_NAME
    modified = json.loads(path.read_text(encoding="utf-8")).get("dc:modified", {})
    value = str(modified.get("@value", "") if isinstance(modified, dict) else modified)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        message = found_expected(value, "the day that the data speaks of, as dc:modified: 2026-11-24")
        raise DataError([Problem(str(path), 0, "dc:modified", message)]) from None


def _table(raw: Any, folder: Path) -> Table:
    schema = raw.tableSchema
    columns = [_column(column, number) for number, column in enumerate(schema.columns, start=1)]
    return Table(
        path=folder / str(raw.url),
        title=str(raw.common_props.get("dc:title", raw.url)),
        claims=raw.common_props.get(GRAPH_ANNOTATION) == "claims",
        minimum_rows=int(raw.common_props.get(MINIMUM_ROWS_ANNOTATION, 0)),
        columns=columns,
        foreign_keys=[
            ForeignKey(
                _text(key.columnReference[0]),
                Path(str(key.reference.resource)).stem,
                _text(key.reference.columnReference[0]),
            )
            for key in schema.foreignKeys
            if len(key.columnReference) == 1 and key.reference.resource
        ],
        primary_key=[_text(name) for name in schema.primaryKey or []],
        suppressed=bool(getattr(raw, "suppressOutput", False)),
        raw=raw,
    )


def _column(raw: Any, number: int) -> Column:
    annotation = raw.common_props.get(EDTF_ANNOTATION)
    edtf = None
    if annotation:
        earliest, latest = _text(annotation["earliest"]), _text(annotation["latest"])
        edtf = EdtfExpansion(earliest, latest, bool(annotation.get("exclusive", False)))
    title = raw.titles.getfirst() if raw.titles else None
    return Column(
        raw=raw,
        name=raw.name or title or f"_col.{number}",
        virtual=bool(raw.virtual),
        suppressed=bool(raw.suppressOutput),
        edtf=edtf,
        scheme=raw.common_props.get(SCHEME_ANNOTATION),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"found {value!r}, expected text")
    return value
