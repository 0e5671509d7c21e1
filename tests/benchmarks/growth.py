"""How cost grows: the tables multiplied, a build of each size in a process of its own, exponents of what it takes.

A cost of c·n^k is a straight line of slope k where both axes are logarithmic; the slope is fitted by least squares over
all sizes, n being the rows of the tables. Start-up, which does not grow, pulls it down where n is small, so the slope
between the two largest sizes is given too. k = 1 is linear; n·log n looks like 1.1 at these sizes.
"""

import argparse
import json
import math
import re
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import sco_graph
from sco_graph.dataset import ScoDataset
from sco_graph.query import QUERIES, fill, read_named_query
from sco_graph.store import Build

from .measuring import OURS, median_run, median_seconds
from .multiplied import multiply
from .reading import seconds_to_read, texts, warm_reader

_DATA = Path(__file__).parent.parent.parent / "data"
# One of each kind: answers that stay as they are however large the graph is, and answers that grow with it.
_QUERIES: Mapping[str, Mapping[str, str]] = {
    "members": {},
    "participants": {},
    "find-by-name": {},
    "memberships-of-state": {"state": "kazakhstan"},
    "both-took-part": {"first": "china", "second": "iran"},
    "events-in-year": {"year": "2024"},
    "document-counts": {},
    "contradicted-claims": {},
}
_STEP = re.compile(r"^(\w+):? .* \((\d+\.\d) s\)$", re.MULTILINE)
_MEGABYTE = 1 << 20


@dataclass
class Size:
    """What a build of one size took: {what: amount}, each with its unit in its name."""

    times: int
    rows: int
    took: dict[str, float] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)


def main(sizes: Sequence[int] = (1, 3, 10), *, views: bool = True) -> None:
    """Measure and print; without `views` no pages are built (a million things would be a million pages)."""
    measured = []
    for times in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured.append(_measure(times, Path(folder), views=views))
        print(f"x{times}: {measured[-1].rows:,} rows, build {measured[-1].took['build s']:.1f} s", flush=True)
    _print_table(measured)


def _measure(times: int, folder: Path, *, views: bool) -> Size:
    size = Size(times, multiply(_DATA, times, folder / "tables"))
    out = folder / "build"
    command = [*OURS, "build", "--data", str(folder / "tables"), "--out", str(out)]
    built = median_run(command if views else [*command, "--no-views"], 3 if times == 1 else 1)
    size.took = {"build s": built.seconds, "build CPU s": built.cpu, "build peak MB": built.peak}
    for number, (step, seconds) in enumerate(_STEP.findall(built.said), start=1):
        size.took[f"step {number} {step} s"] = float(seconds)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    size.took["triples"] = sum(manifest["triples"].values())
    for name in ("sco.ttl", "sco.trig", "sco.nq.gz", "sco.jsonld", "sco.gexf", "sco.graphml"):
        size.took[f"{name} MB"] = manifest["files"][name]["bytes"] / _MEGABYTE
    if views:
        size.took["views MB"] = sum(path.stat().st_size for path in (out / "views").rglob("*.html")) / _MEGABYTE
    size.took["store MB"] = sum(path.stat().st_size for path in (out / "store").rglob("*")) / _MEGABYTE
    reader = warm_reader(out)
    for code, text in texts().items():
        size.took[f"read {code} CPU s"] = statistics.median(seconds_to_read(reader, text) for _ in range(3))
    dataset = sco_graph.load(out)
    for name, parameters in _QUERIES.items():
        ask = partial(_answer, dataset, fill(read_named_query(QUERIES / f"{name}.rq"), parameters, Build(out).date))
        size.answers[name] = len(ask())
        size.took[f"{name} ms"] = median_seconds(ask, 5) * 1000
    return size


def _answer(dataset: ScoDataset, text: str) -> list[object]:
    return list(dataset.query(text))


def _slope(rows: Sequence[float], amounts: Sequence[float]) -> float:
    """The slope of the line through (log rows, log amount) that least squares gives."""
    xs, ys = [math.log(n) for n in rows], [math.log(amount) for amount in amounts]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - middle_x) ** 2 for x in xs)


def _print_table(measured: Sequence[Size]) -> None:
    heads = "".join(f"{'x' + str(size.times):>10}" for size in measured)
    print(f"\n{'how cost grows':28}{heads} {'exponent':>9} {'last two':>9}")
    print(f"{'rows of tables':28}" + "".join(f"{size.rows:10,}" for size in measured))
    for what in measured[0].took:
        rows = [size.rows for size in measured]
        amounts = [size.took[what] for size in measured]
        shown = "".join(f"{amount:10,.0f}" if amount >= 1000 else f"{amount:10.2f}" for amount in amounts)
        slopes = ""
        if len(measured) > 1 and min(amounts) > 0:
            slopes = f" {_slope(rows, amounts):9.2f} {_slope(rows[-2:], amounts[-2:]):9.2f}"
        print(f"{what:28}{shown}{slopes}")
    print("\nrows of the answer")
    for name in _QUERIES:
        print(f"{name:28}" + "".join(f"{size.answers[name]:10,}" for size in measured))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 3, 10], help="how often each row stands")
    parser.add_argument("--no-views", dest="views", action="store_false", help="build no pages")
    chosen = parser.parse_args()
    main(chosen.times, views=chosen.views)
