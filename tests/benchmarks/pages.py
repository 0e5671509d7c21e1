"""The pages in Chromium with the network cut, beside what plain pyvis makes of the same network.

For each page: its size, the time from opening to the first drawn frame, from a click to the panel that answers it, and
frames per second while the picture is moved. Chromium draws without a graphics card here, so the frames are few; the
ratio to plain pyvis, drawn in the same run, is what counts.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import networkx as nx

from sco_graph.network import network_of, read_model
from sco_graph.network.records import Model
from sco_graph.store import Build
from sco_graph.views.catalogue import read_catalogue
from sco_graph.views.page import write_page
from sco_graph.views.scene import scene_of_view

from .measuring import OURS, run

_TIMES: Final = 10
_WAIT: Final = 90_000  # milliseconds that a page is given to draw at all
# The network's own object, ours and that of pyvis's template.
_NETWORK: Final = "(window.sco ?? window).network"
_FRAMES: Final = f"""() => new Promise((done) => {{
  const network = {_NETWORK}, from = performance.now();
  let frames = 0;
  const step = () => {{
    const at = network.getViewPosition();
    network.moveTo({{ position: {{ x: at.x + (frames % 2 ? 40 : -40), y: at.y }} }});
    network.redraw();
    frames += 1;
    if (performance.now() - from < 2000) requestAnimationFrame(step);
    else done(frames / (performance.now() - from) * 1000);
  }};
  requestAnimationFrame(step);
}})"""
_CLICKED: Final = f"""(id) => new Promise((done) => {{
  const network = {_NETWORK}, at = network.canvasToDOM(network.getPosition(id));
  const box = document.querySelector('#network canvas, #mynetwork canvas').getBoundingClientRect();
  done([box.left + at.x, box.top + at.y]);
}})"""
_PLAIN_DRAWN: Final = """(limit) => new Promise((done) => {
  const wait = () => {
    if (window.network) network.once('afterDrawing', () => done(performance.now()));
    else if (performance.now() > limit) done(-1);
    else setTimeout(wait, 20);
  };
  wait();
})"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: megabytes, milliseconds to the first frame and to the first answer (-1: none), frames per second."""

    size: float
    drawn: float
    answered: float
    frames: float

    def row(self, name: str, nodes: int, edges: int) -> str:
        """One line of the table."""
        return (
            f"{name:34} {nodes:6} {edges:6} {self.size:7.2f} {self.drawn:9.0f} {self.answered:9.0f} {self.frames:6.1f}"
        )


def main() -> None:
    """Measure and print."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("\npages: no Chromium here (Debian: apt-get install chromium)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([*OURS, "build", "--data", "packaged", "--out", str(folder / "build")])
        build = Build(folder / "build")
        model = read_model(build.store, build.date)
        with _browser(chromium) as browser:
            print(f"\n{'page':34} {'nodes':>6} {'edges':>6} {'MB':>7} {'drawn ms':>9} {'click ms':>9} {'fps':>6}")
            for view in read_catalogue():
                scene = scene_of_view(model, view)
                ours = _look(browser, build.folder / "views" / f"{view}.html")
                print(ours.row(view, len(scene["nodes"]), len(scene["edges"])), flush=True)
            html = sum(path.stat().st_size for path in (build.folder / "views").rglob("*.html")) / 1e6
            print(f"{'all pages together':34} {'':6} {'':6} {html:7.2f}")
            for times in (1, _TIMES):
                _beside_pyvis(browser, _multiplied(model, times), folder, times)


def _beside_pyvis(browser: Any, model: Model, folder: Path, times: int) -> None:
    """The same network by us and by plain pyvis, with its physics as it comes and without."""
    network = network_of(model)
    size = len(network), network.number_of_edges()
    ours = folder / f"all-{times}.html"
    write_page(scene_of_view(model, "all"), ours)
    print(_look(browser, ours).row(f"all x{times}, ours", *size), flush=True)
    for physics in (False, True):
        theirs = folder / f"pyvis-{times}-{physics}.html"
        _plain(network, theirs, physics=physics)
        name = f"all x{times}, plain pyvis, physics {'on' if physics else 'off'}"
        print(_look(browser, theirs, plain=min(network)).row(name, *size), flush=True)


def _plain(network: "nx.MultiDiGraph[str]", path: Path, *, physics: bool) -> None:
    """What a user of pyvis 0.3.2 gets from the network: everything at once, positions by a spring layout or physics."""
    from pyvis.network import Network

    page = Network(directed=True, cdn_resources="in_line")
    page.toggle_physics(physics)
    places = {} if physics else nx.random_layout(network, seed=1)
    for node, said in network.nodes(data=True):
        place = dict(zip("xy", map(float, places[node] * 4000), strict=True)) if node in places else {}
        page.add_node(node, label=said.get("label", node), color=said.get("colour"), **place)
    for source, target, relation in network.edges(data="relation"):
        page.add_edge(source, target, title=relation)
    path.write_text(page.generate_html(), encoding="utf-8")


def _multiplied(model: Model, times: int) -> Model:
    """The model so many times side by side, each copy with ids of its own."""
    things, relations = dict(model.things), list(model.relations)
    for number in range(2, times + 1):
        end = f"-x{number}"
        things |= {slug + end: replace(one, slug=slug + end) for slug, one in model.things.items()}
        relations += [
            replace(one, slug=one.slug + end, source=one.source + end, target=one.target + end)
            for one in model.relations
        ]
    return replace(model, things=things, relations=relations)


@contextmanager
def _browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def _look(browser: Any, path: Path, plain: str = "") -> Seen:
    """Open a page, wait for it, click a thing, move the picture. `plain` is a node of a page of plain pyvis."""
    from playwright.sync_api import Error

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_offline(True)
    context.set_default_timeout(_WAIT)
    size = path.stat().st_size / 1e6
    try:
        page = context.new_page()
        page.goto(path.resolve().as_uri(), wait_until="commit")
        if plain:
            drawn = page.evaluate(_PLAIN_DRAWN, _WAIT)
        else:
            while not page.evaluate("performance.getEntriesByName('drawn').length"):
                page.wait_for_timeout(10)
            drawn = page.evaluate("performance.getEntriesByName('drawn')[0].startTime")
        node = plain or page.evaluate("[...sco.shown.distance.keys()].sort()[0]")
        x, y = page.evaluate(_CLICKED, node)
        before = page.evaluate("performance.now()")
        page.mouse.click(x, y)
        answered = -1.0
        if not plain:
            while not page.evaluate("performance.getEntriesByName('answered').length"):
                page.wait_for_timeout(10)
            answered = page.evaluate("performance.getEntriesByName('answered')[0].startTime") - before
        return Seen(size, drawn, answered, page.evaluate(_FRAMES))
    except Error as error:
        print(f"{path.name}: {error.message.splitlines()[0]}", file=sys.stderr)
        return Seen(size, -1, -1, 0)
    finally:
        context.close()


if __name__ == "__main__":
    main()
