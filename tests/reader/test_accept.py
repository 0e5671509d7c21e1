"""Rows that `read --accept` offers: pasted into the tables they pass the check; what is no row is a remark."""

import csv
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sco_graph.reader.additions import additions
from sco_graph.reader.marks import Moment
from sco_graph.reader.reading import Reader
from sco_graph.reader.rows import edtf

from .accepted import sections

ROOT = Path(__file__).parents[2]
PAGE = "https://tass.com/world/0"
TEXT = """Guests at the Tianjin summit

The leaders of China, Qatar and Bahrain attended the SCO summit in Tianjin on 31 August 2025.
Turkmenistan's Foreign Minister Rashid O. Meredov met President of Türkiye Recep Tayyip Erdogan.
Mongolia joined the CIS in 2019. "RATS is headquartered in Almaty," he said.
"""


@pytest.fixture(scope="module")
def printed(reader: Reader) -> str:
    return additions([reader.read(TEXT, published="2025-09-04", source=PAGE, name="guests.txt")])


def test_pasted_into_the_tables_they_pass_the_check(printed: str, tmp_path: Path) -> None:
    tables = shutil.copytree(ROOT / "data", tmp_path / "data")
    for table, rows in sections(printed).items():
        with (tables / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, list(rows[0]), lineterminator="\n").writerows(rows)
    command = [sys.executable, "-m", "sco_graph", "check", "--data", str(tables)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_columns_are_those_of_the_tables(printed: str) -> None:
    for table, rows in sections(printed).items():
        header = (ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8").partition("\n")[0]
        assert ",".join(rows[0]) == header


def test_what_is_new_is_a_row_of_its_table(printed: str) -> None:
    found = sections(printed)
    assert {row["participant"] for row in found["participations"]} == {"qatar", "bahrain"}
    assert [(row["holder"], row["seen_on"]) for row in found["tenures"]] == [
        ("rashid-o-meredov", "2025-09-04"),
        ("recep-tayyip-erdogan", "2025-09-04"),
    ]
    assert [row["name_en"] for row in found["persons"]] == ["Rashid O. Meredov"]
    assert {row["id"] for row in found["offices"]} == {"foreign-minister-of-turkmenistan", "head-of-state-of-turkiye"}
    assert [(row["member"], row["start"]) for row in found["memberships"]] == [("mongolia", "2019")]
    assert {row["sources"] for rows in found.values() for row in rows if "sources" in row} == {
        found["sources"][0]["id"]
    }


def test_the_source_is_told_as_far_as_it_is_known(printed: str) -> None:
    (row,) = sections(printed)["sources"]
    assert row["url"] == PAGE
    assert row["title"] == "Guests at the Tianjin summit"
    assert (row["publisher"], row["kind"], row["language"]) == ("TASS", "news", "en")
    assert row["accessed"] == date.today().isoformat()


def test_a_page_that_the_graph_knows_and_a_file_get_no_row_of_sources(reader: Reader) -> None:
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = next(csv.DictReader(file))
    for source, name in ((known["url"], known["id"]), ("guests.txt", "src-guests-")):
        found = sections(additions([reader.read(TEXT, published="2025-09-04", source=source)]))
        assert "sources" not in found
        assert found["participations"][0]["sources"].startswith(name)


def test_of_two_texts_that_say_the_same_one_offers_the_row(reader: Reader) -> None:
    readings = [reader.read(TEXT, published="2025-09-04", source=name) for name in ("a", "b")]
    assert len(re.findall("^participation-summit-2025-tianjin-qatar,", additions(readings), re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The SCO Youth Council is headquartered in Moscow.",
            "# data/bodies.csv, row sco-youth-council, column seat: moscow",
        ),
        ("The leaders signed 20 documents at the SCO summit in Tianjin.", "# no row: count summit-2025-tianjin 20: "),
    ],
)
def test_what_is_no_row_is_a_remark(reader: Reader, text: str, said: str) -> None:
    assert said in additions([reader.read(text, published="2025-09-04")])


def test_a_text_without_claims_offers_nothing(reader: Reader) -> None:
    assert additions([reader.read("It rained.", source=PAGE)]) == ""


@pytest.mark.parametrize(("written", "cell"), [("2024-04", "2024-04"), ("2023-03-01/2024-04-04", "")])
def test_a_stretch_of_time_is_no_cell(written: str, cell: str) -> None:
    assert edtf(Moment(written, "2023-03-01", "2024-04-30", False)) == cell
