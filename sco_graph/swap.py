"""A new build in the place of an old one, so that a reader finds the old or the new one whole, and never a mix.

Linux and macOS can exchange two folders in one step. Elsewhere it takes two renames; a process killed between them
leaves the old build aside, and the next command puts it back.
"""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of renameat2(2), and RENAME_SWAP of renamex_np(2)
_OLD: Final = "old"


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder beside `out` to build in, removed afterwards, with what killed builds have left there.

    The folder's name holds the process's number, which tells whether its build still runs.
    """
    repair(out)
    for left in _left_by_builds(out):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-{os.getpid()}-", dir=out.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(fresh: Path, out: Path) -> None:
    """Make the folder `fresh` be `out`; what `out` was goes to `fresh`, or beside it.

    Raises OSError where the system refuses.
    """
    if not out.exists():
        fresh.rename(out)
    elif not _exchange(fresh, out):
        out.rename(fresh.parent / _OLD)
        fresh.rename(out)


def repair(out: Path) -> None:
    """Put back the old build where a process was killed between two renames."""
    if not out.exists():
        for left in out.parent.glob(f".{out.name}-*/{_OLD}"):
            left.rename(out)
            return


def _left_by_builds(out: Path) -> Iterator[Path]:
    for folder in out.parent.glob(f".{out.name}-*-*"):
        number = folder.name.removeprefix(f".{out.name}-").partition("-")[0]
        if number.isdigit() and not _runs(int(number)):
            yield folder


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True  # a signal to ask would end it there; what is left is small and goes by hand
    with suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where the system or the file system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform.startswith("linux"):
            failed = library.renameat2(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _EXCHANGE)
        elif sys.platform == "darwin":
            failed = library.renamex_np(bytes(one), bytes(other), _EXCHANGE)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    return bool(failed == 0)
