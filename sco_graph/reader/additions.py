"""What a reading offers to the tables: its source, rows for what is new by it, its claims. A person commits."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from sco_graph.locations import packaged_data_directory
from sco_graph.namespaces import DCTERMS, compact
from sco_graph.reader.proposals import Cells, proposals, remark
from sco_graph.reader.reading import Reading
from sco_graph.reader.rows import claim_rows, source_id
from sco_graph.reader.text import script

_LONGEST_TITLE: Final = 150


def additions(readings: Sequence[Reading]) -> str:
    """The rows as CSV with the columns of their tables, those of each table below a line that names its file.

    What is new but is no row of its own follows as remarks. Nothing that an earlier reading offers is offered again.
    """
    taken: set[str] = set()
    return "\n".join(part for reading in readings for part in _parts(reading, taken))


def _parts(reading: Reading, taken: set[str]) -> Iterator[str]:
    if not reading.findings:
        return
    fresh: dict[str, list[Cells]] = {}
    remarks: list[str] = []
    for finding in reading.findings:
        if finding.judgement.verdict != "new":
            continue
        rows = proposals(reading, finding)
        remarks += [] if rows else [remark(reading, finding)]
        for table, cells in rows:
            if cells["id"] not in taken:
                taken.add(cells["id"])
                fresh.setdefault(table, []).append(cells)
    source = _source(reading)
    if source:
        yield _section("sources", [source])
    for table in sorted(fresh, key=list(_columns()).index):
        yield _section(table, fresh[table])
    yield _heading("claims") + claim_rows(reading)
    if remarks:
        yield "".join(f"# {line}\n" for line in dict.fromkeys(remarks))


def _heading(table: str) -> str:
    return f"# data/{table}.csv\n"


def _section(table: str, rows: Sequence[Cells]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _columns()[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return _heading(table) + out.getvalue()


@cache
def _columns() -> Mapping[str, Sequence[str]]:
    """The columns of each table, as the tables' description has them."""
    from sco_graph.loaders.metadata import read_metadata

    return {table.name: [column.name for column in table.cells] for table in read_metadata(packaged_data_directory())}


def _source(reading: Reading) -> Cells | None:
    """The row of the page, where it has an address that the graph does not know.

    Its title is the first line of the text. Other pages of the same host tell publisher and kind; without one the host
    stands for its publisher. It was accessed today: the text is at hand.
    """
    host = _host(reading.source)
    if not host or reading.known.subject_of("url", reading.source):
        return None
    others = [page for page, address in reading.known.all_values("url") if _host(address) == host]
    title = next(line.strip() for line in reading.text.clean.splitlines() if line.strip())
    return {
        "id": source_id(reading),
        "url": reading.source,
        "title": title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…",
        "kind": compact(_usual(reading, others, "kind") or "news"),
        "publisher": _usual(reading, others, DCTERMS + "publisher") or host,
        "language": script(reading.text.clean),
        "accessed": date.today().isoformat(),
    }


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _usual(reading: Reading, pages: Sequence[str], name: str) -> str | None:
    """The value that most of the pages have for a property."""
    counts = Counter(each for page in pages for each in reading.known.values(page, name))
    return max(sorted(counts), key=lambda each: counts[each], default=None)
