"""JavaScript parsers that did not write our files; npm brings them into .node/, which is not committed."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, tool

MODULES = ROOT / ".node" / "node_modules"
HERE = Path(__file__).parent


def node(script: str, *arguments: str) -> Any:
    """What a script of this folder prints, as JSON; skips with a word where node or a module is missing."""
    program = tool("node", "nodejs")
    if not MODULES.is_dir():
        message = f"{MODULES} is missing (.ci/run says how to fill it)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    command = [program, str(HERE / script), str(MODULES), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
