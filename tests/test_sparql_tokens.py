"""Tokens in query text are replaced where a term may stand, and a value can never become more than its term."""

import re
from datetime import date

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from sco_graph.namespaces import CONCEPT, ID, PREFIXES, XSD
from sco_graph.problems import UsageError
from sco_graph.query import NamedQuery, fill, named_queries
from sco_graph.sparql import ParameterType, has_dataset_clause, substitute, term, variables

QUERIES = named_queries()
TERMS = {"x": "<urn:x>", "n": "7", "asOf": f'"2024-07-04"^^<{XSD}date>'}


def parses(text: str) -> bool:
    """Whether Oxigraph takes a query. An empty store answers at once."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        # Strings of all four kinds, with escapes and with the other kinds' quotes inside.
        'SELECT * { ?s ?p "$x" }',
        "SELECT * { ?s ?p '$x' }",
        'SELECT * { ?s ?p """a "quoted" $x\n$n """ }',
        "SELECT * { ?s ?p '''it's $x\n$n ''' }",
        r'SELECT * { ?s ?p "a \" $x" }',
        r"SELECT * { ?s ?p 'a \' $x' }",
        r'SELECT * { ?s ?p "\\", "$x" }',
        r'SELECT * { ?s ?p """ \""" $x """ }',
        """SELECT * { ?s ?p "it's $x", 'say "$x"' }""",
        'SELECT * { ?s ?p "# $x", "<$x>" }',
        'SELECT * { ?s ?p ""@en, "$x" }',
        # Comments.
        "SELECT * { } # $x",
        "# $x\nSELECT * { } # it's \"$x",
        "SELECT * { ?s ?p <http://e.org/a#b> } # $x",
        "SELECT * { ?s a sco:State# $x\n}",
        # IRIs and prefixed names.
        "SELECT * { ?s ?p <http://e.org/$x#$n> }",
        r"SELECT * { ?s ?p id:a\$x }",
        # Other variables.
        "SELECT * { ?x ?n ?asOf }",
        "SELECT * { $xx $n1 $asof $as_of }",
        # Names, not terms.
        "SELECT $x $n { }",
        "SELECT DISTINCT $x $n WHERE { }",
        "select reduced $x where { }",
        "SELECT $x FROM <urn:g> { }",
        "SELECT (COUNT(*) AS $n) { }",
        "SELECT (1 AS # a remark\n $n) { }",
        "SELECT ?s (GROUP_CONCAT(?o; separator='$x') AS $x) WHERE { ?s ?p ?o }",
        "SELECT (EXISTS { ?s ?p ?o } AS ?e) $x WHERE { }",
        "SELECT ?s { ?s ?p ?o } GROUP BY $x $n",
        "SELECT ?s { ?s ?p ?o } ORDER BY $x DESC($n)",
        "SELECT ?s { BIND(1 AS $x) }",
        "SELECT ?s { { SELECT $x { ?s ?p ?o } ORDER BY $x } }",
        "SELECT ?s { VALUES $x { 1 } }",
        "SELECT ?s { VALUES ($x $n) { (1 2) } }",
    ],
)
def test_left_alone(text: str) -> None:
    assert substitute(text, TERMS) == text


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("SELECT * { $x ?p $n }", "SELECT * { <urn:x> ?p 7 }"),
        ("SELECT*{$x ?p $n}", "SELECT*{<urn:x> ?p 7}"),
        ("ASK { ?s ?p $n }", "ASK { ?s ?p 7 }"),
        ("DESCRIBE $x", "DESCRIBE <urn:x>"),
        ("CONSTRUCT { ?s ?p $n } WHERE { ?s ?p $x }", "CONSTRUCT { ?s ?p 7 } WHERE { ?s ?p <urn:x> }"),
        ("SELECT $x { FILTER(?d <= $n) }", "SELECT $x { FILTER(?d <= 7) }"),
        ("SELECT * { FILTER(?d>$n&&?d <$n) }", "SELECT * { FILTER(?d>7&&?d <7) }"),
        ("SELECT * { FILTER(?d IN ($x, $n)) }", "SELECT * { FILTER(?d IN (<urn:x>, 7)) }"),
        ("SELECT * { GRAPH $x { ?s ?p ?o } }", "SELECT * { GRAPH <urn:x> { ?s ?p ?o } }"),
        ("SELECT * { BIND($n AS ?d) }", "SELECT * { BIND(7 AS ?d) }"),
        ("SELECT * { VALUES ?a { $x $n } }", "SELECT * { VALUES ?a { <urn:x> 7 } }"),
        ("SELECT * { VALUES ($a $x) { ($n 1) } }", "SELECT * { VALUES ($a $x) { (7 1) } }"),
        ("SELECT ?a { } VALUES ?a { $x }", "SELECT ?a { } VALUES ?a { <urn:x> }"),
        ("SELECT ?a { } ORDER BY ?a VALUES ?a { $x }", "SELECT ?a { } ORDER BY ?a VALUES ?a { <urn:x> }"),
        ("SELECT * { } LIMIT $n OFFSET $n", "SELECT * { } LIMIT 7 OFFSET 7"),
        ("SELECT ?s { } ORDER BY ?s LIMIT $n", "SELECT ?s { } ORDER BY ?s LIMIT 7"),
        ("SELECT ?s { } GROUP BY ?s HAVING (COUNT(*) > $n)", "SELECT ?s { } GROUP BY ?s HAVING (COUNT(*) > 7)"),
        (
            "SELECT $x { { SELECT $x { $x ?p 1 } } $x ?p 2 }",
            "SELECT $x { { SELECT $x { <urn:x> ?p 1 } } <urn:x> ?p 2 }",
        ),
        (
            "SELECT ?s { { SELECT ?s { } GROUP BY ?s ORDER BY $n } ?s ?p $n }",
            "SELECT ?s { { SELECT ?s { } GROUP BY ?s ORDER BY $n } ?s ?p 7 }",
        ),
        (
            "SELECT (EXISTS { ?s ?p $n } AS ?e) WHERE { ?s ?p $n }",
            "SELECT (EXISTS { ?s ?p 7 } AS ?e) WHERE { ?s ?p 7 }",
        ),
        ("SELECT * { ?s ?p '$x', $x, \"$x\" }", "SELECT * { ?s ?p '$x', <urn:x>, \"$x\" }"),
        ("SELECT * { # $x\n $x ?p ?o }", "SELECT * { # $x\n <urn:x> ?p ?o }"),
        ("SELECT * { # $x\r $x ?p ?o }", "SELECT * { # $x\r <urn:x> ?p ?o }"),
        ("SELECT * { ?s a sco:State ; sco:by $x }", "SELECT * { ?s a sco:State ; sco:by <urn:x> }"),
        ("SELECT * { ?s ?p 'a'@by, $x }", "SELECT * { ?s ?p 'a'@by, <urn:x> }"),
        ("SELECT * { ?s ?p ?select . ?s ?q $x }", "SELECT * { ?s ?p ?select . ?s ?q <urn:x> }"),
        ("SELECT * { ?s ?p $n. ?s ?q ?o }", "SELECT * { ?s ?p 7. ?s ?q ?o }"),
    ],
)
def test_replaced(text: str, replaced: str) -> None:
    assert substitute(text, TERMS) == replaced


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * FROM <urn:g> WHERE {}", True),
        ("SELECT * from named <urn:g> {}", True),
        ("SELECT ('FROM' AS ?x) {}", False),
        ("SELECT * {} # FROM <urn:g>", False),
        ("SELECT ?from { ?from sco:from <http://e.org/FROM> ; :FROM 'a'@from }", False),
    ],
)
def test_dataset_clause(text: str, found: bool) -> None:
    assert has_dataset_clause(text) is found


# Parts of a query in which the token may not be touched, and parts in which it must be.
PROTECTED = ("'$x'", '"$x"', "'''$x'''", '"""$x"""', "<urn:$x>", "# $x\n", r"'\'$x'", r'"\"$x"', "?x", "$xx", "id:x")


@settings(deadline=None)
@given(st.lists(st.sampled_from((*PROTECTED, "$x", "?s", "a", ".", ";", "'it''s'", '"#"', "7")), max_size=12))
def test_any_row_of_parts(parts: list[str]) -> None:
    text = " ".join(("SELECT * {", *parts, "}"))
    replaced = " ".join(("SELECT * {", *("<urn:x>" if part == "$x" else part for part in parts), "}"))
    assert substitute(text, {"x": "<urn:x>"}) == replaced


@settings(deadline=None)
@given(st.text(alphabet=" \n\"'\\#<>{}()$?:ax@.", max_size=40))
def test_any_text_is_kept_where_nothing_is_replaced(text: str) -> None:
    assert substitute(text, {}) == text
    assert substitute(text, {name: f"${name}" for name in variables(text)}) == text


def meaning(text: str, kind: ParameterType) -> list[rdflib.term.Node | None]:
    """What a parameter's value means to both engines, as terms of rdflib."""
    query = substitute("SELECT ?v { BIND($v AS ?v) }", {"v": term(text, kind)})
    ((value,),) = ox.Store().query(query)  # type: ignore[misc]
    assert isinstance(value, ox.NamedNode | ox.Literal)
    if isinstance(value, ox.NamedNode):
        found: rdflib.term.Node = rdflib.URIRef(value.value)
    else:
        plain = value.datatype.value == XSD + "string"
        found = rdflib.Literal(value.value, datatype=None if plain else rdflib.URIRef(value.datatype.value))
    (row,) = rdflib.Graph().query(query)
    assert isinstance(row, rdflib.query.ResultRow)
    return [found, row[0]]


INJECTIONS = (
    '" } ; DROP ALL #',
    "' } #",
    '"""',
    "'''",
    "\\",
    '\\"',
    '\\\\"',
    "\n\r\t",
    "\\u0022 } #",
    "\\\\u0022",
    "\\U00000022",
    "\\u0041b",
    "$asOf",
    "?x",
    "<urn:x>",
    "> } #",
    "# comment",
    "{}",
    '"^^<urn:t>',
    '"@en',
    "上海 Шанхай",
    "\u2028\u0085",
    "",
)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20))
@example("\\u0022 } #")
@example("\\\\u00222222")
@example('\\" } #')
def test_a_string_means_itself(text: str) -> None:
    assert meaning(text, "string") == [rdflib.Literal(text)] * 2


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_string_that_would_break_out(text: str) -> None:
    assert meaning(text, "string") == [rdflib.Literal(text)] * 2


@pytest.mark.parametrize("kind", ["thing", "concept", "date", "number"])
@pytest.mark.parametrize("text", INJECTIONS)
def test_other_types_refuse_what_would_break_out(text: str, kind: ParameterType) -> None:
    with pytest.raises(UsageError, match=r"(?s)found .*, expected a"):
        term(text, kind)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.sampled_from(("thing", "concept", "date", "number")))
@example("http://[", "thing")
@example("urn:a\x00b", "thing")
@example("urn:a\x1fb", "concept")
@example("http://a/%zz", "thing")
@example("id:a b", "thing")
@example("５", "number")
@example("5\n", "number")
@example("china\n", "thing")
@example("2024-07-04\n", "date")
def test_any_text_is_one_term_or_refused(text: str, kind: ParameterType) -> None:
    try:
        written = term(text, kind)
    except UsageError:
        return
    assert parses(f"SELECT * {{ ?s ?p {written} }}")
    assert re.fullmatch(r"<[^<> ]+>|\"[0-9-]+\"\^\^<[^<> ]+>|[+-]?[0-9.]+", written)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("china", "thing", f"<{ID}china>"),
        ("member", "concept", f"<{CONCEPT}member>"),
        ("summit-2024-astana", "thing", f"<{ID}summit-2024-astana>"),
        ("id:china", "thing", f"<{ID}china>"),
        ("concept:member", "concept", f"<{CONCEPT}member>"),
        ("http://www.wikidata.org/entity/Q148", "thing", "<http://www.wikidata.org/entity/Q148>"),
        ("http://e.org/上海", "thing", "<http://e.org/上海>"),
        ("2024-07-04", "date", f'"2024-07-04"^^<{XSD}date>'),
        ("5", "number", "5"),
        ("-2.50", "number", "-2.50"),
        ("+3", "number", "+3"),
    ],
)
def test_terms(text: str, kind: ParameterType, written: str) -> None:
    assert term(text, kind) == written


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("China", "thing"),
        ("-china", "thing"),
        ("china-", "thing"),
        ("some thing", "thing"),
        ("2024-02-30", "date"),
        ("2024-07", "date"),
        ("July 2024", "date"),
        ("five", "number"),
        ("1e5", "number"),
        ("5.", "number"),
        ("1_000", "number"),
        ("1,5", "number"),
        ("--5", "number"),
    ],
)
def test_what_does_not_fit_the_type(text: str, kind: ParameterType) -> None:
    with pytest.raises(UsageError, match=f'found "{text}", expected a'):
        term(text, kind)


@settings(deadline=None)
@given(st.dates())
def test_a_date_keeps_its_day(day: date) -> None:
    assert term(day.isoformat(), "date") == f'"{day.isoformat()}"^^<{XSD}date>'


@settings(deadline=None)
@given(st.decimals(-(10**6), 10**6, places=3).map(str))
def test_a_number_is_written_as_it_came(text: str) -> None:
    assert term(text, "number") == text


EXAMPLES: dict[ParameterType, str] = {
    "thing": "china",
    "concept": "member",
    "date": "2024-07-04",
    "number": "5",
    "string": 'a "quoted" \\ word',
}


def filled(query: NamedQuery) -> str:
    return fill(query, {parameter.name: EXAMPLES[parameter.type] for parameter in query.parameters}, "2024-07-04")


def without_strings_and_comments(text: str) -> str:
    quoted = r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|' + r"'''(?:[^\\]|\\.)*?'''|'(?:[^'\\\n]|\\.)*'"
    return re.sub(rf"(?s:{quoted})|<[^<>\s]*>|#[^\n]*", " ", text)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_named_query_with_its_parameters(query: NamedQuery) -> None:
    """Both engines parse it, and every token was replaced."""
    text = filled(query)
    assert "$" not in without_strings_and_comments(text)
    assert parses(text)
    prepareQuery(text, initNs={prefix: rdflib.Namespace(iri) for prefix, iri in PREFIXES.items()})


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_named_query_declares_what_it_uses(query: NamedQuery) -> None:
    assert variables(query.text) - {"asOf"} == {parameter.name for parameter in query.parameters}
