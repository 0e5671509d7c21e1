"""A finished build: the Oxigraph store on disk, and where a command finds it."""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from time import sleep
from typing import Any, Final

import pyoxigraph as ox

from sco_graph.problems import UsageError
from sco_graph.swap import repair

MANIFEST: Final = "manifest.json"
_WAIT: Final = 0.005  # seconds between looks at a folder that may be under a swap
STORE: Final = "store"
_TRIES: Final = 5


class Build:
    """A folder that `sco-graph build` wrote, opened for reading. Several processes may read it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not holds_build(folder):
            raise UsageError(f"{folder}: no build there; type `sco-graph build --out {folder}` first")

    @property
    def manifest(self) -> Mapping[str, Any]:
        """manifest.json: counts, checksums, versions, the data set's date. Raises UsageError where it is damaged."""
        return self._opened[0]

    @property
    def store(self) -> ox.Store:
        """The store, read-only. Raises UsageError where it is damaged or missing."""
        return self._opened[1]

    @property
    def date(self) -> str:
        """The data set's date, YYYY-MM-DD: the day that undated questions are answered for."""
        return str(self.manifest["date"])

    @cached_property
    def _opened(self) -> tuple[Mapping[str, Any], ox.Store]:
        """Manifest and store of one and the same build, though a new one may take its place at any moment."""
        failure = ""
        for _ in range(_TRIES):
            try:
                before = (self.folder / MANIFEST).stat().st_ino
                opened = self._read_manifest(), ox.Store.read_only(str(self.folder / STORE))
                if (self.folder / MANIFEST).stat().st_ino == before:
                    return opened
            except (OSError, RuntimeError) as error:  # the latter: files of two builds, read in the moment of a swap
                failure = f" ({error})"
        raise UsageError(f"{self.folder / STORE}: cannot be opened{failure}; build again")

    def _read_manifest(self) -> Mapping[str, Any]:
        path = self.folder / MANIFEST
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UsageError(f"{path}: cannot be read ({error}); build again") from None
        if not isinstance(manifest, dict) or "date" not in manifest:
            raise UsageError(f"{path}: not the manifest of a build; build again")
        return manifest


def holds_build(folder: Path) -> bool:
    """Whether a folder is a build; one that lies aside since a process was killed is put back first."""
    for _ in range(_TRIES):  # where a swap takes two renames, it may be under way
        repair(folder)
        if (folder / MANIFEST).is_file():
            return True
        sleep(_WAIT)
    return False


def is_build(folder: Path) -> bool:
    """Whether a folder is what `sco-graph build` writes, so that a new build may take its place."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = {*manifest["files"], MANIFEST, STORE}
        tops = {name.partition("/")[0] for name in known}
        return "sco-graph" in manifest["versions"] and all(path.name in tops for path in folder.iterdir())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_store(folder: Path, quads: list[ox.Quad]) -> None:
    """Write `quads` into a new on-disk store in `folder`, compacted for reading."""
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
