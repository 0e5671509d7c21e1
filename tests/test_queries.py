"""Every named query, on both engines, against answers from the outside world (tests/queries, each with its page)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rdflib.query import ResultRow
from rdflib.term import URIRef

import sco_graph
from sco_graph.dataset import Engine, ScoDataset
from sco_graph.namespaces import compact
from sco_graph.query import QUERIES, fill, named_queries, read_named_query
from sco_graph.store import Build

ANSWERS = Path(__file__).parent / "queries"
CASES = [
    pytest.param(path.stem, number, case, id=f"{path.stem}-{number}")
    for path in sorted(ANSWERS.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))["cases"])
]


@pytest.fixture(scope="session")
def engines(built: Path) -> dict[Engine, ScoDataset]:
    return {"oxigraph": sco_graph.load(built), "rdflib": sco_graph.load(built, engine="rdflib")}


def test_there_are_enough_questions_and_each_has_an_outside_answer() -> None:
    names = {path.stem for path in QUERIES.glob("*.rq")}
    assert names == {path.stem for path in ANSWERS.glob("*.json")}
    assert len(names) >= 50
    for _, _, case in (case.values for case in CASES):
        assert isinstance(case, dict)
        assert case["sources"], case
        assert all(source["url"].startswith("http") and source["shows"] for source in case["sources"])


def test_every_query_says_what_it_asks() -> None:
    for query in named_queries():
        assert query.title, query.name
        assert query.question.endswith("?"), query.name
        assert query.example.startswith(f"sco-graph query {query.name}"), query.name


@pytest.mark.parametrize(("name", "number", "case"), CASES)
@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_answer(
    name: str, number: int, case: dict[str, Any], engine: Engine, engines: dict[Engine, ScoDataset], built: Path
) -> None:
    query = read_named_query(QUERIES / f"{name}.rq")
    text = fill(query, case["params"], case["as_of"] or Build(built).date)
    result = engines[engine].query(text)
    if result.type == "ASK":
        assert [[str(result.askAnswer).lower()]] == case["rows"]
        return
    found = [row.asdict() for row in result if isinstance(row, ResultRow)]
    rows = [[shown(row.get(column)) for column in case["columns"]] for row in found]
    expected: list[list[str]] = case["rows"]
    match case["match"]:
        case "exact":
            assert rows == expected if case["ordered"] else Counter(map(tuple, rows)) == Counter(map(tuple, expected))
        case "contains":
            missing = [row for row in expected if row not in rows]
            assert not missing, f"{missing} not in {rows[:20]}"
        case "count-at-least":
            assert len(rows) >= case["count"]
        case other:
            raise AssertionError(f"unknown match {other}")


def shown(value: Any) -> str:
    """A term as the answer files write it: things, concepts and terms by their slug, literals by their text."""
    if value is None:
        return ""
    return compact(str(value)).removeprefix("sco:") if isinstance(value, URIRef) else str(value)
