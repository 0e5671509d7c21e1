"""The same tables to N-Triples by sco-graph's loaders and by others, each a whole process, in one run.

rdflib and pyoxigraph are here anyway. Morph-KGC, an RML engine, gets an environment of its own inside the one that
runs this, from requirements/bench.txt; where that cannot be made, the table says so.
"""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from .mappers.rml import left_out, write_rml
from .measuring import Run, median_run

_ROOT = Path(__file__).parent.parent.parent
_DATA = _ROOT / "data"
_LOCK = _ROOT / "requirements" / "bench.txt"
_PEERS = Path(sys.prefix) / "peers"
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one way took, and the triples that it gave."""

    name: str
    run: Run
    triples: set[ox.Triple]


def main() -> None:
    """Measure and print."""
    print(f"\ntables to N-Triples, whole processes, median of {_TIMES}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.nt"
        ours = _map("sco-graph, every cell checked", _program("ours", out), out)
        others = [
            _map("rdflib alone, no checks", _program("with_rdflib", out), out),
            _map("pyoxigraph alone, no checks", _program("with_pyoxigraph", out), out),
        ]
        failure = _prepare_peers()
        if not failure:
            others.append(_map("Morph-KGC, no checks", _morph_kgc(Path(folder), out), out))
    _print_table(ours, others)
    print(f"Morph-KGC is not there: {failure}" if failure else _explain(ours, others[-1]))


def _program(name: str, out: Path) -> list[str]:
    return [sys.executable, "-m", f"{__package__}.mappers.{name}", str(_DATA), str(out)]


def _morph_kgc(folder: Path, out: Path) -> list[str]:
    mapping, configuration = write_rml(_DATA, folder), folder / "morph.ini"
    # One process: it starts one for each processor otherwise, and the tables are too small to repay that.
    configuration.write_text(
        f"[CONFIGURATION]\noutput_file={out}\noutput_format=N-TRIPLES\nnumber_of_processes=1\n"
        f"[tables]\nmappings={mapping}\n",
        encoding="utf-8",
    )
    return [str(_python()), "-m", "morph_kgc", str(configuration)]


def _python() -> Path:
    return _PEERS / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def _prepare_peers() -> str:
    """Make the peers' environment where it is missing or older than the lock; what hindered that, "" if nothing."""
    stamp = _PEERS / "stamp"
    if stamp.exists() and stamp.stat().st_mtime >= _LOCK.stat().st_mtime:
        return ""
    try:
        venv.create(_PEERS, clear=True, with_pip=True)
        pip = [str(_python()), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--require-hashes", "-r", str(_LOCK)], check=True, capture_output=True)
    except OSError as error:
        return str(error)
    except subprocess.CalledProcessError as error:
        return (error.stderr or b"").decode(errors="replace").strip().rpartition("\n")[2] or str(error)
    stamp.touch()
    return ""


def _map(name: str, command: Sequence[str], out: Path) -> Mapped:
    taken = median_run(command, _TIMES)
    return Mapped(name, taken, {quad.triple for quad in ox.parse(path=str(out), format=ox.RdfFormat.N_TRIPLES)})


def _print_table(ours: Mapped, others: Sequence[Mapped]) -> None:
    heads = ("seconds", "ratio", "CPU s", "ratio", "peak MB", "ratio", "triples", "of ours")
    print(f"{'':32}" + "".join(f"{head:>9}" for head in heads))
    for each in (ours, *others):
        line = f"{each.name:32}"
        for amount, of_ours in (
            (each.run.seconds, ours.run.seconds),
            (each.run.cpu, ours.run.cpu),
            (each.run.peak, ours.run.peak),
        ):
            line += f"{amount:9.2f}{amount / of_ours:9.2f}"
        print(f"{line}{len(each.triples):9,}{len(each.triples & ours.triples) / len(ours.triples):9.1%}")


def _explain(ours: Mapped, morph: Mapped) -> str:
    dates, more = left_out(_DATA), len(morph.triples - ours.triples)
    return (
        f"Morph-KGC has no triples of the {len(dates)} EDTF columns ({', '.join(dates[:3])}, ...): RML has no"
        f" function that makes two dates of one. It gives {more} triples that are not among ours."
    )


if __name__ == "__main__":
    main()
