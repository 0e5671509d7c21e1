"""Rows for what a text says and the graph does not have, as far as the claim says it.

A day on which something was so is a sighting (`seen_on`), and its end is not known; where the text tells of a change,
the day is also the start. What a claim does not say stays empty, or there is no row.
"""

import re
from collections.abc import Iterator
from typing import Final

from sco_graph.namespaces import CONCEPT, ID, ONTOLOGY, RDF, compact
from sco_graph.reader.lexicon import slug
from sco_graph.reader.reading import Reading
from sco_graph.reader.rows import edtf, source_id
from sco_graph.reader.text import script
from sco_graph.reader.verdicts import Finding

Cells = dict[str, str]

# A row that a program read from a report has an inferred part: the definition of `medium`.
_CONFIDENCE: Final = "medium"
_TABLE_OF: Final = {
    "Meeting": "events",
    "Exercise": "exercises",
    "Document": "documents",
    "Treaty": "documents",
    "Body": "bodies",
    "InternationalOrganization": "organizations",
    "State": "states",
    "Person": "persons",
    "Place": "places",
}
# Kinds of claim that are a cell of a row.
_COLUMN_OF: Final = {
    "event-date": "start",
    "event-place": "place",
    "event-host": "host",
    "document-date": "signed_on",
    "document-place": "place",
    "document-event": "adopted_at",
    "body-seat": "seat",
    "founding": "start",
    "chairmanship": "chaired_by",
    "alias": "alt_{language}",
}


def proposals(reading: Reading, finding: Finding) -> list[tuple[str, Cells]]:
    """The rows, with their tables, that would hold a new claim; none where the claim does not say enough for one."""
    rows = list(_rows(reading, finding))
    ends = {finding.statement.subject, finding.statement.object} - {None}
    offered = {ID + cells["id"] for _, cells in rows}
    if not all(reading.known.exists(iri) or iri in offered for iri in ends if iri):
        return []
    more = {"sources": source_id(reading), "confidence": _CONFIDENCE}
    return [(table, cells | more) for table, cells in rows]


def remark(reading: Reading, finding: Finding) -> str:
    """What a person would have to do by hand about a new claim that is no row."""
    statement = finding.statement
    said = compact(statement.object) if statement.object else statement.literal
    column = _COLUMN_OF.get(statement.kind, "").format(language=script(reading.quote(finding)))
    about = statement.object if statement.kind == "chairmanship" else statement.subject
    table = _table(reading, about)
    if column and table and not (statement.kind == "founding" and statement.object):
        value = compact(statement.subject) if statement.kind == "chairmanship" else said
        return f"data/{table}.csv, row {compact(about or '')}, column {column}: {value}"
    return f"no row: {statement.kind} {compact(statement.subject)} {said}: {finding.judgement.reason}"


def _table(reading: Reading, thing: str | None) -> str | None:
    """The table that a thing's row stands in."""
    types = reading.known.values(thing, RDF + "type") if thing else []
    return next((table for name, table in _TABLE_OF.items() if ONTOLOGY + name in types), None)


def _rows(reading: Reading, finding: Finding) -> Iterator[tuple[str, Cells]]:
    statement, known = finding.statement, reading.known
    if statement.object is None:
        return
    kind, subject, object_ = statement.kind, compact(statement.subject), compact(statement.object)
    day, status = edtf(statement.date), compact(statement.qualifier or "")
    sighting = {"seen_on": day, "end_state": "end-unknown"}
    if kind == "participation":
        cells = {"event": object_, "participant": subject, "role": status or "participant"}
        yield "participations", {"id": f"participation-{object_}-{subject}", **cells}
    elif kind in ("membership", "status") and day and known.is_in(CONCEPT + status, "statuses-scheme"):
        start = {"start": day} if statement.becoming and statement.dated else {}
        cells = {"member": subject, "organization": object_, "status": status, **start, **sighting}
        yield "memberships", {"id": f"membership-{subject}-{object_}-{status}-{day[:4]}", **cells}
    elif kind == "tenure" and day:
        yield from _person(reading, finding)
        yield from _office(reading, object_)
        yield (
            "tenures",
            {"id": f"tenure-{subject}-{object_}-{day[:4]}", "holder": subject, "office": object_, **sighting},
        )
    elif kind == "chairmanship" and day and _table(reading, statement.object) == "bodies":
        cells = {"chair": subject, "body": object_, **sighting}
        yield "chairmanships", {"id": f"chairmanship-{subject}-{object_}-{day[:4]}", **cells}
    elif kind == "signature":
        dates = [day] if statement.dated else known.values(statement.object, "signedOnEdtf", "signedOn")
        if dates and dates[0]:
            cells = {"document": object_, "signatory": subject, "date": dates[0]}
            yield "signatures", {"id": f"signature-{object_}-{subject}", **cells}
    elif kind == "ratification":
        cells = {"document": object_, "signatory": subject, "action": kind, "date": day if statement.dated else ""}
        yield "ratifications", {"id": f"ratification-{object_}-{subject}", **cells}


def _person(reading: Reading, finding: Finding) -> Iterator[tuple[str, Cells]]:
    """The row of somebody whom the graph does not know, by the name that the text gives."""
    person = finding.statement.subject
    name = None if reading.known.exists(person) else _name(reading.quote(finding), compact(person))
    if name:
        yield "persons", {"id": compact(person), "name_en": name}


def _office(reading: Reading, office: str) -> Iterator[tuple[str, Cells]]:
    """The row of an office that a state has, as all states have it, and the graph does not: its id says what it is."""
    known = reading.known
    if known.exists(ID + office):
        return
    for cut in re.finditer("-of-", office):  # head-of-government-of-kazakhstan
        kind, of = office[: cut.start()], office[cut.end() :]
        if known.is_in(CONCEPT + kind, "office-kinds-scheme") and known.exists(ID + of):
            title = known.label(CONCEPT + kind)
            name = f"{title[:1].upper()}{title[1:]} of {known.label(ID + of)}"
            yield "offices", {"id": office, "office_kind": kind, "office_of": of, "name_en": name}


def _name(quote: str, person: str) -> str | None:
    """The words of a quotation that a person's id was made of.

    >>> _name("President Jane Q. McDoe said", "jane-q-mcdoe")
    'Jane Q. McDoe'
    """
    words = quote.split()
    spans = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return next((span.strip(" ,;:\"'") for span in spans if slug(span) == person), None)
