"""All graphs as sorted N-Quads, compressed: the form to compare, stream and archive."""

import gzip
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as N-Quads, lines in the order of their bytes."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return b"".join(sorted(written.splitlines(keepends=True)))


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write gzipped N-Quads; the file says no name and no time, so it never varies."""
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write(nquads(quads))
