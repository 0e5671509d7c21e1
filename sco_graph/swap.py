"""A new build in the place of an old one, so that a reader finds the old or the new one whole, and never a mix.

Linux and macOS can exchange two folders in one step. Elsewhere it takes two renames; a process killed between them
leaves the old build aside, and the next command puts it back.
"""

import ctypes
import os
import re
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
_TRIES: Final = 5


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder beside `out` to build in, removed afterwards, with what killed builds have left there.

    The folder's name holds the process's number, which tells whether its build still runs.
    """
    repair(out)
    for left, process in _asides(out):
        if not _runs(process):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-{os.getpid()}-", dir=out.parent))
    try:
        yield folder
    finally:
        repair(out)  # the old build lies in the folder where the second of two renames failed
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(fresh: Path, out: Path) -> None:
    """Make the folder `fresh` be `out`; what `out` was goes to `fresh`, or beside it.

    Raises OSError where the system refuses.
    """
    for tries_left in reversed(range(_TRIES)):
        if _exchange(fresh, out):
            return
        try:
            with suppress(FileNotFoundError):
                out.rename(fresh.parent / f"{_OLD}-{tries_left}")
            fresh.rename(out)
            return
        except OSError:
            # Another build took the place between the two steps, or a reader repaired it; else the system refuses.
            repair(out)
            if not tries_left:
                raise


def repair(out: Path) -> None:
    """Put back the old build where a process was killed between two renames, if that can be done."""
    if not out.exists():
        out = out.resolve()
        for folder, _ in _asides(out):
            with suppress(OSError):  # another process was faster, or may and this one may not
                for old in list(folder.glob(f"{_OLD}-*")):
                    old.rename(out)
                    return


def _asides(out: Path) -> Iterator[tuple[Path, int]]:
    """The folders beside `out` that its builds work in, or have left, each with the number of its process."""
    # Not a glob: beside `build` may lie the folders of `build-2`.
    form = re.compile(rf"\.{re.escape(out.name)}-(\d+)-[a-z0-9_]+")
    with suppress(OSError):
        for path in list(out.parent.iterdir()):
            if found := form.fullmatch(path.name):
                yield path, int(found[1])


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
