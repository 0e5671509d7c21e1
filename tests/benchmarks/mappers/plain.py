"""What somebody would write who has no sco-graph: the description and the tables with Python's csv and json alone.

It trusts the tables: nothing is checked. It knows what our description uses of CSVW, and no more.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

_PREFIXES = {
    "dc": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
XSD = "http://www.w3.org/2001/XMLSchema#"
_EDTF = "https://w3id.org/sco-graph/ontology#edtf"
_FORM = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?")

# Subject, property, object; of a literal the datatype or the language, both None for an IRI.
Statement = tuple[str, str, str, str | None, str | None]


def statements(folder: Path) -> Iterator[Statement]:
    """What the tables of a folder say, row by row; some statements come more than once."""
    described = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in described["tables"]:
        schema = table["tableSchema"]
        with (folder / table["url"]).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                subject = schema["aboutUrl"].format_map(row)
                for column in schema["columns"]:
                    if not column.get("suppressOutput"):
                        yield from _cell(subject, column, row)


def _cell(subject: str, column: dict[str, Any], row: dict[str, str]) -> Iterator[Statement]:
    prop, name = _iri(column["propertyUrl"]), column["name"]
    if column.get("virtual"):
        yield subject, prop, _iri(column["valueUrl"]), None, None
        return
    text = row[name]
    for item in text.split(column["separator"]) if text and "separator" in column else [text] * bool(text):
        if _EDTF in column:
            yield from _dates(subject, prop, column[_EDTF], item)
        elif "valueUrl" in column:
            yield subject, prop, column["valueUrl"].format_map({name: item}), None, None
        else:
            yield subject, prop, *_literal(column, item)


def _literal(column: dict[str, Any], text: str) -> tuple[str, str, str | None]:
    datatype = column.get("datatype", "string")
    base = datatype if isinstance(datatype, str) else datatype["base"]
    if base == "string" and "lang" in column:
        return text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", column["lang"]
    if base == "boolean":
        text = "true" if text in ("true", "1") else "false"
    elif base == "decimal":
        text = format(Decimal(text).normalize(), "f")
    elif base == "integer":
        text = str(int(text))
    return text, XSD + base, None


def _dates(subject: str, prop: str, into: dict[str, Any], text: str) -> Iterator[Statement]:
    """The earliest and the latest day of an EDTF date, and the date as written where the day is not known."""
    form = _FORM.fullmatch(text)
    assert form, text
    year, month, day, vague = form.groups()
    earliest = date(int(year), int(month or 1), int(day or 1))
    unit = relativedelta(days=1) if day else relativedelta(months=1) if month else relativedelta(years=1)
    after = earliest + unit
    if vague:
        earliest, after = earliest - unit, after + unit
    exact = bool(day and not vague)
    if not exact:
        yield subject, prop, text, XSD + "string", None
    latest = after if into.get("exclusive") and not exact else after - timedelta(days=1)
    yield subject, into["earliest"], earliest.isoformat(), XSD + "date", None
    yield subject, into["latest"], latest.isoformat(), XSD + "date", None


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _PREFIXES[prefix] + local if prefix in _PREFIXES else name
