"""The membership page as a reader meets it: in Chromium, from a file, with the network cut."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from sco_graph.views.membership import write_membership_view

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRAWN = "document.documentElement.dataset.ready && performance.getEntriesByName('drawn').length"
# Every pair of things in the picture whose boxes, names included, lie over each other.
OVERLAPS = """() => {
  const { network, nodes } = window.sco;
  const boxes = nodes.getIds({ filter: (node) => !node.hidden }).map((id) => [id, network.getBoundingBox(id)]);
  return boxes.flatMap(([one, a], index) => boxes.slice(index + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${one} ${other}`));
}"""
HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><img src=x onerror='window.ran = 2'>",
    '<a href="javascript:window.ran = 3">click</a>',
    "</style>{{ 7 * 7 }}{% raw %} & \u202eevil\u202c '\"`",
    "W" * 200,
]


def until(page: Any, true: str) -> None:
    """Wait for it; playwright's own wait evaluates strings in the page, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"still not true: {true}")


class Reader:
    """A page that notes what it asks for and what goes wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: Path) -> Any:
        self.page.goto(path.resolve().as_uri())
        until(self.page, DRAWN)
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    missing = None if CHROMIUM else "chromium is not installed"
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
    contexts = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light") -> Reader:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        context.set_offline(True)
        context.route("**/*", lambda route: route.continue_() if is_file(route.request.url) else route.abort())
        return Reader(context.new_page())

    yield make
    for context in contexts:
        context.close()


def is_file(url: str) -> bool:
    return url.startswith("file:")


def small_network(labels: list[str] | None = None) -> "nx.MultiDiGraph[str]":
    """The SCO, a member, a partner, an applicant, a former member and another organisation, under the labels given."""
    names = labels or ["Alpha", "Beta", "Gamma", "Delta", "Omega Union"]
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of="2026-11-24")
    network.graph["sources"] = {
        "src-good": {"url": "https://example.org/a?b=1&c=2", "title": names[0]},
        "src-bad": {"url": "javascript:window.ran = 4", "title": names[1]},
    }
    organisation = {"type": "InternationalOrganization", "colour": "#0f766e", "shape": "hexagon"}
    network.add_node(
        "sco", label="Shanghai Cooperation Organisation", label_ru="ШОС", label_zh="上合组织", **organisation
    )
    for slug, name in zip(("alpha", "beta", "gamma", "delta"), names, strict=False):
        network.add_node(slug, type="State", label=name, label_ru=name, colour="red;}", shape="dot")
    network.add_node("omega", label=names[4], **organisation)
    both = ["src-good", "src-bad"]

    def relate(state: str, other: str, relation: str, **said: Any) -> None:
        network.add_edge(state, other, key=f"{relation}-{state}-{other}", relation=relation, sources=both, **said)

    relate("alpha", "sco", "Membership", status="member", start="2017-06", endState="ongoing", comment=names[2])
    relate("beta", "sco", "Membership", status="SCO partner", start="2025-09-01", endState="ongoing")
    relate("gamma", "sco", "Application", soughtStatus="observer", stage="applied", seenOn=["2012", "2024-07"])
    relate("delta", "sco", "Membership", status="member", start="2001-06-15", end="2026-11-24")
    relate("alpha", "omega", "Membership", status="observer", start="2003~", endState="end unknown")
    return network


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_opens_offline_and_draws(
    built: Path, reader: Callable[..., Reader], width: int, height: int, scheme: str
) -> None:
    path = built / "views" / "membership.html"
    visit = reader(width, height, scheme)
    page = visit.open(path)
    assert visit.requests == [path.resolve().as_uri()]
    assert visit.complaints == []
    assert page.evaluate("performance.getEntriesByName('drawn')[0].startTime") < 3000  # a loaded machine; alone 0.5 s
    colours = page.evaluate(
        "() => { const c = document.querySelector('#network canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; return new Set(new Uint32Array(d.buffer)).size }"
    )
    assert colours > 20
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_says_the_day_and_counts(built: Path, reader: Callable[..., Reader]) -> None:
    page = reader().open(built / "views" / "membership.html")
    assert "as of 2026-11-24" in page.inner_text("header")
    legend = page.inner_text("#legend")
    assert "Member" in legend
    assert "SCO partner" in legend
    assert page.locator("#legend label:has-text('Member') b").first.inner_text() == "10"
    assert page.locator("#legend label:has-text('SCO partner') b").inner_text() == "17"


def test_search_in_russian_shows_dates_and_sources(built: Path, reader: Callable[..., Reader]) -> None:
    visit = reader()
    page = visit.open(built / "views" / "membership.html")
    page.fill("#search", "Иран")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert "Iran" in panel.locator("h2").inner_text()
    member = panel.locator("li.now").first
    assert "Member since 4 July 2023" in " ".join(member.inner_text().split())
    link = member.locator("a").first
    assert link.get_attribute("href").startswith("http")
    assert link.get_attribute("rel") == "noopener"
    page.click("#fit")
    assert page.locator("#panel h2").inner_text() == "Choose a state"
    page.fill("#search", "Atlantis")
    page.keyboard.press("Enter")
    assert "Nothing found" in panel.inner_text()
    assert visit.complaints == []


def test_other_organisations_are_a_switch(built: Path, reader: Callable[..., Reader]) -> None:
    page = reader().open(built / "views" / "membership.html")
    hidden = "window.sco.nodes.get('un').hidden"
    assert page.evaluate(hidden)
    page.check("#legend input[value=organisation]")
    assert not page.evaluate(hidden)
    until(page, f"({OVERLAPS})().length === 0")  # names are measured as they are drawn
    page.uncheck("#legend input[value=organisation]")
    assert page.evaluate(hidden)


def test_click_chooses(tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_membership_view(small_network(), tmp_path / "page.html")
    page = reader().open(tmp_path / "page.html")
    at = page.evaluate("window.sco.network.canvasToDOM(window.sco.network.getPosition('alpha'))")
    page.locator("#network").click(position=at)
    assert page.locator("#panel h2").inner_text() == "Alpha"
    said = " ".join(page.inner_text("#panel").split())
    assert "Member since June 2017" in said
    assert "Observer from about 2003, end not known" in said


def test_status_is_that_of_the_day(tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_membership_view(small_network(), tmp_path / "page.html")
    page = reader().open(tmp_path / "page.html")
    kinds = {
        state: page.evaluate(f"window.sco.nodes.get('{state}').kind") for state in ("alpha", "beta", "gamma", "delta")
    }
    assert kinds == {"alpha": "member", "beta": "partner", "gamma": "applicant", "delta": "former"}


def test_theme_button_changes_the_picture(tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_membership_view(small_network(), tmp_path / "page.html")
    page = reader(scheme="dark").open(tmp_path / "page.html")
    colour = "window.sco.nodes.get('alpha').font.color"
    before = page.evaluate(colour)
    page.click("#theme")
    assert page.inner_text("#theme") == "Dark"
    assert page.evaluate(colour) != before


def test_hostile_labels_stay_text(tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_membership_view(small_network(HOSTILE), tmp_path / "page.html")
    visit = reader()
    page = visit.open(tmp_path / "page.html")
    for slug, label in zip(("alpha", "beta", "gamma", "delta", "omega"), HOSTILE, strict=True):
        page.evaluate("document.querySelector('#search').value = ''")
        page.fill("#search", label)
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").text_content() == label
        at = page.evaluate(f"window.sco.network.canvasToDOM(window.sco.network.getPosition('{slug}'))")
        page.locator("#network").hover(position=at, force=True)
        page.wait_for_timeout(250)
        tooltip = page.evaluate("document.querySelector('div.vis-tooltip')?.childElementCount ?? 0")
        assert tooltip == page.evaluate("document.querySelectorAll('div.vis-tooltip > br').length")
    assert page.evaluate("window.ran") is None
    assert page.locator("a[href^='javascript' i]").count() == 0
    assert page.locator("img").count() == 0
    assert visit.complaints == []
    assert visit.requests == [(tmp_path / "page.html").resolve().as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_nothing_may_load_or_run_but_what_is_listed(tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_membership_view(small_network(), tmp_path / "page.html")
    visit = reader()
    page = visit.open(tmp_path / "page.html")
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 5' }))"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in visit.complaints)


def test_same_bytes_under_other_seed_locale_and_zone(tmp_path: Path) -> None:
    (tmp_path / "network.pickle").write_bytes(pickle.dumps(small_network(HOSTILE)))
    program = (
        "import pickle, sys; from pathlib import Path; from sco_graph.views.membership import write_membership_view; "
        "write_membership_view(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))"
    )
    pages = []
    for seed, locale, zone in (("1", "C", "Asia/Tokyo"), ("2", "C.UTF-8", "America/New_York")):
        page = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", program, str(tmp_path / "network.pickle"), str(page)]
        subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[2])
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
    assert b"\r" not in pages[0]
