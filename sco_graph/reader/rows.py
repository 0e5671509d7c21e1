"""The rows of data/claims.csv that a reading would add, for a person to look at and commit."""

import csv
import io
import re
from hashlib import sha256
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from sco_graph.namespaces import compact
from sco_graph.reader.marks import Moment
from sco_graph.reader.reading import Reading

COLUMNS: Final = (
    "id", "kind", "subject", "object", "value", "qualifier", "date", "about", "property",
    "quote", "quote_start", "quote_end", "sources", "comment",
)  # fmt: skip
# Kinds of claim whose bare name is a concept of another scheme already.
_PREFIXED: Final = frozenset({"membership", "ratification"})


def claim_rows(reading: Reading) -> str:
    """The findings as rows of claims.csv, with their header.

    One about a thing that is new stays out, as does one that no form of words tells.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    number = 0
    for finding in reading.findings:
        statement = finding.statement
        things = [iri for iri in (statement.subject, statement.object) if iri]
        if statement.aside or not all(map(reading.known.exists, things)):
            continue
        number += 1
        quote, start = reading.quote(finding), reading.place(finding)[0]
        start += len(quote) - len(quote.lstrip())  # no cell begins or ends with a space
        quote = quote.strip()
        rows.writerow(
            (
                claim_id(reading, number),
                kind_concept(statement.kind),
                compact(statement.subject),
                compact(statement.object) if statement.object else "",
                statement.literal or "",
                compact(statement.qualifier) if statement.qualifier else "",
                edtf(statement.date),
                "",
                "",
                quote,
                start,
                start + len(quote),
                source_id(reading),
                "" if edtf(statement.date) or not statement.date else f"Some day of {statement.date.edtf}.",
            )
        )
    return out.getvalue()


def edtf(moment: Moment | None) -> str:
    """A date as a cell holds it: a day, a month or a year; empty for a stretch of time between others."""
    return moment.edtf if moment and "/" not in moment.edtf else ""


def claim_id(reading: Reading, number: int) -> str:
    """The id of the n-th claim of a text, after its file or page."""
    stem = PurePath(reading.name).stem
    return f"claim-{_slug(stem) or 'text'}-{number:02}"


def kind_concept(kind: str) -> str:
    """The concept of a kind of claim."""
    return f"claim-{kind}" if kind in _PREFIXED else kind


def source_id(reading: Reading) -> str:
    """The id of the source: that of the graph where it has the address, else a new one after its host."""
    known = reading.known.subject_of("url", reading.source)
    if known:
        return compact(known)
    host = urlsplit(reading.source).hostname or PurePath(reading.source).stem
    return f"src-{_slug(host)}-{sha256(reading.source.encode()).hexdigest()[:5]}"


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold().removeprefix("www.")))
