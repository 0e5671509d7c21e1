"""Where the files are: the packaged ontology and tables, the user's tables, a finished build."""

import os
import sys
from pathlib import Path
from typing import Final

from sco_graph.problems import UsageError

METADATA_NAME: Final = "csv-metadata.json"
_PACKAGE: Final = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    """A folder that the wheel carries inside the package and a checkout beside it."""
    inside = _PACKAGE / "shipped" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def ontology_directory() -> Path:
    """The folder of terms.ttl, concepts.ttl, shapes.ttl, alignments.ttl, rules/ and hygiene/."""
    return _shipped("ontology")


def packaged_data_directory() -> Path:
    """The curated tables that come with the program."""
    return _shipped("data")


def data_directory(given: Path | str | None = None) -> Path:
    """The tables to build from: those given, else ./data where it holds table metadata, else the packaged ones.

    Raises UsageError where the folder given holds no csv-metadata.json.
    """
    if given is None:
        here = Path("data")
        return here if (here / METADATA_NAME).is_file() else packaged_data_directory()
    if str(given) == "packaged":
        return packaged_data_directory()
    folder = Path(given)
    if not (folder / METADATA_NAME).is_file():
        raise UsageError(f"{folder}: no {METADATA_NAME} there (the tables' description, W3C CSV on the Web)")
    return folder


def user_cache_directory() -> Path:
    """The folder for a build made on the user's behalf, by the custom of each system."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return root / "sco-graph"
