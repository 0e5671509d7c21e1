"""What many tests need: one finished build, and the tools that a stranger's machine may lack."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run share, and no other run."""
    base = tmp_path_factory.getbasetemp()
    # Under pytest-xdist each process has a folder below that of the run.
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    """A build of the project's own tables, made once by the command that a user types."""
    out = shared / "built"
    with FileLock(shared / "built.lock"):
        if not out.exists():
            command = [sys.executable, "-m", "sco_graph", "build", "--data", str(ROOT / "data"), "--out", str(out)]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
    return out


def tool(name: str, package: str) -> str:
    """The path of a program; where it is missing the test skips with a word, and fails in CI."""
    found = shutil.which(name)
    if found:
        return found
    message = f"{name} is not installed (Debian: apt-get install {package})"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
