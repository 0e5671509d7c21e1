"""The founding article, whose text is not part of the project: what `read --accept` prints is what the table holds."""

import csv
from pathlib import Path

import pytest

from sco_graph.reader.additions import additions
from sco_graph.reader.reading import Reader, Reading
from sco_graph.reader.rows import COLUMNS

from .accepted import sections

ROOT = Path(__file__).parents[2]
TEXT = ROOT.parent / "shared" / "articles" / "2024-04-astana-defence-ministers.txt"
PAGE = "https://thegulfobserver.com/shanghai-cooperation-organization-defense-ministers-convene-in-astana"
PREFIX = "claim-2024-04-astana-defence-ministers-"


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    if not TEXT.is_file():
        pytest.skip("the article's text is not part of the project")
    return reader.read(TEXT.read_text(encoding="utf-8"), published="2024-04-26", source=PAGE, name=TEXT.name)


def test_its_one_mistake_is_found_and_nothing_else_is_called_wrong(reading: Reading) -> None:
    wrong = [claim for claim in reading.as_data()["claims"] if claim["verdict"] == "contradicted"]
    assert {claim["kind"] for claim in wrong} == {"membership", "participation"}
    assert len({claim["subject"] for claim in wrong}) == 1
    assert {claim["value"] for claim in wrong} == {"iran"}
    assert "the names differ in 1 letter" in wrong[0]["message"]


def test_the_rows_to_accept_are_those_of_the_table(reading: Reading) -> None:
    """All columns but the id, whose number a person keeps, and the remark, which a person writes."""
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if row["id"].startswith(PREFIX)]
    printed = sections(additions([reading]))["claims"]
    columns = [column for column in COLUMNS if column not in ("id", "comment")]
    assert sorted([row[c] for c in columns] for row in printed) == sorted([row[c] for c in columns] for row in kept)
