"""A user's own tables beside ours: docs/example-data, as its README says."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from conftest import ROOT

import sco_graph
from sco_graph.assembly import assemble
from sco_graph.namespaces import GRAPH_FACTS, ID, ONTOLOGY
from sco_graph.store import Build
from sco_graph.verification import verify

EXAMPLE = ROOT / "docs" / "example-data"
OWN = "https://example.org/mine/"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sco_graph", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's commands are typed: a folder that holds docs/example-data, and the build that they make."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(EXAMPLE, folder / "docs" / "example-data")
    return folder


@pytest.fixture(scope="module")
def said(place: Path) -> str:
    """What the README's commands print."""
    block = re.search(r"```sh\n(.*?)```", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    printed = ""
    for line in block[1].splitlines():
        program, *arguments = shlex.split(line)
        assert program == "sco-graph"
        done = run(*arguments, cwd=place)
        assert done.returncode == 0, done.stderr
        printed += done.stdout
    return printed


@pytest.fixture(scope="module")
def build(said: str, place: Path) -> Build:
    return Build(place / "build-with-mine")


def test_the_readme_s_question_finds_both(said: str) -> None:
    answer = said.partition("Ask:")[2]
    assert "International North-South Transport Corridor" in answer
    assert "Shanghai Cooperation Organisation" in answer


def test_rows_of_both_are_there(build: Build, built: Path) -> None:
    ours = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    for table in ("organizations", "memberships", "sources"):
        mine = len((EXAMPLE / f"{table}.csv").read_text(encoding="utf-8").splitlines()) - 1
        assert build.manifest["rows"][table] == ours["rows"][table] + mine
    facts, member = ox.NamedNode(GRAPH_FACTS), ox.NamedNode(ONTOLOGY + "member")
    subject = ox.NamedNode(OWN + "corridor-iran")
    (quad,) = build.store.quads_for_pattern(subject, member, None, facts)
    assert quad.object == ox.NamedNode(ID + "iran")
    assert ox.Quad(ox.NamedNode(ID + "membership-iran-sco-member-2023"), member, quad.object, facts) in build.store


def test_shortcuts_follow_from_mine(build: Build) -> None:
    corridor = ox.NamedNode(OWN + "north-south-transport-corridor")
    found = build.store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "memberOf"), corridor, None)
    assert ox.NamedNode(ID + "iran") in {quad.subject for quad in found}


def test_origins_name_both_folders() -> None:
    origins = assemble([ROOT / "data", EXAMPLE]).facts.origins
    mine = origins[OWN + "corridor-iran"]
    assert (ROOT / mine.file, mine.line) == (EXAMPLE / "memberships.csv", 4)
    assert ROOT / origins[ID + "iran"].file == ROOT / "data" / "states.csv"


def test_my_organisation_is_in_the_network_and_has_a_page(build: Build) -> None:
    """Russia, Iran and India signed the agreement on the corridor on 12 September 2000 (Russia Beyond)."""
    corridor = OWN + "north-south-transport-corridor"
    network = sco_graph.network("2000-09-12", build=build.folder)
    assert {state for state, _ in network.in_edges(corridor)} == {"india", "iran", "russia"}
    page = build.folder / "views" / "thing" / f"{quote(corridor, safe='')}.html"
    assert "International North-South Transport Corridor" in page.read_text(encoding="utf-8")


def test_a_table_that_nothing_describes_is_told(tmp_path: Path) -> None:
    mine = shutil.copytree(EXAMPLE, tmp_path / "mine")
    (mine / "corridors.csv").write_text("id,label\ncorridor,a corridor\n", encoding="utf-8")
    (found,) = [problem for problem in verify([ROOT / "data", mine], [])[0] if problem.file.endswith("corridors.csv")]
    assert (found.severity, found.message.startswith("not read: csv-metadata.json")) == ("warning", True)


@pytest.mark.parametrize(
    ("table", "right", "wrong", "place", "message"),
    [
        ("memberships", "corridor-iran,iran", "corridor-iran,irann", (4, "member"), 'did you mean "iran"?'),
        ("memberships", "true,2000-09-12,,", "true,2000-09-31,,", (3, "start"), "expected an EDTF date"),
        ("organizations", "rbth-2017;", "rbth-2018;", (2, "sources"), 'did you mean "rbth-2017"?'),
        (
            "memberships",
            "2000-09-12,,ongoing",
            "2000-09-12,1999-01-01,",
            (3, "start"),
            "the end is not after the start",
        ),
    ],
)
def test_a_mistake_in_my_row_is_told_with_my_file(
    table: str, right: str, wrong: str, place: tuple[int, str], message: str, tmp_path: Path
) -> None:
    mine = shutil.copytree(EXAMPLE, tmp_path / "mine")
    path = mine / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    found = [problem for problem in verify([ROOT / "data", mine], [])[0] if problem.severity == "error"]
    assert {problem.file for problem in found} == {str(path)}
    assert place[0] in {problem.line for problem in found}
    assert [problem for problem in found if (problem.line, problem.column) == place and message in problem.message]
