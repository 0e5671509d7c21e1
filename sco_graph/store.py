"""A finished build: the Oxigraph store on disk, and where a command finds it."""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sco_graph.problems import UsageError

MANIFEST: Final = "manifest.json"
STORE: Final = "store"


class Build:
    """A folder that `sco-graph build` wrote, opened for reading. Several processes may read it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / MANIFEST).is_file():
            raise UsageError(f"{folder}: no build there; type `sco-graph build --out {folder}` first")

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """manifest.json: counts, checksums, versions, the data set's date. Raises UsageError where it is damaged."""
        path = self.folder / MANIFEST
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: cannot be read ({error}); build again") from None
        if not isinstance(manifest, dict) or "date" not in manifest:
            raise UsageError(f"{path}: not the manifest of a build; build again")
        return manifest

    @property
    def date(self) -> str:
        """The data set's date, YYYY-MM-DD: the day that undated questions are answered for."""
        return str(self.manifest["date"])

    @cached_property
    def store(self) -> ox.Store:
        """The store, read-only. Raises UsageError where it is damaged or missing."""
        try:
            return ox.Store.read_only(str(self.folder / STORE))
        except OSError as error:
            raise UsageError(f"{self.folder / STORE}: cannot be opened ({error}); build again") from error


def write_store(folder: Path, quads: list[ox.Quad]) -> None:
    """Write `quads` into a new on-disk store in `folder`, compacted for reading."""
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
