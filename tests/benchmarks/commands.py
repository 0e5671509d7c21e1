"""What users do: the commands as whole processes, and every named query on both engines."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

import sco_graph
from sco_graph.dataset import ScoDataset
from sco_graph.query import QUERIES, fill, read_named_query
from sco_graph.store import Build

from .measuring import OURS, median_run

_ANSWERS = Path(__file__).parent.parent / "queries"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "build"
        for words, times in ((("build",), 1), (("build", "--no-views"), 3)):
            built = median_run([*OURS, *words, "--data", "packaged", "--out", str(out)], times)
            print(f"{'sco-graph ' + ' '.join(words):26} {built.seconds:6.2f} s   peak {built.peak:.0f} MB")
        for words, times in ((("--help",), 11), (("query", "members"), 11), (("show", "iran"), 5)):
            where = () if words == ("--help",) else ("--build", str(out))
            taken = median_run([*OURS, *words, *where], times).seconds
            print(f"{'sco-graph ' + ' '.join(words):26} {taken * 1000:6.0f} ms")
        _compare_engines(out)


def _compare_engines(out: Path) -> None:
    texts = {
        path.stem: [
            fill(read_named_query(path), case["params"], case["as_of"] or Build(out).date)
            for case in json.loads((_ANSWERS / f"{path.stem}.json").read_text(encoding="utf-8"))["cases"]
        ]
        for path in sorted(QUERIES.glob("*.rq"))
    }
    fast = _ask_all(sco_graph.load(out), texts)
    slow = _ask_all(sco_graph.load(out, engine="rdflib"), texts)
    print(f"\n{'named query':34} {'cases':>5} {'Oxigraph ms':>12} {'rdflib ms':>10} {'ratio':>6}")
    for name, asked in texts.items():
        _print_row(name, len(asked), fast[name], slow[name])
    _print_row("all", sum(map(len, texts.values())), sum(fast.values()), sum(slow.values()))


def _ask_all(dataset: ScoDataset, texts: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Seconds for each named query, every case of it asked once, rows read to the end."""
    seconds = {}
    for name, asked in texts.items():
        start = perf_counter()
        for text in asked:
            list(dataset.query(text))
        seconds[name] = perf_counter() - start
    return seconds


def _print_row(name: str, cases: int, fast: float, slow: float) -> None:
    print(f"{name:34} {cases:5} {fast * 1000:12.1f} {slow * 1000:10.1f} {slow / fast:6.1f}")
