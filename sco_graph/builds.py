"""Which build a command reads: the one named, ./build, or one made from the packaged tables in the user's cache."""

import sys
from pathlib import Path

from sco_graph.locations import packaged_data_directory, user_cache_directory
from sco_graph.store import Build, holds_build


def find_build(folder: Path | str | None = None) -> Build:
    """The build to read. Makes one in the user's cache where none was named and ./build holds none.

    Raises UsageError where the folder named holds no build.
    """
    if folder is not None:
        return Build(Path(folder))
    here = Path("build")
    if holds_build(here):
        return Build(here)
    from importlib.metadata import version  # 40 ms, and rarely needed

    cached = user_cache_directory() / f"build-{version('sco-graph')}-{packaged_date()}"
    if not holds_build(cached):
        from sco_graph.build import build

        print(f"no ./build here: building from the packaged tables into {cached}", file=sys.stderr)
        build([packaged_data_directory()], cached)
    return Build(cached)


def packaged_date() -> str:
    """The date of the packaged tables, for questions to an endpoint whose build is not at hand."""
    from sco_graph.loaders.metadata import read_date

    return read_date(packaged_data_directory())
