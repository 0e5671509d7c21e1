"""The wheel alone gives a working graph: installed into an empty environment, used from another folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT
from filelock import FileLock

MEMBERS_OF_2026 = [
    "belarus",
    "china",
    "india",
    "iran",
    "kazakhstan",
    "kyrgyzstan",
    "pakistan",
    "russia",
    "tajikistan",
    "uzbekistan",
]


def run(command: Sequence[str], cwd: Path, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    # Nothing of this checkout may leak into the new environment.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    if cache:
        environment["XDG_CACHE_HOME"] = str(cache)
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.fixture(scope="session")
def wheel(shared: Path) -> Path:
    """The project's wheel, built once in a run."""
    folder = shared / "wheel"
    with FileLock(shared / "wheel.lock"):
        if not folder.exists():
            command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
            done = run(command, cwd=shared)
            assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, shared: Path) -> Path:
    """The `sco-graph` of an environment that holds the wheel.

    The wheel's dependencies come from this environment through a .pth file, as the network may be absent here; the
    wheel's own code and files come from the wheel alone.
    """
    folder = shared / "environment"
    with FileLock(shared / "environment.lock"):
        if not folder.exists():
            assert run([sys.executable, "-m", "venv", str(folder)], cwd=shared).returncode == 0
            python = str(folder / "bin" / "python")
            done = run([python, "-m", "pip", "install", "--no-deps", "--no-index", str(wheel)], cwd=shared)
            assert done.returncode == 0, done.stdout + done.stderr
            where = run(
                [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], cwd=shared
            ).stdout.strip()
            ours = [path for path in sys.path if Path(path).name == "site-packages"]
            # addsitedir would read this environment's own .pth files too, among them that of our editable install.
            (Path(where) / "dependencies.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    return folder / "bin" / "sco-graph"


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_wheel_carries_ontology_and_tables(wheel: Path) -> None:
    inside = set(names(wheel))
    for folder in ("ontology", "data"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.name != ".DS_Store"]
        expected = {f"sco_graph/shipped/{folder}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
        assert len(expected) > 5
        assert expected <= inside
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sco_graph").rglob("*.py")}
    queries = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sco_graph").rglob("*.rq")}
    assert code | queries <= inside


def test_wheel_carries_its_licences(wheel: Path) -> None:
    licences = {name.partition(".dist-info/licenses/")[2] for name in names(wheel) if ".dist-info/licenses/" in name}
    assert {"LICENSE", "NOTICE", "data/LICENSE"} <= licences
    with zipfile.ZipFile(wheel) as archive:
        sizes = {
            info.filename: info.file_size for info in archive.infolist() if ".dist-info/licenses/" in info.filename
        }
        (metadata,) = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".dist-info/METADATA")
        ]
    assert all(sizes.values()), sizes
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in metadata


def test_wheel_carries_nothing_else(wheel: Path) -> None:
    others = [name for name in names(wheel) if not name.startswith("sco_graph/") and ".dist-info/" not in name]
    assert others == []
    unwanted = ("/tests/", "/test_", "__pycache__", "conftest", "/build/", ".pyc")
    assert [name for name in names(wheel) if any(part in f"/{name}" for part in unwanted)] == []


def test_installed_wheel_builds_and_answers_in_another_folder(installed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = run(
        [str(installed.with_name("python")), "-c", "import sco_graph; print(sco_graph.__file__)"], cwd=elsewhere
    )
    assert where.stdout.startswith(str(installed.parent.parent)), where.stdout + where.stderr
    build = run([str(installed), "build"], cwd=elsewhere, cache=tmp_path / "cache")
    assert build.returncode == 0, build.stderr
    assert (elsewhere / "build" / "sco.ttl").is_file()
    query = run([str(installed), "query", "members", "--format", "csv"], cwd=elsewhere, cache=tmp_path / "cache")
    assert query.returncode == 0, query.stderr
    rows = query.stdout.splitlines()[1:]
    assert sorted(row.partition(",")[0].rpartition("/")[2] for row in rows) == MEMBERS_OF_2026
    assert not (tmp_path / "cache").exists()


def test_without_a_build_one_is_made_in_the_cache(installed: Path, tmp_path: Path) -> None:
    elsewhere, cache = tmp_path / "elsewhere", tmp_path / "cache"
    elsewhere.mkdir()
    first = run([str(installed), "query", "members", "--format", "csv"], cwd=elsewhere, cache=cache)
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.splitlines()) == 1 + len(MEMBERS_OF_2026)
    assert "building from the packaged tables into" in first.stderr
    second = run([str(installed), "query", "members", "--format", "csv"], cwd=elsewhere, cache=cache)
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert list(elsewhere.iterdir()) == []
