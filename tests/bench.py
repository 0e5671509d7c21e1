"""`make bench`: how long what users do takes, each figure a median, ratios against a peer measured in the same run.

Times hold on one machine in one run; compare ratios. Nothing here is a test.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

import sco_graph
from sco_graph.dataset import ScoDataset
from sco_graph.query import QUERIES, fill, read_named_query
from sco_graph.store import Build

ANSWERS = Path(__file__).parent / "queries"
COMMAND = [sys.executable, "-m", "sco_graph"]


def timed(action: Callable[[], object], times: int) -> float:
    """The median of so many runs, in seconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        action()
        taken.append(perf_counter() - start)
    return statistics.median(taken)


def command(*words: str) -> Callable[[], object]:
    """A command of ours as a whole process."""
    return lambda: subprocess.run([*COMMAND, *words], check=True, capture_output=True)


def ask_all(dataset: ScoDataset, texts: dict[str, list[str]]) -> dict[str, float]:
    """Seconds for each named query, every case of it asked once, rows read to the end."""
    seconds = {}
    for name, asked in texts.items():
        start = perf_counter()
        for text in asked:
            list(dataset.query(text))
        seconds[name] = perf_counter() - start
    return seconds


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "build"
        seconds = timed(command("build", "--data", "packaged", "--out", str(out)), 3)
        # Linux counts kilobytes; the build is the only child so far, so the peak is its own.
        print(
            f"sco-graph build            {seconds:6.2f} s   peak {getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
        )
        print(f"sco-graph --help           {timed(command('--help'), 11) * 1000:6.0f} ms")
        print(
            f"sco-graph query members    {timed(command('query', 'members', '--build', str(out)), 11) * 1000:6.0f} ms"
        )
        print(f"sco-graph show iran        {timed(command('show', 'iran', '--build', str(out)), 5) * 1000:6.0f} ms")
        texts = {
            path.stem: [
                fill(read_named_query(path), case["params"], case["as_of"] or Build(out).date)
                for case in json.loads((ANSWERS / f"{path.stem}.json").read_text(encoding="utf-8"))["cases"]
            ]
            for path in sorted(QUERIES.glob("*.rq"))
        }
        fast = ask_all(sco_graph.load(out), texts)
        slow = ask_all(sco_graph.load(out, engine="rdflib"), texts)
    print(f"\n{'named query':34} {'cases':>5} {'Oxigraph ms':>12} {'rdflib ms':>10} {'ratio':>6}")
    for name, asked in texts.items():
        ratio = slow[name] / fast[name]
        print(f"{name:34} {len(asked):5} {fast[name] * 1000:12.1f} {slow[name] * 1000:10.1f} {ratio:6.1f}")
    total_fast, total_slow = sum(fast.values()), sum(slow.values())
    cases = sum(len(asked) for asked in texts.values())
    print(f"{'all':34} {cases:5} {total_fast * 1000:12.1f} {total_slow * 1000:10.1f} {total_slow / total_fast:6.1f}")


if __name__ == "__main__":
    main()
