"""One cell: its text, read by the datatype that the metadata gives, or a message that says what is wrong.

The csvw library drops a row at its first mistake, so cells are read one by one here.
"""

import datetime
import decimal
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sco_graph.loaders import dates
from sco_graph.loaders.metadata import Column
from sco_graph.namespaces import RDF, XSD
from sco_graph.problems import found_expected

# CSVW's names for datatypes that XSD calls otherwise (Tabular Metadata, section 5.11.1).
_DATATYPE_IRIS: Final = {
    "any": XSD + "anyAtomicType",
    "number": XSD + "double",
    "binary": XSD + "base64Binary",
    "datetime": XSD + "dateTime",
    "xml": RDF + "XMLLiteral",
    "html": RDF + "HTML",
    "json": "http://www.w3.org/ns/csvw#JSON",
}

# XSD's lexical forms, for cells without a format of their own: the csvw library leaves parsing to Python,
# which also takes "1_000", "nan", "100%" for an integer, "2023-07-04x" for a date.
_DAY, _CLOCK, _ZONE = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d(\.\d+)?", r"(Z|[+-]\d\d:\d\d)?"
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_LEXICAL_FORMS: Final = {
    name: re.compile(form, re.ASCII)
    for name, form in {
        "integer": r"[+-]?\d+",
        "decimal": _NUMBER,
        "float": rf"{_NUMBER}([eE][+-]?\d+)?|[+-]?INF|NaN",
        "date": _DAY + _ZONE,
        "time": _CLOCK + _ZONE,
        "datetime": f"{_DAY}T{_CLOCK}{_ZONE}",
        "gYear": r"-?\d{4,}" + _ZONE,
        "gYearMonth": r"-?\d{4,}-\d\d" + _ZONE,
        "gMonth": r"--\d\d" + _ZONE,
        "gMonthDay": r"--\d\d-\d\d" + _ZONE,
        "gDay": r"---\d\d" + _ZONE,
        "anyURI": r"[^\s<>\"{}|\\^`]*",
    }.items()
}


class CellError(ValueError):
    """A cell that does not fit its column; the text is the message for a person."""


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a cell: its text in the table, and its literal in RDF (lexical form and datatype IRI)."""

    text: str
    lexical: str
    datatype: str


def read_cell(column: Column, text: str) -> list[Item]:
    """The values of a cell: none where it is empty, several where the column has a separator.

    Raises CellError with what was found and what is expected.
    """
    if not text:
        text = column.raw.inherit("default") or ""
    if text in column.nulls:
        if column.required:
            raise CellError(found_expected("", f"a value: {column.name} may not be empty"))
        return []
    parts = text.split(column.separator) if column.separator else [text]
    if column.separator:
        parts = [part.strip() for part in parts]
        if "" in parts:
            raise CellError(found_expected(text, f"no empty item between two '{column.separator}'"))
        if len(set(parts)) < len(parts):
            raise CellError(found_expected(text, "each item once"))
    return [_item(column, part) for part in parts]


def _item(column: Column, text: str) -> Item:
    if column.edtf:
        try:
            dates.parse(text)
        except ValueError:
            raise CellError(found_expected(text, dates.EXPECTED)) from None
        return Item(text, text, XSD + "string")
    datatype = column.datatype
    if datatype is None:
        return Item(text, text, XSD + "string")
    try:
        _check_form(datatype, text)
        with decimal.localcontext(prec=len(text) + 28):  # csvw multiplies numbers, which rounds them to 28 digits
            lexical = lexical_form(datatype.read(text), datatype.base, text)
    except (ValueError, TypeError, OverflowError, decimal.InvalidOperation):
        raise CellError(found_expected(text, expected(column))) from None
    iri = datatype.at_props.get("id") or _DATATYPE_IRIS.get(datatype.base, XSD + datatype.base)
    return Item(text, lexical, iri)


def _check_form(datatype: Any, text: str) -> None:
    """Raise ValueError where a text is outside its datatype's lexical space, which the csvw library overlooks."""
    names = _family(datatype.basetype)
    form = next((_LEXICAL_FORMS[name] for name in names if name in _LEXICAL_FORMS), None)
    if form and not datatype.format and not form.fullmatch(text):
        raise ValueError(text)
    if "decimal" in names and text.lstrip("+-") in ("INF", "NaN"):
        raise ValueError(text)


@cache
def _family(basetype: type) -> tuple[str, ...]:
    """A datatype and those that it is derived from, by name: ("byte", "integer", "decimal", ...)."""
    return tuple(getattr(kind, "name", "") for kind in basetype.__mro__)


def expected(column: Column) -> str:
    """What a column asks for, in words: "an integer of at least 1", "a string like [A-Z]{2}"."""
    datatype = column.datatype
    if datatype is None:
        return "a string"
    base, pattern = datatype.base, datatype.format
    words = f"{'an' if base[0] in 'aeiou' else 'a'} {base}"
    if base == "boolean" and isinstance(pattern, str):
        return " or ".join(pattern.split("|"))
    if isinstance(pattern, str):
        words += f" like {pattern}"
    minimum = datatype.minimum if datatype.minimum is not None else datatype.minInclusive
    maximum = datatype.maximum if datatype.maximum is not None else datatype.maxInclusive
    if minimum is not None and maximum is not None:
        words += f" from {minimum} to {maximum}"
    elif minimum is not None:
        words += f" of at least {minimum}"
    elif maximum is not None:
        words += f" of at most {maximum}"
    return words


def lexical_form(value: Any, base: str, text: str) -> str:
    """A value as XSD's canonical text, so that a store which normalises literals changes nothing.

    >>> from decimal import Decimal
    >>> lexical_form(Decimal("54.6170"), "decimal", "54.6170"), lexical_form(True, "boolean", "1")
    ('54.617', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, decimal.Decimal):
        return _decimal(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _double(value)
    if isinstance(value, datetime.datetime):
        if base == "date":
            return value.date().isoformat() + _offset(value)
        if base == "time":
            return value.timetz().isoformat().replace("+00:00", "Z")
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return text


def _offset(value: datetime.datetime) -> str:
    offset = value.isoformat()[19:]
    return "Z" if offset == "+00:00" else offset


def _decimal(value: decimal.Decimal) -> str:
    shown = format(value.normalize(), "f")
    return "0" if shown in ("-0", "") else shown


def _double(value: float) -> str:
    if math.isinf(value):
        return "INF" if value > 0 else "-INF"
    if math.isnan(value):
        return "NaN"
    sign, digits, exponent = decimal.Decimal(repr(value)).as_tuple()
    assert isinstance(exponent, int)
    shown = "".join(map(str, digits)).lstrip("0")
    fraction = shown[1:].rstrip("0") or "0"
    return f"{'-' if sign else ''}{shown[:1] or '0'}.{fraction}E{exponent + len(shown) - 1 if shown else 0}"
