"""SPARQL questions to a build: named, from a file, from standard input or typed.

A named query is a .rq file with a comment header (title, question, parameters, example) beside this module.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from sco_graph.locations import ontology_directory
from sco_graph.namespaces import DEFAULT_GRAPHS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, PREFIXES
from sco_graph.problems import UsageError, found_expected, nearest
from sco_graph.sparql import PARAMETER_TYPES, ParameterType, day, has_dataset_clause, refuse_remote, substitute, term
from sco_graph.terms import DEFAULT_GRAPH_NODES, in_graph

QUERIES: Final = Path(__file__).resolve().parent / "queries"
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Parameter:
    """A `$name` of a named query, its type and its default (None: it must be given)."""

    name: str
    type: ParameterType
    default: str | None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that the project knows: its text, and what its header says."""

    name: str
    title: str
    question: str
    example: str
    text: str
    parameters: list[Parameter] = field(default_factory=list)


def named_queries() -> list[NamedQuery]:
    """All named queries, by name."""
    return [read_named_query(path) for path in sorted(QUERIES.glob("*.rq"), key=lambda path: path.stem)]


def read_named_query(path: Path) -> NamedQuery:
    """A .rq file with its header. Raises UsageError where a parameter line is not `name type = default`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line[1:].partition(":")
        key, value = key.strip(), value.strip()
        if key == "param":
            parameters.append(_parameter(path, value))
        else:
            header[key] = value
    get = header.get
    return NamedQuery(path.stem, get("title", path.stem), get("question", ""), get("example", ""), text, parameters)


def _parameter(path: Path, line: str) -> Parameter:
    declared, equals, default = line.partition("=")
    match declared.split():
        case [name, kind] if kind in PARAMETER_TYPES:
            return Parameter(name, kind, default.strip() if equals else None)
    raise UsageError(f"{path.name}: {found_expected(line, '`param: name type = default`')}")


def find_query(source: str) -> NamedQuery:
    """The query that `source` means: a name, a file, or SPARQL text. Raises UsageError with the nearest name."""
    known = {path.stem: path for path in QUERIES.glob("*.rq")}
    if source in known:
        return read_named_query(known[source])
    if any(mark in source for mark in "{\n") or source.upper().startswith("DESCRIBE "):
        return NamedQuery("query", "", "", "", source)
    if _is_file(source):
        return read_named_query(Path(source))
    raise UsageError(found_expected(source, "a named query (--list), a file or SPARQL text", nearest(source, known)))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name, or holding what no name may
        return False


def fill(query: NamedQuery, given: Mapping[str, str], as_of: str) -> str:
    """The query's text with its parameters and `$asOf` filled in. Raises UsageError for unknown or missing ones."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            expected = f"a parameter of the query ({', '.join(known) or 'it has none'})"
            raise UsageError(f"{query.name}: {found_expected(name, expected, nearest(name, known))}")
    terms = {"asOf": term(as_of, "date")}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None:
            raise UsageError(f"{query.name}: give --param {name}=… (a {parameter.type})")
        try:
            terms[name] = term(value, parameter.type)
        except UsageError as error:
            raise UsageError(f"{query.name}: --param {name}: {error}") from None
    return substitute(query.text, terms)


def run(store: ox.Store, text: str) -> Results:
    """Ask an Oxigraph store; the default graph is ontology + facts + inferred unless the query says FROM.

    Raises UsageError where the text is no SPARQL.
    """
    refuse_remote(text)
    graphs = None if has_dataset_clause(text) else DEFAULT_GRAPH_NODES
    try:
        return store.query(text, default_graph=graphs, prefixes=PREFIXES)
    except SyntaxError as error:
        raise UsageError(f"not SPARQL 1.1: {error}") from None


def store_as_of(store: ox.Store, as_of: str) -> ox.Store:
    """The same graphs in memory, with the shortcuts (memberOf, holdsOffice, ...) of the day `as_of`."""
    from sco_graph.dataset import in_memory
    from sco_graph.rules import infer_over

    def triples(graph: str) -> Iterator[ox.Triple]:
        return (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    graphs = {name.value: triples(name.value) for name in store.named_graphs() if name.value != GRAPH_INFERRED}
    fresh = in_memory({iri: found for iri, found in graphs.items() if iri in (GRAPH_ONTOLOGY, GRAPH_FACTS)} | graphs)
    derived = infer_over(fresh, ontology_directory() / "rules", day(as_of))
    fresh.bulk_extend(in_graph(derived, ox.NamedNode(GRAPH_INFERRED)))
    return fresh


def ask_endpoint(url: str, text: str) -> Results:
    """Ask a SPARQL 1.1 endpoint, with our three graphs as its default graph.

    Follows the SPARQL 1.1 Protocol (query via POST, parameters in the URL). Raises UsageError where the endpoint
    cannot be reached or refuses the query.
    """
    from urllib.error import HTTPError, URLError
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen

    if not url.startswith(("http://", "https://")):
        raise UsageError(found_expected(url, "the http(s) address of a SPARQL endpoint"))
    named = [] if has_dataset_clause(text) else [("default-graph-uri", iri) for iri in DEFAULT_GRAPHS]
    # Prefixes that our own store supplies are spelled out for others.
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if f"{prefix}:" in text)
    request = Request(
        f"{url}{'&' if '?' in url else '?'}{urlencode(named)}" if named else url,
        data=(declared + text).encode(),
        headers={
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json, application/n-triples;q=0.9",
        },
    )
    try:
        with urlopen(request, timeout=60) as response:
            kind = response.headers.get_content_type()
            body: bytes = response.read()
    except HTTPError as error:
        raise UsageError(f"{url}: HTTP {error.code}: {error.read(500).decode(errors='replace').strip()}") from None
    except (URLError, OSError) as error:
        raise UsageError(f"{url}: {error}") from None
    if kind == "application/n-triples":
        triples = ox.Store()
        triples.bulk_load(body, format=ox.RdfFormat.N_TRIPLES)
        return cast(ox.QueryTriples, triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    return cast(Results, ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))


def rows(results: ox.QuerySolutions) -> tuple[Sequence[str], list[list[ox.NamedNode | ox.Literal | None]]]:
    """The columns and rows of a SELECT's answer."""
    names = [variable.value for variable in results.variables]
    return names, [[cast("ox.NamedNode | ox.Literal | None", row[name]) for name in names] for row in results]
