"""Nothing in the data can run, load or turn the page around."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from views.browsing import Reader, until
from views.scenes import small

Readers = Callable[..., Reader]
Pages = Callable[[dict[str, Any]], Path]

HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><img src=x onerror='window.ran = 2'>",
    '<a href="javascript:window.ran = 3">click</a>',
    "</style>{{ 7 * 7 }}{% raw %} & \u202eevil\u202c '\"`",
    "W" * 200,
]
SLUGS = ("alpha", "beta", "gamma", "delta", "omega")


def hostile() -> dict[str, Any]:
    given = small(HOSTILE)
    given["titles"] = {"en": HOSTILE[1]}
    given["questions"] = {"en": HOSTILE[0]}
    given["kinds"]["State"]["names"] = {"en": HOSTILE[2]}
    given["kinds"]["State"]["colour"] = 'red;}"<script>'
    given["sources"]["src-bad"]["title"] = HOSTILE[0]
    given["marks"]["wide"] = [
        {"names": {"en": HOSTILE[3]}, "x": 0, "y": 0, "font": 12, "line": None, "align": "center"},
    ]
    return given


def test_hostile_names_stay_text_everywhere(page_of: Pages, reader: Readers) -> None:
    visit = reader()
    path = page_of(hostile())
    page = visit.open(path)
    assert page.locator("h1").text_content() == HOSTILE[1]
    page.click("#list summary")
    for slug, name in zip(SLUGS, HOSTILE, strict=True):
        page.evaluate("document.querySelector('#search').value = ''")
        page.fill("#search", name)
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").text_content() == name
        for summary in page.locator("#panel .claims > summary").all():
            summary.click()
        where = page.evaluate(f"window.sco.network.canvasToDOM(window.sco.network.getPosition('{slug}'))")
        page.locator("#network").hover(position=where, force=True)
        until(page, "!document.getElementById('tip').hidden")
        assert page.evaluate("[...document.querySelectorAll('#tip *')].every((one) => one.tagName === 'SPAN')")
        page.mouse.move(5, 5)
    page.evaluate("window.sco.change({ chosen: { line: ['alpha', 'omega'] } })")
    page.select_option("#languages", "ru")
    assert page.evaluate("window.ran") is None
    assert page.locator("a[href^='javascript' i]").count() == 0
    assert page.locator("img").count() == 0
    assert visit.complaints == []
    assert visit.requests == [path.resolve().as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_the_direction_of_writing_is_not_turned(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(hostile()), "#thing=delta")
    assert "\u202e" not in page.evaluate("window.sco.picture.nodes.get('delta').label")
    assert page.evaluate("getComputedStyle(document.querySelector('#panel h2')).unicodeBidi") == "isolate"


def test_nothing_may_load_or_run_but_what_is_listed(page_of: Pages, reader: Readers) -> None:
    visit = reader()
    page = visit.open(page_of(small()))
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 5' }))"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in visit.complaints)


def test_same_bytes_under_other_seed_locale_and_zone(tmp_path: Path) -> None:
    (tmp_path / "scene.pickle").write_bytes(pickle.dumps(hostile()))
    program = (
        "import pickle, sys; from pathlib import Path; from sco_graph.views.page import write_page; "
        "write_page(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))"
    )
    pages = []
    for seed, locale, zone in (("1", "C", "Asia/Tokyo"), ("2", "C.UTF-8", "America/New_York")):
        page = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", program, str(tmp_path / "scene.pickle"), str(page)]
        subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[2])
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
    assert b"\r" not in pages[0]
