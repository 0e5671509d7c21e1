"""The notebooks: each runs offline, shows what it would show now, and says what the outside world says."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from filelock import FileLock
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from notebooks import NOTEBOOKS, kept, read, run

MOST_BYTES = 300_000


@pytest.fixture(scope="session")
def project(built: Path, shared: Path) -> Path:
    """A folder like a reader's clone after `make graph`: a build, and the example tables."""
    folder = shared / "clone"
    with FileLock(shared / "clone.lock"):
        if not folder.exists():
            shutil.copytree(ROOT / "docs" / "example-data", folder / "docs" / "example-data")
            shutil.copytree(built, folder / "build")
    return folder


def ran(name: str, project: Path) -> NotebookNode:
    """The notebook after a run, which all test processes share. An error in a cell fails the test."""
    done = project / f"{name}.ipynb"
    with FileLock(project / f"{name}.lock"):
        if not done.exists():
            nbformat.write(run(read(ROOT / "notebooks" / done.name), project), done)
    return read(done)


def said(notebook: NotebookNode, cell: str) -> str:
    """The text that a cell shows."""
    (found,) = (one for one in notebook.cells if one.id == cell)
    return "\n".join(
        output.get("text") or output.data.get("text/markdown") or output.data.get("text/plain", "")
        for output in found.outputs
    )


def outputs(notebook: NotebookNode) -> dict[str, list[NotebookNode]]:
    """What each cell shows, without the pixels of pictures."""
    shown = kept(notebook)
    for cell in shown.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return {cell.id: cell.outputs for cell in shown.cells if cell.cell_type == "code"}


NAMES = [path.stem for path in NOTEBOOKS]


def test_all_are_there() -> None:
    expected = {"01-first-look", "02-membership-over-time", "03-who-meets-whom", "04-own-data", "05-check-an-article"}
    assert expected <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_runs_offline_and_the_committed_outputs_are_those_of_now(name: str, project: Path) -> None:
    now, committed = outputs(ran(name, project)), outputs(read(ROOT / "notebooks" / f"{name}.ipynb"))
    assert committed == now, "stale: python -m tests.notebooks"
    warned = {cell for cell, shown in now.items() for output in shown if output.get("name") == "stderr"}
    assert not warned
    assert str(project) not in nbformat.writes(ran(name, project))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_is_small_and_stripped(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES
    notebook = read(path)
    nbformat.validate(notebook)
    assert kept(notebook) == notebook
    assert not re.search(r"/(home|root|tmp|Users)/|[A-Z]:\\\\|at 0x[0-9a-f]+", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_no_number_in_the_text_is_typed(path: Path) -> None:
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"(?<![A-Za-z])\d", re.sub(r"`[^`]*`", "", cell.source)), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_reads_like_a_paper(path: Path) -> None:
    notebook = read(path)
    opening, *_, closing = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "**Question.**" in opening
    assert "**Data.**" in opening
    assert "limits" in closing or "cannot say" in closing
    assert re.search(r"[Aa]s of \d{4}-\d{2}-\d{2}", re.sub(r"\s+", " ", said(notebook, "limits")))
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert all(len(output.metadata["image/png"]["alt"]) > 40 for output in pictures)


def test_a_cell_that_reaches_for_the_network_fails(project: Path) -> None:
    """The other tests say "offline", so this one shows that they would notice."""
    source = "from urllib.request import urlopen\nurlopen('http://192.0.2.1/', timeout=5)"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source)], metadata={"kernelspec": {"display_name": "", "name": "python3"}}
    )
    with pytest.raises(CellExecutionError, match="no network here"):
        run(notebook, project)


# What follows is true in the outside world; tests/queries/*.json has the pages.


def test_ten_members_and_no_iraq(project: Path) -> None:
    first = ran("01-first-look", project)
    assert "**10 members** as of 2026-11-24" in said(first, "members")
    assert "| Belarus | 2024-07-04 |" in said(first, "members")
    assert "**Iraq: no.** **Iran: yes.**" in said(first, "is-member")
    assert "Iraq held no status" in said(first, "claims")


def test_a_view_stands_in_a_frame_that_is_shut_off(project: Path) -> None:
    (cell,) = (one for one in ran("01-first-look", project).cells if one.id == "view")
    (output,) = cell.outputs
    (frame,) = re.findall(r"<iframe\b[^>]*>", output.data["text/html"])
    assert "srcdoc=" in frame
    (allowed,) = re.findall(r'sandbox="([^"]*)"', frame)
    assert "allow-same-origin" not in allowed


@pytest.mark.parametrize(
    ("year", "members"), [("2001", 6), ("2016", 6), ("2017", 8), ("2023", 9), ("2024", 10), ("2026-11-24", 10)]
)
def test_members_by_year(year: str, members: int, project: Path) -> None:
    assert f"\n| {year} | {members} | " in said(ran("02-membership-over-time", project), "by-year")


def test_what_changed_when_iran_and_belarus_joined(project: Path) -> None:
    changed = said(ran("02-membership-over-time", project), "diff")
    assert "Iran (Islamic Republic of): observer -> member (4 July 2023)" in changed
    assert "Belarus: observer -> member (4 July 2024)" in changed


def test_uzbekistan_is_at_summits_but_seldom_at_exercises(project: Path) -> None:
    answer = said(ran("03-who-meets-whom", project), "exercises")
    assert re.search(r"\| Uzbekistan \| 2001-06-15 \| (\d+) of \1 \|", answer)
    assert re.search(r"and Uzbekistan at fewest", answer)


def test_own_rows_and_ours_answer_together(project: Path) -> None:
    own = ran("04-own-data", project)
    assert 'mine/memberships.csv:4:member: found "irann"' in said(own, "mistake")
    assert 'did you mean "iran"?' in said(own, "mistake")
    assert "| Iran (Islamic Republic of) | 2000-09-12 | member | 2023-07-04 |" in said(own, "query")
    assert "| Azerbaijan | 2005 | SCO partner | 2025-09-01 |" in said(own, "query")


def test_both_planted_mistakes_are_found_and_righted(project: Path) -> None:
    checked = ran("05-check-an-article", project)
    wrong = said(checked, "wrong").splitlines()[2:]
    assert len(wrong) == 2
    assert wrong[0].startswith("| Iraq | iran | ")
    assert "since 2023-07-04; the names differ in 1 letter" in wrong[0]
    assert wrong[1].startswith("| SCO summit was held in Almaty | astana | ")
    assert "membership-iran-sco-member-2023 | 2023-07-04 | " in said(checked, "behind")
    assert "completeness-sco-statuses" in said(checked, "behind")


def test_one_sentence_is_wrong_in_2019_and_right_in_2025(project: Path) -> None:
    days = said(ran("05-check-an-article", project), "days")
    assert "| 2019-06-01 | contradicted | On 2019-06-01 the graph counts 8: member. |" in days
    assert "| 2025-09-02 | supported | On 2025-09-02 the graph counts 10: member. |" in days


def test_rows_are_offered_for_the_statements_of_the_text(project: Path) -> None:
    checked = ran("05-check-an-article", project)
    rows, claims = (said(checked, cell).split("| --- |\n")[-1].splitlines() for cell in ("rows", "claims"))
    assert 10 < len(rows) <= len(claims)  # what no form of words tells is no row
    assert "`data/sources.csv`: 1, `data/participations.csv`: 1, `data/claims.csv`: " in said(checked, "rows")
    assert re.search(r"\| claim-text-\d+ \| claim-membership \| iraq \| sco \|", said(checked, "rows"))
    assert "tea" in said(checked, "open")
