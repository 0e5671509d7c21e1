"""One browser for each module of tests, and readers who open pages in it without a network."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sco_graph.views.page import write_page
from views.browsing import Reader, is_file

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    missing = None if CHROMIUM else "chromium is not installed (Debian: apt-get install chromium)"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed"
    if missing:
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def reader(browser: Any) -> Iterator[Callable[..., Reader]]:
    """`reader(width, height, scheme)`: a fresh Reader whose page may ask for files alone."""
    contexts = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light", **more: Any) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        contexts.append(context)
        context.set_offline(True)
        context.route("**/*", lambda route: route.continue_() if is_file(route.request.url) else route.abort())
        return Reader(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """`page_of(scene)`: the page of a scene, as a file."""

    def write(scene: dict[str, Any]) -> Path:
        write_page(scene, tmp_path / "page.html")
        return tmp_path / "page.html"

    return write
