"""What `read --accept` prints, as a person takes it apart: the rows below each line that names a table."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, str]]


def sections(printed: str) -> dict[str, Rows]:
    """The rows of each table."""
    _, *parts = re.split(r"(?m)^# data/(\w+)\.csv\n", printed)
    found: dict[str, Rows] = {}
    for table, body in zip(parts[::2], parts[1::2], strict=True):
        end = re.search(r"(?m)^(#|$)", body)
        found[table] = list(csv.DictReader(io.StringIO(body[: end.start()] if end else body)))
    return found
