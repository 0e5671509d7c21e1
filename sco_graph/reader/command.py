"""The command `sco-graph read`: files or standard input to claims with verdicts."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from sco_graph.problems import UsageError
from sco_graph.reader.additions import additions
from sco_graph.reader.reading import Reader
from sco_graph.reader.report import FORMATS, written
from sco_graph.reader.rows import source_id
from sco_graph.reader.text import decode, read_file
from sco_graph.store import Build


def read_files(
    files: Sequence[str],
    build: Build,
    *,
    published: str | None,
    source_url: str | None,
    form: str,
    accept: bool,
) -> str:
    """What the command prints. Raises UsageError where the call is wrong or a file cannot be read as text."""
    if form not in FORMATS:
        raise UsageError(f'found "{form}", expected one of {", ".join(FORMATS)}')
    if source_url and len(files) > 1:
        raise UsageError("--source-url names the page of one text; give one file")
    reader = Reader(build)
    readings = []
    for file in files:
        text = decode(sys.stdin.buffer.read(), "standard input") if file == "-" else read_file(Path(file))
        if not text.strip():
            print(f"{file}: the text is empty", file=sys.stderr)
        readings.append(reader.read(text, published=published, source=source_url or file, name=file))
    gc.freeze()  # the process ends soon: to look for rubbish in all that was loaded would cost a tenth of a second
    if not accept:
        return written(readings, form)
    for reading in readings:
        print(f"rows from {source_id(reading)}; look at them before you add them", file=sys.stderr)
        if "://" not in reading.source:
            print("without --source-url there is no row for data/sources.csv", file=sys.stderr)
    return additions(readings)
