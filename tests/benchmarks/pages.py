"""The pages in Chromium with the network cut, beside what plain pyvis makes of the same network, in one run.

For each page: its size and requests, the time from opening to the first drawn frame, from a click to the frame that
answers it, and frames per second while the picture is moved. Chromium draws without a graphics card here, so the frames
are few; the ratio to plain pyvis, drawn in the same run, is what counts. Plain pyvis draws everything at once; ours
begins with the important part, and that is what a reader waits for and moves in both.

Every page has a browser of its own and a minute for all of it. What it does not answer in that time is killed.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any, Final

import networkx as nx

from sco_graph.network import read_model
from sco_graph.network.records import Model
from sco_graph.store import Build
from sco_graph.views.catalogue import read_catalogue
from sco_graph.views.page import write_page
from sco_graph.views.scene import Scene, scene_of_view

from .measuring import OURS, run

_TIMES: Final = 10
_LIMIT: Final = 60  # seconds for a page, from opening it to the last frame
_TABLES: Final = ("index", "now", "matrix", "changes", "timeline", "article")
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
# Where the thing lies that is nearest to the middle of the picture.
_MIDDLE: Final = f"""() => {{
  const network = {_NETWORK};
  const box = document.querySelector('#network canvas, #mynetwork canvas').getBoundingClientRect();
  const away = ({{ x, y }}) => Math.hypot(x - box.width / 2, y - box.height / 2);
  const places = Object.values(network.getPositions()).map((one) => network.canvasToDOM(one));
  const [at] = places.sort((a, b) => away(a) - away(b));
  return [box.left + at.x, box.top + at.y];
}}"""
# What our pages note of themselves, for a page of plain pyvis.
_MARKS: Final = """
network.once("afterDrawing", () => performance.mark("drawn"));
network.on("click", () => requestAnimationFrame(() => setTimeout(() => performance.mark("answered"))));
"""
_PAINTED: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(slots=True)
class Seen:
    """A page: bytes, what it asked for (first itself), milliseconds to frame and answer, frames per second.

    None is what it did not do in time.
    """

    size: int
    requests: list[str] = field(default_factory=list)
    drawn: float | None = None
    answered: float | None = None
    frames: float | None = None

    def row(self, name: str, things: int, ties: int) -> str:
        """One line of the table."""
        late = f"not in {_LIMIT} s"
        cells = [f"{late if cell is None else format(cell, '.0f'):>12}" for cell in (self.drawn, self.answered)]
        frames = late if self.frames is None else format(self.frames, ".1f")
        return f"{name:38} {things:6} {ties:6} {self.size:10} {len(self.requests) - 1:4} {' '.join(cells)} {frames:>12}"


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
        titles = f"{'things':>6} {'ties':>6} {'bytes':>10} {'req.':>4} {'frame, ms':>12} {'click, ms':>12} {'fps':>12}"
        print(f"\n{'page':38} {titles}")
        for view in read_catalogue():
            scene = scene_of_view(model, view)
            seen = _look(chromium, build.folder / "views" / f"{view}.html")
            print(seen.row(view, len(scene["nodes"]), len(scene["edges"])), flush=True)
        for table in _TABLES:
            path = build.folder / "views" / f"{table}.html"
            print(f"{table:52} {path.stat().st_size:10} {'':4} {_painted(chromium, path):12.0f}", flush=True)
        total = sum(path.stat().st_size for path in (build.folder / "views").rglob("*.html"))
        print(f"{'all pages together':52} {total:10}")
        _beside_pyvis(chromium, model, "membership", folder)
        _beside_pyvis(chromium, model, "all", folder)
        _beside_pyvis(chromium, _multiplied(model, _TIMES), "all", folder, f", {_TIMES} times", moving=False)


def _beside_pyvis(chromium: str, model: Model, view: str, folder: Path, size: str = "", *, moving: bool = True) -> None:
    """A view by us and the same things and ties by plain pyvis, without its physics and, if asked for, with it."""
    scene = scene_of_view(model, view)
    counts = len(scene["nodes"]), len(scene["edges"])
    ours = folder / f"{view}.html"
    write_page(scene, ours)
    print(_look(chromium, ours).row(f"{view}{size}, ours", *counts), flush=True)
    for physics in (False, True) if moving else (False,):
        theirs = folder / f"{view}-pyvis.html"
        _plain(scene, theirs, physics=physics)
        name = f"{view}{size}, pyvis, physics {'on' if physics else 'off'}"
        print(_look(chromium, theirs).row(name, *counts), flush=True)


def _plain(scene: Scene, path: Path, *, physics: bool) -> None:
    """What a user of pyvis 0.3.2 gets: everything at once, placed by its physics or, without, at random."""
    from pyvis.network import Network

    page = Network(directed=True, cdn_resources="in_line")
    page.toggle_physics(physics)
    places = {} if physics else nx.random_layout([node["id"] for node in scene["nodes"]], seed=1)
    for node in scene["nodes"]:
        place = dict(zip("xy", map(float, places[node["id"]] * 4000), strict=True)) if places else {}
        page.add_node(node["id"], label=node["names"]["en"], color=scene["kinds"][node["kind"]]["colour"], **place)
    for edge in scene["edges"]:
        page.add_edge(edge["from"], edge["to"], title=edge["kind"])
    # Before the last word of the function that draws: after it a frame may be over.
    before, last, after = page.generate_html().rpartition("return network;")
    path.write_text(before + _MARKS + last + after, encoding="utf-8")


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


def _look(chromium: str, path: Path) -> Seen:
    """Open a page, wait for its first frame, click a thing, move the picture."""
    seen = Seen(path.stat().st_size)
    with _opened(chromium, seen) as page:
        page.goto(path.resolve().as_uri(), wait_until="commit")
        seen.drawn = _marked(page, "drawn")
        x, y = page.evaluate(_MIDDLE)
        before = page.evaluate("performance.now()")
        page.mouse.click(x, y)
        seen.answered = _marked(page, "answered") - before
        seen.frames = page.evaluate(_FRAMES)
    return seen


def _painted(chromium: str, path: Path) -> float:
    """Milliseconds to the first painted words of a page without a network."""
    found: float | None = None
    with _opened(chromium, Seen(0)) as page:
        page.goto(path.resolve().as_uri(), wait_until="commit")
        while found is None:
            found = page.evaluate(_PAINTED)
    return found if found is not None else float("nan")


def _marked(page: Any, mark: str) -> float:
    """The time of a mark of the page's own, once it is made."""
    while (at := page.evaluate(f"performance.getEntriesByName('{mark}')[0]?.startTime")) is None:
        page.wait_for_timeout(10)
    return float(at)


@contextmanager
def _opened(chromium: str, seen: Seen) -> Iterator[Any]:
    """An empty page in a browser of its own, its requests counted.

    After `_LIMIT` the browser is killed and the block left.
    """
    from playwright.sync_api import Error, sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, sync_playwright() as playwright:
        process, address = _start(chromium, Path(profile))
        # A page that computes does not hear that it should stop; playwright's own limits wait for it too.
        timer = Timer(_LIMIT, process.kill)
        try:
            context = playwright.chromium.connect_over_cdp(address).new_context(viewport={"width": 1440, "height": 900})
            context.set_offline(True)
            page = context.new_page()
            page.on("request", lambda request: seen.requests.append(request.url))
            timer.start()
            try:
                yield page
            except Error:
                if timer.is_alive():  # it was no matter of time
                    raise
        finally:
            timer.cancel()
            process.kill()
            process.wait()


def _start(chromium: str, profile: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A browser of our own, which can be killed, and the address at which it is driven."""
    quiet = ["--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update"]
    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", *quiet]
    process = subprocess.Popen(
        [chromium, *arguments, f"--user-data-dir={profile}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    told = profile / "DevToolsActivePort"
    end = monotonic() + _LIMIT
    while not told.is_file() or told.read_text(encoding="utf-8").count("\n") < 1:
        if monotonic() > end or process.poll() is not None:
            process.kill()
            raise RuntimeError(f"{chromium}: does not start")
        sleep(0.05)
    port, path = told.read_text(encoding="utf-8").splitlines()
    return process, f"ws://127.0.0.1:{port}{path}"


if __name__ == "__main__":
    main()
