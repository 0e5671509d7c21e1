"""A page as a reader meets it: in Chromium, from a file, with the network cut."""

import os
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).resolve().parents[2] / ".node" / "node_modules" / "axe-core" / "axe.min.js"

# The page's scripts have run. A page with a network says in addition when its first frame is drawn.
READY = "document.documentElement.dataset.ready && performance.getEntriesByName('drawn').length"


def until(page: Any, true: str) -> None:
    """Wait for it; playwright's own wait evaluates strings in the page, which the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"still not true: {true}")


def is_file(url: str) -> bool:
    return url.startswith("file:")


class Reader:
    """A page that notes what it asks for and what goes wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: Path, fragment: str = "", ready: str = READY) -> Any:
        """Open a file, at a fragment (`#…`), and wait until `ready` is true in it."""
        self.visit(path, fragment)
        until(self.page, ready)
        return self.page

    def visit(self, path: Path, fragment: str = "") -> Any:
        """Open a file that has nothing to wait for."""
        self.page.goto(path.resolve().as_uri() + fragment)
        return self.page


def findings(page: Any) -> list[str]:
    """What axe-core finds serious or critical in the page as it is now (WCAG 2.2 A and AA, and good practice)."""
    if not AXE.is_file():
        message = f"{AXE} is missing (.ci/run says how to fill .node)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:200]}: {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
