"""The page of the founding article: each of its statements with verdict and facts, the mistake beside what is right.

Iran's admission on 4 July 2023: sectsco.org; the New Delhi Declaration of that day.
"""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sco_graph.network.reading import read_model
from sco_graph.store import Build
from sco_graph.views.article import SIGNS, context_of
from views.browsing import Reader, findings

html = pytest.importorskip("lxml.html")

ROOT = Path(__file__).parents[2]
SOURCE = "src-the-gulf-observer-cc991"
READY = "document.documentElement.dataset.ready"


@pytest.fixture(scope="module")
def path(built: Path) -> Path:
    return built / "views" / "article.html"


@pytest.fixture(scope="module")
def article(path: Path) -> Any:
    """The part of the page that is the founding article's."""
    (found,) = html.fromstring(path.read_text(encoding="utf-8")).cssselect(f"#{SOURCE}")
    return found


def rows() -> list[dict[str, str]]:
    """The article's claims as the table has them."""
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if SOURCE in row["sources"].split(";") and row["quote_start"]]


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_all_statements_of_the_founding_article_are_there_in_order(article: Any) -> None:
    quoted = [
        (row.cssselect("q")[0].text, statement.get("id"))
        for row in article.cssselect(".quotations > li")
        for statement in row.cssselect(".statement")
    ]
    expected = rows()
    assert len(expected) > 50
    assert sorted(quoted) == sorted((row["quote"], row["id"]) for row in expected)
    place = {row["id"]: int(row["quote_start"]) for row in expected}
    places = [place[slug] for _, slug in quoted]
    assert places == sorted(places)


def test_the_mistake_stands_beside_the_member_and_its_day(article: Any) -> None:
    (row,) = (row for row in article.cssselect(".quotations > li") if row.cssselect("q")[0].text == "Iraq")
    membership, participation = row.cssselect(".statement")
    for statement in (membership, participation):
        assert statement.get("data-verdict") == "contradicted"
        assert "✗ contradicted" in said(statement.cssselect("summary")[0])
        (right,) = statement.cssselect(".right a")
        assert right.get("href") == "thing/iran.html"
    (iran,) = (fact for fact in membership.cssselect(".rows li") if fact.cssselect('a[href="thing/iran.html"]'))
    assert "member" in said(iran)
    assert "4 July 2023 – ongoing" in said(iran)
    assert iran.cssselect('time[datetime="2023-07-04"]')
    assert iran.cssselect(".cite a")
    assert "declared complete" in said(membership)


def test_every_decision_is_dated_linked_and_sourced_and_told_by_word_and_sign(article: Any) -> None:
    for statement in article.cssselect(".statement"):
        verdict = statement.get("data-verdict")
        assert said(statement.cssselect("summary .verdict")[0]).startswith(f"{SIGNS[verdict]} ")
        assert said(statement.cssselect(".behind p")[0])
        facts = statement.cssselect(".rows li")
        assert facts or verdict == "unverifiable" or "counts" in said(statement), statement.get("id")
        for fact in facts:
            assert fact.cssselect('a[href^="thing/"]') or "declared complete" in said(fact)
            assert fact.cssselect(".cite a")


def test_the_source_is_named_with_its_address_and_its_counts(article: Any, path: Path) -> None:
    (link,) = article.cssselect("h2 a")
    assert link.get("href").startswith("https://thegulfobserver.com/")
    verdicts = Counter(statement.get("data-verdict") for statement in article.cssselect(".statement"))
    counts = said(article.cssselect("h2 + p")[0])
    for verdict, count in verdicts.items():
        assert f"{count} {verdict}" in counts
    labels = html.fromstring(path.read_text(encoding="utf-8")).cssselect("#verdicts label")
    assert [label.cssselect("input")[0].get("value") for label in labels] == list(SIGNS)


def test_no_more_of_the_text_than_short_quotations(article: Any) -> None:
    assert all(len(quote.text.split()) <= 12 for quote in article.cssselect("q"))


def test_claims_without_a_place_in_a_text_are_not_listed(built: Path) -> None:
    build = Build(built)
    model = read_model(build.store, build.date)
    claims = {slug: replace(claim, quote_start=-1) for slug, claim in model.claims.items()}
    assert context_of(replace(model, claims=claims))["articles"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_bars_anybody_from_an_opened_statement(
    path: Path, reader: Callable[..., Reader], scheme: str
) -> None:
    page = reader(scheme=scheme, bypass_csp=True).open(path, ready=READY)
    for summary in page.locator("[data-verdict=contradicted] summary").all():
        summary.click()
    assert findings(page) == []


def test_enter_opens_the_facts_in_the_language_of_the_page(path: Path, reader: Callable[..., Reader]) -> None:
    visit = reader()
    page = visit.open(path, "#lang=ru", ready=READY)
    statement = page.locator(".statement[data-verdict=contradicted]").first
    assert not statement.locator(".right").is_visible()
    statement.locator("summary").focus()
    page.keyboard.press("Enter")
    assert statement.locator(".right").inner_text() == "Верно: Иран"
    assert "4 июля 2023" in statement.inner_text()
    assert visit.complaints == []


def test_a_verdict_is_a_switch(path: Path, reader: Callable[..., Reader]) -> None:
    page = reader().open(path, ready=READY)
    for box in page.locator("#verdicts input").all():
        box.set_checked(box.get_attribute("value") == "contradicted")
    shown = page.locator(".statement:visible")
    assert shown.count() == int(page.inner_text("#verdicts label:has([value=contradicted]) .count"))
    assert page.locator(".quotations > li:visible q").all_inner_texts() == ["Iraq"]
    page.check("#verdicts [value=supported]")
    assert shown.count() > 40
