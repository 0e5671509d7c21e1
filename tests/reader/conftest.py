"""One reader for all tests of this folder: names and facts are loaded once."""

from pathlib import Path

import pytest

from sco_graph.reader.reading import Reader
from sco_graph.store import Build


@pytest.fixture(scope="session")
def reader(built: Path) -> Reader:
    return Reader(Build(built))
