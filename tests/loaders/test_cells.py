"""One cell at a time: what is read, in which lexical form, and what a person is told where it does not fit."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import csvw
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.loaders.cells import CellError, Item, expected, read_cell
from sco_graph.loaders.dates import EXPECTED
from sco_graph.loaders.metadata import Column, EdtfExpansion
from sco_graph.namespaces import XSD

EDTF = EdtfExpansion("urn:earliest", "urn:latest", exclusive=False)
# What a free-text cell of our tables may hold: no space at either end, which the table reader refuses.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


def column(*, edtf: EdtfExpansion | None = None, **description: Any) -> Column:
    raw = csvw.metadata.Column.fromvalue({"name": "cell", **description})
    return Column(raw=raw, name="cell", virtual=False, suppressed=False, edtf=edtf, scheme=None)


@cache
def typed(datatype: str) -> Column:
    return column(datatype=datatype)


def read_one(datatype: str, text: str) -> Item:
    (item,) = read_cell(typed(datatype), text)
    return item


def as_stored(item: Item) -> ox.Literal:
    """The literal as Oxigraph gives it back: it keeps a number's value, not its spelling."""
    store = ox.Store()
    literal = ox.Literal(item.lexical, datatype=ox.NamedNode(item.datatype))
    node = ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, literal))
    ((value,),) = store.query("SELECT (?o AS ?value) { ?s ?p ?o }")  # type: ignore[misc]
    assert isinstance(value, ox.Literal)
    return value


def refusal(datatype: str, text: str) -> str:
    with pytest.raises(CellError) as caught:
        read_cell(typed(datatype), text)
    return str(caught.value)


class TestLexicalForms:
    """A store that normalises literals finds nothing to normalise, so two builds are the same on every engine."""

    @settings(deadline=None)
    @given(st.integers(-(10**18), 10**18), st.sampled_from(("{}", "{:+}", "{:020}")))
    def test_integer(self, value: int, form: str) -> None:
        item = read_one("integer", form.format(value))
        assert (item.lexical, item.datatype) == (str(value), XSD + "integer")
        assert as_stored(item).value == item.lexical

    @settings(deadline=None)
    @given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(("{:f}", "{:+f}", "{:020f}", "{:.9f}")))
    def test_decimal(self, value: Decimal, form: str) -> None:
        item = read_one("decimal", form.format(value))
        assert (Decimal(item.lexical), item.datatype) == (value, XSD + "decimal")
        assert as_stored(item).value == item.lexical

    @settings(deadline=None)
    @given(st.integers(-(10**9), 10**9))
    def test_whole_decimal(self, value: int) -> None:
        assert read_one("decimal", f"{value}.0") == Item(f"{value}.0", str(value), XSD + "decimal")
        assert as_stored(read_one("decimal", f"{value}.")).value == str(value)

    @pytest.mark.parametrize(("text", "lexical"), [("true", "true"), ("1", "true"), ("false", "false"), ("0", "false")])
    def test_boolean(self, text: str, lexical: str) -> None:
        item = read_one("boolean", text)
        assert (item.lexical, item.datatype) == (lexical, XSD + "boolean")
        assert as_stored(item).value == lexical

    @settings(deadline=None)
    @given(st.dates())
    def test_date(self, value: datetime.date) -> None:
        item = read_one("date", value.isoformat())
        assert (item.lexical, item.datatype) == (value.isoformat(), XSD + "date")
        assert as_stored(item).value == item.lexical

    @settings(deadline=None)
    @given(st.datetimes(), st.sampled_from(("", "Z", "+05:30", "-08:00")))
    def test_date_and_time(self, value: datetime.datetime, zone: str) -> None:
        item = read_one("dateTime", value.isoformat() + zone)
        assert item.lexical == value.isoformat() + zone
        assert datetime.datetime.fromisoformat(item.lexical).replace(tzinfo=None) == value

    @settings(deadline=None)
    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_double(self, value: float) -> None:
        lexical = read_one("double", repr(value)).lexical
        assert float(lexical) == value
        assert re.fullmatch(r"-?([1-9]\.(0|[0-9]*[1-9])E(0|-?[1-9][0-9]*)|0\.0E0)", lexical)

    @settings(deadline=None)
    @given(texts)
    def test_string(self, text: str) -> None:
        assert read_one("string", text) == Item(text, text, XSD + "string")
        assert read_cell(column(), text) == [Item(text, text, XSD + "string")]

    @settings(deadline=None)
    @given(st.sampled_from(("byte", "short", "long", "nonNegativeInteger", "unsignedShort")), st.integers(0, 127))
    def test_derived_integers(self, datatype: str, value: int) -> None:
        assert read_one(datatype, str(value)) == Item(str(value), str(value), XSD + datatype)

    def test_a_datatype_with_an_iri_of_its_own(self) -> None:
        (item,) = read_cell(column(datatype={"base": "string", "@id": "http://example.org/code"}), "CN")
        assert item.datatype == "http://example.org/code"


# Python's parsers read all of these; XSD has none of them.
@pytest.mark.parametrize(
    ("datatype", "text"),
    [
        *(
            ("decimal", text)
            for text in ("NaN", "INF", "-INF", "inf", "Infinity", "1_000", "１２", "1e3", "5%", " 5", ".")
        ),
        *(("integer", text) for text in ("NaN", "INF", "1_000", "１２", "5.0", "1.", "100%", "1e3", "0x1", "--1", "")),
        *(("double", text) for text in ("nan", "infinity", "1_0", "１", "1,0", "e5")),
        *(("boolean", text) for text in ("TRUE", "True", "yes", "01")),
        *(("date", text) for text in ("2023-02-30", "2023-07-04x", "2023-07-04T00:00", "20230704", "2023-7-4")),
        *(("dateTime", text) for text in ("2023-07-04", "20230704T120000", "2023-07-04 12:00:00")),
        *(("time", text) for text in ("12:00", "25:00:00")),
        *(("gYear", text) for text in ("abc", "23")),
        *(("anyURI", text) for text in ("http://x y", "<http://x>", 'http://x/"')),
        *(("byte", text) for text in ("128", "-129")),
        *(("nonNegativeInteger", text) for text in ("-1", "+-1")),
    ],
)
def test_outside_the_lexical_space(datatype: str, text: str) -> None:
    if text:
        assert refusal(datatype, text).startswith(f'found "{text}", expected a')
    else:
        assert read_cell(typed(datatype), text) == []


@settings(deadline=None)
@given(st.sampled_from(("integer", "decimal", "boolean", "date", "dateTime", "double", "anyURI")), st.text(max_size=10))
def test_any_text_is_read_or_refused(datatype: str, text: str) -> None:
    try:
        items = read_cell(typed(datatype), text)
    except CellError as error:
        assert str(error).startswith(f'found "{text}", expected ')
    else:
        assert len(items) == bool(text)


class TestLists:
    @settings(deadline=None)
    @given(st.lists(texts.map(lambda text: text.strip(" ;") or "x"), min_size=1, max_size=5, unique=True))
    def test_items_in_order(self, items: list[str]) -> None:
        items = list(dict.fromkeys(item.replace(";", ",").strip() or "x" for item in items))
        for joiner in (";", "; ", " ;  "):
            assert [item.text for item in read_cell(column(separator=";"), joiner.join(items))] == items

    @settings(deadline=None)
    @given(st.lists(st.integers(), min_size=1, unique=True))
    def test_each_item_is_read_by_the_datatype(self, values: list[int]) -> None:
        items = read_cell(column(separator="|", datatype="integer"), "|".join(map(str, values)))
        assert [int(item.lexical) for item in items] == values

    @pytest.mark.parametrize("text", [";", "a;", ";a", "a;;b", "a; ;b"])
    def test_an_empty_item(self, text: str) -> None:
        with pytest.raises(CellError, match="expected no empty item between two ';'"):
            read_cell(column(separator=";"), text)

    @pytest.mark.parametrize("text", ["a;a", "a;b; a"])
    def test_an_item_twice(self, text: str) -> None:
        with pytest.raises(CellError, match="expected each item once"):
            read_cell(column(separator=";"), text)

    def test_a_bad_item_is_named_alone(self) -> None:
        with pytest.raises(CellError, match=r'^found "two", expected an integer$'):
            read_cell(column(separator=";", datatype="integer"), "1;two;3")

    def test_no_separator_no_list(self) -> None:
        assert [item.text for item in read_cell(column(), "a;b")] == ["a;b"]


class TestEmptyCells:
    @pytest.mark.parametrize("more", [{}, {"separator": ";"}, {"datatype": "integer"}, {"datatype": "date"}])
    def test_nothing_is_no_value(self, more: Mapping[str, Any]) -> None:
        assert read_cell(column(**more), "") == []

    @pytest.mark.parametrize("more", [{}, {"separator": ";"}, {"datatype": "integer"}, {"null": ["", "-"]}])
    def test_a_required_cell(self, more: Mapping[str, Any]) -> None:
        with pytest.raises(CellError, match=r"^found nothing, expected a value: cell may not be empty$"):
            read_cell(column(required=True, **more), "")

    def test_null_marks(self) -> None:
        assert read_cell(column(null=["-", "n/a"], datatype="integer"), "n/a") == []
        assert read_cell(column(null="-"), "-") == []

    def test_a_required_cell_is_not_filled_by_a_null_mark(self) -> None:
        with pytest.raises(CellError, match="cell may not be empty"):
            read_cell(column(null="-", required=True), "-")

    def test_default(self) -> None:
        assert [item.text for item in read_cell(column(default="en"), "")] == ["en"]
        assert [item.text for item in read_cell(column(default="en", required=True), "")] == ["en"]
        assert [item.text for item in read_cell(column(default="en"), "ru")] == ["ru"]


class TestEdtf:
    @pytest.mark.parametrize("text", ["2023-07-04", "2023-07", "2023", "2011~", "2018-06-09?"])
    def test_the_text_is_kept(self, text: str) -> None:
        assert read_cell(column(edtf=EDTF), text) == [Item(text, text, XSD + "string")]

    @pytest.mark.parametrize("text", ["July 2023", "2023-02-30", "2023-13", "2023-07-04/2023-07-05", "9999"])
    def test_what_is_expected(self, text: str) -> None:
        with pytest.raises(CellError) as caught:
            read_cell(column(edtf=EDTF), text)
        assert str(caught.value) == f'found "{text}", expected {EXPECTED}'


@pytest.mark.parametrize(
    ("datatype", "words"),
    [
        (None, "a string"),
        ("integer", "an integer"),
        ("decimal", "a decimal"),
        ("anyURI", "an anyURI"),
        ("boolean", "a boolean"),
        ({"base": "boolean", "format": "true|false"}, "true or false"),
        ({"base": "string", "format": "[A-Z]{2}"}, "a string like [A-Z]{2}"),
        ({"base": "integer", "minimum": "1"}, "an integer of at least 1"),
        ({"base": "integer", "minimum": "0"}, "an integer of at least 0"),
        ({"base": "integer", "maximum": "9"}, "an integer of at most 9"),
        ({"base": "integer", "minInclusive": "1", "maxInclusive": "9"}, "an integer from 1 to 9"),
        ({"base": "decimal", "minimum": "-90", "maximum": "90"}, "a decimal from -90 to 90"),
    ],
)
def test_expected(datatype: Any, words: str) -> None:
    assert expected(column(datatype=datatype) if datatype else column()) == words


@settings(deadline=None)
@given(st.integers(-100, 100))
def test_bounds(value: int) -> None:
    within = column(datatype={"base": "integer", "minimum": "-9", "maximum": "9"})
    if -9 <= value <= 9:
        assert [item.lexical for item in read_cell(within, str(value))] == [str(value)]
    else:
        with pytest.raises(CellError, match="expected an integer from -9 to 9"):
            read_cell(within, str(value))


@settings(deadline=None)
@given(texts)
def test_a_format_holds_for_the_whole_text(text: str) -> None:
    code = column(datatype={"base": "string", "format": "[a-z]+|[0-9]"})
    fits = text.isascii() and ((text.isalpha() and text.islower()) or (len(text) == 1 and text.isdigit()))
    if fits:
        assert [item.text for item in read_cell(code, text)] == [text]
    else:
        with pytest.raises(CellError, match="expected a string like"):
            read_cell(code, text)
