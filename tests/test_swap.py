"""A build is swapped in whole: killed, without room, without rights, beside others, the old one or the new one stands.

`SCO_GRAPH_FUZZ=10` kills ten times as often.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from conftest import ROOT
from small import number_of_states, small_tables

from sco_graph import swap
from sco_graph.namespaces import GRAPH_FACTS, ONTOLOGY
from sco_graph.store import Build, holds_build

FUZZ: Final = int(os.environ.get("SCO_GRAPH_FUZZ", "1"))
SEED: Final = 20260424
STATES: Final = {"a": number_of_states(), "b": number_of_states(one_more=True)}
COUNT: Final = f"SELECT (COUNT(?s) AS ?n) {{ GRAPH <{GRAPH_FACTS}> {{ ?s a <{ONTOLOGY}State> }} }}"

# Opens the build in a loop until told to end, and says what it saw; another process, as a reader is.
READER: Final = """
import sys
from pathlib import Path
from test_swap import states_of
seen, opened = set(), 0
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    seen.add(states_of(Path(sys.argv[1])))
    opened += 1
print(opened, *sorted(seen))
"""

# A swap by two renames, killed at the one named.
TWO_RENAMES: Final = """
import os, sys
from pathlib import Path
from sco_graph import swap
swap._exchange = lambda one, other: False
rename, steps = Path.rename, []
def killed(self, target):
    if len(steps) == int(sys.argv[2]):
        os._exit(9)
    steps.append(self)
    return rename(self, target)
Path.rename = killed
from sco_graph.build import build
build([Path(sys.argv[1])], Path(sys.argv[3]))
"""


def states_of(out: Path) -> int:
    """How many states a build has; an error where its manifest and its store are not of one build."""
    build = Build(out)
    solutions = build.store.query(COUNT)
    assert isinstance(solutions, ox.QuerySolutions)
    found = int(next(solutions)["n"].value)
    assert found == build.manifest["classes"]["sco:State"], (found, build.manifest["classes"])
    return found


def whole(out: Path) -> int:
    """How many states a build has; an error where a file is not what the manifest says."""
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    found = {name: path for name, path in files.items() if name.split("/")[0] not in ("store", "manifest.json")}
    assert set(found) == set(listed)
    for name, path in found.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name]["sha256"], name
    return states_of(out)


def command(tables: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "sco_graph", "build", "--data", str(tables), "--out", str(out)]


def run(tables: Path, out: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Build; `before` is Python that the child runs first."""
    code = f"{before}\nfrom sco_graph.cli import main; main()"
    called = [sys.executable, "-c", code, *command(tables, out)[3:]] if before else command(tables, out)
    return subprocess.run(called, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def told(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """The call failed with exit code 2 and one line that says why."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    complaints = [line for line in done.stderr.splitlines() if line.startswith("sco-graph: ")]
    assert complaints == done.stderr.splitlines()[-1:]
    assert "nothing was changed" in complaints[0]
    assert any(word in complaints[0] for word in words), complaints[0]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two sets of tables, told apart by the number of their states."""
    folder = tmp_path_factory.mktemp("versions")
    return {"a": small_tables(folder / "a"), "b": small_tables(folder / "b", one_more=True)}


@pytest.fixture(scope="module")
def old(versions: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of version a, to copy."""
    out = tmp_path_factory.mktemp("old") / "build"
    done = run(versions["a"], out)
    assert done.returncode == 0, done.stderr
    return out


@contextmanager
def reading(out: Path, folder: Path) -> Iterator[None]:
    """A process that opens `out` again and again meanwhile; an error where it saw a mix, an error or too little."""
    end = folder / "end"
    called = [sys.executable, "-c", READER, str(out), str(end)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    with subprocess.Popen(
        called, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n", reader.communicate()
        try:
            yield
        finally:
            end.touch()
            said, complaints = reader.communicate(timeout=60)
        assert reader.returncode == 0, complaints
    opened, *seen = map(int, said.split())
    assert opened >= 10
    assert set(seen) == set(STATES.values())


# ---- kill -9 ----


def test_killed_at_any_moment(versions: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "build"
    assert run(versions["b"], out).returncode == 0
    chance, killed, duration = random.Random(SEED), 0, 0.0
    with reading(out, tmp_path):
        for number in range(10 * FUZZ + 1):
            stands = whole(out)
            version, other = ("b", "a") if stands == STATES["a"] else ("a", "b")
            since = time.perf_counter()
            if not number:  # how long it takes, beside the reader
                assert run(versions[version], out).returncode == 0
                duration = time.perf_counter() - since
                continue
            # A third of the moments lie about the end, where the swap is.
            moment = chance.uniform(0.9, 1.02) if number % 3 == 2 else chance.uniform(0, 1)
            with subprocess.Popen(
                command(versions[version], out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as building:
                time.sleep(moment * duration)
                building.send_signal(signal.SIGKILL)
            killed += building.returncode == -signal.SIGKILL
            stood = whole(out)
            assert stood in (stands, STATES[version])
            since = time.perf_counter()
            done = run(versions[version if stood == stands else other], out)
            duration = time.perf_counter() - since
            assert done.returncode == 0, done.stderr
            assert whole(out) != stood
            assert {path.name for path in tmp_path.iterdir()} == {"build"}
    assert killed >= 5 * FUZZ


def test_an_open_build_outlives_the_next(versions: dict[str, Path], tmp_path: Path) -> None:
    """A reader that was there first goes on reading what it opened."""
    out = tmp_path / "build"
    assert run(versions["a"], out).returncode == 0
    build = Build(out)
    assert build.manifest["classes"]["sco:State"] == STATES["a"]
    assert run(versions["b"], out).returncode == 0
    solutions = build.store.query(COUNT)
    assert isinstance(solutions, ox.QuerySolutions)
    assert int(next(solutions)["n"].value) == STATES["a"]
    assert states_of(out) == STATES["b"]


# ---- Two renames, where the system cannot exchange ----


@pytest.mark.parametrize("step", [0, 1])
def test_killed_between_two_renames(step: int, versions: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "build"
    assert run(versions["a"], out).returncode == 0
    called = [sys.executable, "-c", TWO_RENAMES, str(versions["b"]), str(step), str(out)]
    assert subprocess.run(called, timeout=120, check=False).returncode == 9
    assert out.exists() == (step == 0)
    assert counted_by_a_command(out) == STATES["a"]
    assert whole(out) == STATES["a"]
    assert run(versions["b"], out).returncode == 0
    assert whole(out) == STATES["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def counted_by_a_command(out: Path) -> int:
    """How many states a command counts that finds ./build by itself."""
    called = [sys.executable, "-m", "sco_graph", "query", COUNT, "--format", "tsv"]
    done = subprocess.run(called, cwd=out.parent, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "building" not in done.stderr
    return int(done.stdout.split()[-1].strip('"').split('"')[0])


def folder_of(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "manifest.json").write_text(text)
    return path


def without_exchange(one: Path, other: Path) -> bool:
    return False


def test_the_second_rename_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the first is undone; Ctrl-C between the two is no other case."""
    monkeypatch.setattr(swap, "_exchange", without_exchange)
    out = folder_of(tmp_path / "build", "old")
    with pytest.raises(FileNotFoundError), swap.aside(out) as folder:
        swap.put_in_place(folder / "not there", out)
    assert (out / "manifest.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_folders_of_a_neighbour_are_left_alone(tmp_path: Path) -> None:
    """`.build-2-…` belongs to `build-2`, and a process of the number 2 has nothing to do with it."""
    theirs = folder_of(tmp_path / f".build-2-{os.getpid()}-abcdefgh" / "old-1", "theirs")
    assert not holds_build(tmp_path / "build")
    with swap.aside(tmp_path / "build"):
        assert theirs.exists()
    assert holds_build(tmp_path / "build-2")
    assert (tmp_path / "build-2" / "manifest.json").read_text() == "theirs"


def test_a_name_that_looks_like_a_pattern(tmp_path: Path) -> None:
    folder_of(tmp_path / ".b[u]ild*-1-abcdefgh" / "old-1", "mine")
    assert holds_build(tmp_path / "b[u]ild*")


# ---- Several at once ----


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("exists", [True, False])
def test_builds_at_once(exchange: bool, exists: bool, versions: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "build"
    if exists:
        assert run(versions["a"], out).returncode == 0
    before = "" if exchange else "from sco_graph import swap; swap._exchange = lambda one, other: False"
    code = f"{before}\nfrom sco_graph.cli import main; main()"
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", code, *command(tables, out)[3:]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for tables in versions.values()
    ]
    for building in builds:
        _, complaints = building.communicate(timeout=120)
        assert building.returncode == 0, complaints
    assert whole(out) in STATES.values()
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


@pytest.mark.parametrize("exchange", [True, False])
def test_many_swaps_and_readers_at_once(exchange: bool, tmp_path: Path) -> None:
    """The swaps alone, close together, by three processes, while a fourth looks whether a build is there."""
    out = folder_of(tmp_path / "build", "first")
    code = f"""
import sys
from pathlib import Path
from sco_graph import swap
if not {exchange}:
    swap._exchange = lambda one, other: False
out = Path(sys.argv[1])
for number in range(100):
    with swap.aside(out) as folder:
        fresh = folder / out.name
        fresh.mkdir()
        (fresh / "manifest.json").write_text("whole")
        swap.put_in_place(fresh, out)
"""
    swapping = [
        subprocess.Popen([sys.executable, "-c", code, str(out)], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    while any(process.poll() is None for process in swapping):
        assert holds_build(out)
    for process in swapping:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    assert (out / "manifest.json").read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


# ---- No room, no rights ----


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """A file system at `place`; where it may not be mounted, the test is skipped with a word."""
    called = ["mount", *options, str(place)]
    try:
        done = subprocess.run(called, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no `mount` here")
    if done.returncode:
        pytest.skip(f"needs the right to mount: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("free", [0, 1_000_000, 2_000_000])
def test_a_full_disk(free: int, old: Path, versions: dict[str, Path], tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    size = sum(path.stat().st_size for path in old.rglob("*")) + 200_000 + free
    with mounted(place, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        out = place / "build"
        shutil.copytree(old, out)
        before = contents(out)
        told(run(versions["b"], out), "No space left")
        assert contents(place) == {f"build/{name}": data for name, data in before.items()}
        assert whole(out) == STATES["a"]
        assert [path.name for path in place.iterdir()] == ["build"]


@pytest.mark.parametrize("limit", [0, 10_000, 200_000])
def test_files_that_may_not_grow(limit: int, old: Path, versions: dict[str, Path], tmp_path: Path) -> None:
    """The limit that a shell sets with `ulimit -f`: no file may grow beyond it."""
    out = shutil.copytree(old, tmp_path / "build")
    before = contents(out)
    done = run(versions["b"], out, f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))")
    told(done, "File too large")
    assert contents(tmp_path) == {f"build/{name}": data for name, data in before.items()}
    assert whole(out) == STATES["a"]


def test_a_folder_for_reading_only(old: Path, versions: dict[str, Path], tmp_path: Path) -> None:
    place = tmp_path / "disk"
    out = place / "build"
    shutil.copytree(old, out)
    before = contents(out)
    with mounted(place, "--bind", str(place)):
        done = subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"needs the right to mount: {done.stderr!r}")
        told(run(versions["b"], out), "Read-only")
        told(run(versions["b"], place / "another"), "Read-only")
        assert contents(place) == {f"build/{name}": data for name, data in before.items()}
        assert whole(out) == STATES["a"]  # it can still be read
        assert [path.name for path in place.iterdir()] == ["build"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(old: Path, versions: dict[str, Path], tmp_path: Path) -> None:
    place = tmp_path / "mine"
    out = place / "build"
    shutil.copytree(old, out)
    place.chmod(0o555)
    try:
        told(run(versions["b"], out), "Permission denied")
        assert whole(out) == STATES["a"]
    finally:
        place.chmod(0o755)
