"""Disagreements between sources, as the build judges them."""

from pathlib import Path

import pytest

from sco_graph.namespaces import compact
from sco_graph.query import run
from sco_graph.store import Build
from sco_graph.terms import text_rows


@pytest.mark.parametrize(
    ("claim", "verdict", "by"),
    [
        # Iran's minister signed on 15 September 2022 (Tatar-inform, Inforos); lex.uz dates the document to the 16th.
        (
            "claim-memorandum-obligations-iran-2022-signed-on-01",
            "supported",
            {"memorandum-obligations-iran-2022", "signature-memorandum-obligations-iran-2022-iran"},
        ),
        # The Bishkek summit was on 16 August 2007, and nobody signed a year before (kremlin.ru).
        (
            "claim-treaty-long-term-good-neighbourliness-2007-signed-on-01",
            "contradicted",
            {"treaty-long-term-good-neighbourliness-2007"},
        ),
    ],
)
def test_a_day_of_signing_is_that_of_the_document_or_of_a_signature(
    claim: str, verdict: str, by: set[str], built: Path
) -> None:
    text = f"SELECT ?verdict ?by {{ GRAPH ?claims {{ id:{claim} sco:verdict ?verdict ; sco:judgedBy ?by }} }}"
    rows = list(text_rows(run(Build(built).store, text)))
    assert {compact(row["verdict"]) for row in rows} == {verdict}
    assert {compact(row["by"]) for row in rows} == by
