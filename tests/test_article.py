"""The founding article: a question for each of its statements, and its one mistake found by the rule for all claims."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from sco_graph.claims.judging import judge
from sco_graph.claims.knowledge import Knowledge
from sco_graph.claims.model import Claim
from sco_graph.loaders.dates import parse
from sco_graph.namespaces import GRAPH_CLAIMS, ID, compact
from sco_graph.query import rows, run
from sco_graph.store import Build

ROOT = Path(__file__).parents[1]
ARTICLE = "src-the-gulf-observer-cc991"
QUESTIONS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("article").joinpath("questions.json").read_text("utf-8")
)
TEXT = ROOT.parent / "shared" / "articles" / "2024-04-astana-defence-ministers.txt"


@pytest.fixture(scope="module")
def store(built: Path) -> ox.Store:
    return Build(built).store


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_statement(question: dict[str, Any], store: ox.Store) -> None:
    """The graph answers as the outside pages do (each question names them)."""
    assert question["outside"] or question["note"]
    expected = question["expected"]
    found = run(store, question["query"])
    if isinstance(found, ox.QueryBoolean):
        assert bool(found) == expected["boolean"]
        return
    assert isinstance(found, ox.QuerySolutions)
    names, values = rows(found)
    shown = [["" if v is None else compact(v.value).removeprefix("sco:") for v in row] for row in values]
    columns = [names.index(column) for column in expected["columns"]]
    answer = [[row[column] for column in columns] for row in shown]
    assert sorted(answer) == sorted(expected["rows"])


def test_every_claim_of_the_article_is_asked_about(store: ox.Store) -> None:
    text = f"SELECT ?c {{ GRAPH <{GRAPH_CLAIMS}> {{ ?c sco:source id:{ARTICLE} }} }}"
    found = run(store, text)
    assert isinstance(found, ox.QuerySolutions)
    claims = {compact(row[0].value) for row in rows(found)[1] if row[0] is not None}
    assert len(claims) >= 45
    assert claims <= {claim for question in QUESTIONS for claim in question["claims"]}


def test_the_rule_judges_every_state_alike(store: ox.Store, built: Path) -> None:
    """On the day of the meeting the nine members are supported and every other state is contradicted."""
    members = {"china", "india", "iran", "kazakhstan", "kyrgyzstan", "pakistan", "russia", "tajikistan", "uzbekistan"}
    known = Knowledge(store, Build(built).date)
    found = run(store, "SELECT ?s { ?s a sco:State }")
    assert isinstance(found, ox.QuerySolutions)
    for (state,) in rows(found)[1]:
        assert state is not None
        claim = Claim("", "membership", state.value, ID + "sco", None, None, parse("2024-04-26"), None, None, ())
        expected = "supported" if compact(state.value) in members else "contradicted"
        assert judge(known, claim).verdict == expected, state


def test_no_rule_knows_the_name() -> None:
    for folder in ("sco_graph", "ontology"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in {".py", ".rq", ".ttl", ".js", ".html", ".css"}:
                assert "iraq" not in path.read_text(encoding="utf-8").casefold(), path


def test_quotations_stand_where_they_are_said_to(store: ox.Store) -> None:
    if not TEXT.is_file():
        pytest.skip("the article's text is not part of the project")
    text = TEXT.read_text(encoding="utf-8")
    query = f"""SELECT ?q ?s ?e {{ GRAPH <{GRAPH_CLAIMS}> {{
        ?c sco:source id:{ARTICLE} ; sco:quote ?q ; sco:quoteStart ?s ; sco:quoteEnd ?e }} }}"""
    found = run(store, query)
    assert isinstance(found, ox.QuerySolutions)
    quotes = [[value.value for value in row if value is not None] for row in rows(found)[1]]
    assert quotes
    for quote, start, end in quotes:
        assert text[int(start) : int(end)] == quote
        assert len(quote.split()) <= 12
