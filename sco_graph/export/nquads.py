"""All graphs as sorted N-Quads, compressed: the form to compare, stream and archive."""

import gzip
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write gzipped N-Quads in the order of their bytes; the file says no name and no time, so it never varies."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    lines = sorted(written.splitlines(keepends=True))
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.writelines(lines)
