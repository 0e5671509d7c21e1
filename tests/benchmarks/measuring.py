"""One process at a time: how long it takes and how much memory it needs at most."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

OURS = (sys.executable, "-m", "sco_graph")
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in, as bytes
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: seconds by the clock and of processors, its peak of memory in MB, what it wrote to stderr."""

    seconds: float
    cpu: float  # of all threads; steadier than the clock where the machine has other work
    peak: float
    said: str


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RuntimeError with what it wrote where it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        start = perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:  # Ctrl-C: a build that nobody waits for would go on
            child.kill()
            raise
        seconds = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit {child.returncode}\n{said[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KILOBYTE / _MEGABYTE, said)


def median_run(command: Sequence[str], times: int) -> Run:
    """The run of median time among so many."""
    return sorted((run(command) for _ in range(times)), key=lambda each: each.seconds)[times // 2]


def median_seconds(action: Callable[[], object], times: int) -> float:
    """The median time of so many calls."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        action()
        taken.append(perf_counter() - start)
    return statistics.median(taken)
