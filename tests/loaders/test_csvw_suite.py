"""The csv2rdf cases of the W3C "CSV on the Web" test suite, for the features that our tables use.

An outside check of the mapper: `read_metadata_file`, `read_cell` and `map_row` read the suite's tables and their
graphs are compared with the suite's, up to the names of blank nodes and the spelling of equal literals. The suite
is not committed; it lies in ../shared/w3c-csvw-tests or where SCO_GRAPH_CSVW_TESTS says.

What the harness does instead of the loader: it reads the CSV itself (W3C's default dialect trims cells and takes
any header) and writes the schemas of 034 and 035, which stand in files of their own, into the description.

Only seven of the 270 cases ask for minimal mode. A standard-mode graph is the minimal one inside a `csvw:` frame
of tables and rows, so the frame is taken off before comparing.

We are stricter than W3C by design. Where a processor must warn and go on, we refuse: a bad cell is an error, never
a string, and so is a description with an invalid property. Those cases expect the refusal, and the graph of the
cells that stand, and are counted apart.
"""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from sco_graph.loaders.cells import CellError, read_cell
from sco_graph.loaders.mapping import map_row
from sco_graph.loaders.metadata import Column, Table, read_metadata_file
from sco_graph.loaders.references import check_foreign_keys
from sco_graph.problems import DataError

ROOT: Final = Path(__file__).resolve().parents[2]
SUITE: Final = Path(os.environ.get("SCO_GRAPH_CSVW_TESTS", ROOT.parent / "shared" / "w3c-csvw-tests"))
BASE: Final = "http://www.w3.org/2013/csvw/tests/"
CSVW: Final = rdflib.Namespace("http://www.w3.org/ns/csvw#")
MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
CSVT: Final = rdflib.Namespace("http://www.w3.org/2013/csvw/tests/vocab#")

pytestmark = pytest.mark.skipif(
    not (SUITE / "manifest-rdf.ttl").is_file(), reason=f"the W3C CSVW test suite is not at {SUITE} (see its ORIGIN.md)"
)

Kind = Literal["positive", "negative", "bad cell", "bad description"]

NO_DESCRIPTION: Final = "no metadata document: our tables always have one"
LINK_HEADER: Final = "metadata found by an HTTP Link header"
SITE_WIDE: Final = "metadata found by site-wide configuration (/.well-known/csvm)"
QUERY: Final = "the table's URL has a query component: our tables are files"
LOCATING: Final = "whether metadata found beside a table speaks of it: our description says which tables there are"
DIALECT: Final = "a dialect other than the default"
DIRECTION: Final = "text or table direction: not in RDF"
TRANSFORMATION: Final = "transformations"
OTHER_BASE: Final = "@base in the description's @context"
EXTRA_HEADERS: Final = "columns that no description names: the loader refuses them (see test_tables.py)"

OUT_OF_SCOPE: Final[dict[int, str]] = {
    **dict.fromkeys((1, 5, 6, 7, 8, 9, 10, 28, 29), NO_DESCRIPTION),
    **dict.fromkeys((14, 16, 120, 122), LINK_HEADER),
    **dict.fromkeys((259, 260), SITE_WIDE),
    **dict.fromkeys((116, 118), QUERY),
    **dict.fromkeys((117, 119, 123), LOCATING),
    **dict.fromkeys((23, 59, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70, 71, 72, 81, 87, 106), DIALECT),
    **dict.fromkeys((42, 75, 76), DIRECTION),
    **dict.fromkeys((82, 88, 95, 99, 270), TRANSFORMATION),
    273: OTHER_BASE,
    278: EXTRA_HEADERS,
}

# What the csvw library itself gets wrong, with the reason (none at csvw 4.1).
LIBRARY_AT_FAULT: Final[dict[int, str]] = {}

# A processor warns of these and gives the same graph: a table whose titles differ from its description's.
SAME_GRAPH_WITH_WARNING: Final = frozenset({127, 147, 148})


@dataclass(frozen=True)
class Case:
    """One entry of the manifest."""

    number: int
    type: str
    name: str
    metadata: Path | None
    result: str
    minimal: bool


@dataclass
class Reading:
    """What came of a description: triples, and the cells that were refused."""

    graph: rdflib.Graph
    refused: list[tuple[Column, str]]


@cache
def cases() -> dict[int, Case]:
    manifest = rdflib.Graph().parse(SUITE / "manifest-rdf.ttl", publicID=BASE + "manifest-rdf.ttl")
    entries = next(manifest.objects(None, MF.entries))

    def path(term: rdflib.term.Node | None) -> str:
        return str(term or "").removeprefix(BASE)

    found = {}
    for test in Collection(manifest, entries):
        options = manifest.value(test, CSVT.option)
        user = path(manifest.value(options, CSVT.metadata)) if options else ""
        number = int(str(test)[-3:])
        found[number] = Case(
            number=number,
            type=str(manifest.value(test, rdflib.RDF.type)).removeprefix(str(CSVT)),
            name=str(manifest.value(test, MF.name)),
            metadata=_metadata(path(manifest.value(test, MF.action)), user),
            result=path(manifest.value(test, MF.result)),
            minimal=str(manifest.value(options, CSVT.minimal)) == "true" if options else False,
        )
    return found


def _metadata(action: str, user: str) -> Path | None:
    """The description of a case: the user's, the action itself, {csv}-metadata.json, or the folder's."""
    if user or action.endswith(".json"):
        return SUITE / (user or action)
    table = SUITE / action.partition("?")[0]
    beside = (table.with_name(f"{table.name}-metadata.json"), table.with_name("csv-metadata.json"))
    return next((path for path in beside if path.is_file()), None)


def kind(case: Case) -> Kind:
    """What we expect of a case."""
    if case.type == "NegativeRdfTest":
        return "negative"
    if case.type == "ToRdfTest" or case.number in SAME_GRAPH_WITH_WARNING:
        return "positive"
    try:
        read_metadata_file(_metadata_of(case))
    except DataError:
        return "bad description"
    return "bad cell"


def _metadata_of(case: Case) -> Path:
    assert case.metadata is not None, f"{case.number} has no metadata: it belongs into OUT_OF_SCOPE"
    return case.metadata


def read(case: Case, scratch: Path) -> Reading:
    """The triples of the tables that a case describes."""
    path = _metadata_of(case)
    folder, tables = path.parent, read_metadata_file(_self_contained(path, scratch))
    reading = Reading(rdflib.Graph(), [])
    triples: list[ox.Triple] = []
    for table in tables:
        file = folder / str(table.raw.url)
        base = BASE + file.resolve().relative_to(SUITE.resolve()).as_posix()
        triples.extend(_rows(table, file, base, reading.refused))
    if triples:
        written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        assert written is not None
        reading.graph.parse(data=written, format="nt")
    return reading


def _self_contained(path: Path, scratch: Path) -> Path:
    """A description with the schemas that it refers to written into it."""
    document = json.loads(path.read_text(encoding="utf-8"))
    referring = [table for table in document.get("tables", []) if isinstance(table.get("tableSchema"), str)]
    if not referring:
        return path
    for table in referring:
        table["tableSchema"] = json.loads((path.parent / table["tableSchema"]).read_text(encoding="utf-8"))
    copy = scratch / path.name
    copy.write_text(json.dumps(document), encoding="utf-8")
    return copy


def _rows(table: Table, file: Path, base: str, refused: list[tuple[Column, str]]) -> Iterator[ox.Triple]:
    reader = csv.reader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    next(reader)
    for number, values in enumerate(reader, start=1):
        row = {}
        for column, text in zip(table.cells, values, strict=True):
            try:
                row[column.name] = read_cell(column, text.strip())
            except CellError:
                refused.append((column, text.strip()))
        yield from map_row(table, row, number, reader.line_num, base)


def expected(case: Case) -> rdflib.Graph:
    """The suite's graph of a case, without the frame of tables and rows."""
    graph = rdflib.Graph().parse(SUITE / case.result, publicID=BASE + case.result)
    return graph if case.minimal else _without_frame(graph)


def _without_frame(graph: rdflib.Graph) -> rdflib.Graph:
    """What rows describe: not the groups, tables and rows themselves, nor the notes and properties on them."""
    kinds = (CSVW.TableGroup, CSVW.Table, CSVW.Row)
    frame = {node for kind in kinds for node in graph.subjects(rdflib.RDF.type, kind)}
    waiting = list(frame)
    while waiting:
        for _, predicate, value in graph.triples((waiting.pop(), None, None)):
            if predicate != CSVW.describes and isinstance(value, rdflib.BNode) and value not in frame:
                frame.add(value)
                waiting.append(value)
    kept = rdflib.Graph()
    for triple in graph:
        if triple[0] not in frame:
            kept.add(triple)
    return kept


def same(one: rdflib.Graph, other: rdflib.Graph) -> bool:
    # rdflib compares language tags without regard to case, its canonical form does not.
    return set(one) == set(other) or isomorphic(one, other)


def covered() -> list[int]:
    """The cases that are run. Empty where the suite is absent, for then pytest skips the one parameter set."""
    return (
        [number for number in cases() if number not in OUT_OF_SCOPE] if (SUITE / "manifest-rdf.ttl").is_file() else []
    )


def _parameters() -> list[object]:
    at_fault = LIBRARY_AT_FAULT
    return [
        pytest.param(
            number,
            id=f"{number:03}-{cases()[number].name}",
            marks=[pytest.mark.xfail(reason=at_fault[number], strict=True)] if number in at_fault else [],
        )
        for number in covered()
    ]


@pytest.mark.filterwarnings("ignore:Invalid special value")
@pytest.mark.parametrize("number", _parameters())
def test_case(number: int, tmp_path: Path) -> None:
    case = cases()[number]
    match kind(case):
        case "positive":
            reading = read(case, tmp_path)
            assert reading.refused == []
            assert same(reading.graph, expected(case))
        case "negative":
            assert _refuses(case), f"{case.name}: nothing was wrong"
        case "bad description":
            with pytest.raises(DataError, match="not a CSVW description"):
                read_metadata_file(_metadata_of(case))
        case "bad cell":
            reading = read(case, tmp_path)
            assert reading.refused
            assert same(reading.graph, _without_cells(expected(case), reading.refused))


def _refuses(case: Case) -> bool:
    try:
        tables = read_metadata_file(_metadata_of(case))
    except DataError:
        return True
    return any(check_foreign_keys(tables))


def _without_cells(graph: rdflib.Graph, cells: list[tuple[Column, str]]) -> rdflib.Graph:
    """A graph without the strings that W3C keeps for bad cells."""
    kept = rdflib.Graph()
    for triple in graph:
        kept.add(triple)
    strings = Counter((column.name, part) for column, text in cells for part in _parts(column, text))
    for (column, text), times in strings.items():
        found = [
            triple
            for triple in kept
            if isinstance(triple[2], rdflib.Literal) and str(triple[2]) == text and _column(str(triple[1])) == column
        ]
        assert len(found) == times, (column, text)
        for triple in found:
            kept.remove(triple)
    return kept


def _parts(column: Column, text: str) -> list[str]:
    if text in column.raw.inherit_null():
        return []
    return text.split(column.separator) if column.separator else [text]


def _column(predicate: str) -> str:
    return unquote(predicate.partition("#")[2])


def test_coverage() -> None:
    """How much of the suite is run: change these numbers only together with OUT_OF_SCOPE."""
    assert len(cases()) == 270
    assert set(OUT_OF_SCOPE) <= set(cases())
    counts = Counter(kind(cases()[number]) for number in covered())
    minimal = [number for number in covered() if cases()[number].minimal]
    print(
        f"W3C CSVW csv2rdf: {len(covered())} of {len(cases())} cases covered, {dict(counts)}; minimal mode: {minimal}"
    )
    assert counts == {"positive": 62, "negative": 54, "bad cell": 67, "bad description": 40}
    assert minimal == [27, 31, 33, 35, 37, 237]
