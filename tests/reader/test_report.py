"""The forms of a reading: a table, JSON, Turtle that the shapes accept, HTML that runs nothing."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_graph.namespaces import CONCEPT, ONTOLOGY
from sco_graph.reader.reading import Reader
from sco_graph.reader.report import written
from sco_graph.reader.rows import COLUMNS, claim_rows

TEXT = "<b>The SCO's members are China, Iraq and India.</b> It was & is <script>alert(1)</script>."


def test_the_table_tells_the_day_and_the_sum(reader: Reader) -> None:
    said = written([reader.read("The SCO's members are China and Iraq.", published="2024-04-26")], "table")
    assert "2 claims: 1 supported, 1 contradicted" in said
    assert "facts as of" in said


def test_json_of_several_texts_is_a_list(reader: Reader) -> None:
    readings = [reader.read("Iran joined the SCO in 2023.", source=name) for name in ("a", "b")]
    assert [each["source"] for each in json.loads(written(readings, "json"))] == ["a", "b"]
    assert json.loads(written(readings[:1], "json"))["source"] == "a"


def test_turtle_holds_a_claim_for_each_finding(reader: Reader) -> None:
    reading = reader.read(
        "The SCO's members are China and Iraq.", published="2024-04-26", source="https://example.org/x"
    )
    store = ox.Store()
    store.load(written([reading], "ttl").encode(), format=ox.RdfFormat.TURTLE)
    verdicts = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "verdict"), None)]
    assert sorted(str(v) for v in verdicts) == [f"<{CONCEPT}{v}>" for v in ("contradicted", "supported")]
    quotes = store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "quote"), None)
    assert sorted(quad.object.value for quad in quotes if isinstance(quad.object, ox.Literal)) == ["China", "Iraq"]


def test_html_shows_the_text_and_runs_nothing(reader: Reader) -> None:
    page = written([reader.read(TEXT, published="2024-04-26", source="<x>")], "html")
    assert "<script>" not in page
    assert '<mark class="contradicted" title="contradicted">Iraq</mark>' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_rows_leave_out_what_no_table_holds(reader: Reader) -> None:
    reading = reader.read("The SCO's members are China and Atlantis Niger.", published="2024-04-26", name="my-text.txt")
    rows = list(csv.DictReader(io.StringIO(claim_rows(reading))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["subject"] for row in rows] == ["china"]
    assert rows[0]["id"] == "claim-my-text-01"


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["no-such-file.txt"], 2, "No such file"),
        (["--published", "yesterday", "-"], 2, "expected a day"),
        (["--published", "2024-02-30", "-"], 2, "expected a day"),
        (["--published", "2024-04", "-"], 0, "contradicted  membership iraq sco (member)"),
        (["--published", "2024", "-"], 0, "supported     membership china sco (member)"),
        (["--format", "pdf", "-"], 2, "expected one of"),
        (["-"], 0, "contradicted  membership iraq sco (member)"),
    ],
)
def test_the_command(built: Path, tmp_path: Path, arguments: list[str], code: int, word: str) -> None:
    command = [sys.executable, "-m", "sco_graph", "read", *arguments, "--build", str(built)]
    text = "The SCO's members are China and Iraq."
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    assert done.returncode == code, done.stderr
    assert word in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
