"""How the process of a command uses memory. A library leaves both to the program that it is in."""

import gc
import sys
from typing import Final

_M_ARENA_MAX: Final = -8  # glibc's malloc.h
_POOLS: Final = 2
_OBJECTS: Final = 200_000


def use_little_memory() -> None:
    """Let the threads of this process share pools of memory, where the C library is glibc.

    It gives each thread a pool of its own, and what one has freed there no other can use: 100 MB of a build.
    """
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt:
            mallopt(_M_ARENA_MAX, _POOLS)


def collect_rarely() -> None:
    """Let Python look for cycles of dead objects less often: a graph is a million objects that live to the end."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
