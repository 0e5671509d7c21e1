"""Query text: `$name` tokens replaced by typed terms, where SPARQL 1.1's grammar lets a term stand and nowhere else.

Replacing text before parsing works on every engine and endpoint; bindings given at run time do not.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

from sco_graph.namespaces import CONCEPT, ID, OWN_PREFIXES, PREFIXES, XSD
from sco_graph.problems import UsageError, found_expected

ParameterType = Literal["thing", "concept", "date", "number", "string"]
PARAMETER_TYPES: Final[tuple[ParameterType, ...]] = ("thing", "concept", "date", "number", "string")

_TOKEN: Final = re.compile(
    r'''(?P<string>"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      |(?P<iri><[^<>"{}|^`\\\s]*>)
      |(?P<comment>\#[^\r\n]*)
      |(?P<variable>[$?]\w+)
      |(?P<name>[\w.-]*:(?:[\w.:%/-]|\\.)*)
      |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      |(?P<word>[^\W\d]\w*)
      |(?P<other>.)''',
    re.VERBOSE | re.DOTALL,
)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# rdflib turns a bare tab into spaces.
_ESCAPES: Final = str.maketrans({'"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_AFTER_LIST: Final = frozenset({"WHERE", "FROM", "HAVING", "LIMIT", "OFFSET", "ORDER"})


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "other", match.group()


def substitute(text: str, terms: Mapping[str, str]) -> str:
    """Query text with each `$name` of `terms` replaced, where a term may stand.

    Left alone: strings, comments, IRIs, the SELECT list, what GROUP BY and ORDER BY name, a name after AS, the
    variables of VALUES.

    >>> substitute("SELECT ?s $d WHERE { ?s ?p $d } # $d", {"d": "1"})
    'SELECT ?s $d WHERE { ?s ?p 1 } # $d'
    """
    result: list[str] = []
    in_names = False
    previous = ""
    depth = 0
    outer: list[tuple[bool, int]] = []  # what a pair of braces stands in: a SELECT list may hold EXISTS { ... }
    for kind, token in _tokens(text):
        word = token.upper() if kind == "word" else token
        if kind == "other" and token in "()":
            depth += 1 if token == "(" else -1
        if word in ("SELECT", "BY", "VALUES") and kind == "word":
            in_names, depth = True, 0
        elif kind == "word" and word in _AFTER_LIST and depth == 0:
            in_names = False
        elif kind == "other" and token == "{":
            outer.append((in_names and depth > 0, depth))
            in_names = False
        elif kind == "other" and token == "}":
            in_names, depth = outer.pop() if outer else (False, 0)
        replaceable = kind == "variable" and token.startswith("$") and token[1:] in terms
        result.append(terms[token[1:]] if replaceable and not in_names and previous != "AS" else token)
        if not (kind == "comment" or token.isspace()):
            previous = word
    return "".join(result)


def has_dataset_clause(text: str) -> bool:
    """Whether a query names its own graphs with FROM.

    >>> has_dataset_clause("SELECT * FROM <urn:g> WHERE {}"), has_dataset_clause("SELECT ('FROM' AS ?x) {}")
    (True, False)
    """
    return any(kind == "word" and token.upper() == "FROM" for kind, token in _tokens(text))


def refuse_remote(text: str) -> None:
    """Raise UsageError where a query would leave this machine: both engines send SERVICE clauses to any address."""
    if any(kind == "word" and token.upper() == "SERVICE" for kind, token in _tokens(text)):
        raise UsageError("SERVICE is refused: the query would send data to another machine; ask there with --endpoint")


def own_names(text: str) -> list[str]:
    """The names in our own namespaces that a query uses, in full or by a prefix, in the short form of our prefixes.

    >>> own_names("PREFIX my: <https://w3id.org/sco-graph/id/> SELECT ?s { ?s sco:memberOf my:sco } # sco:none")
    ['sco:memberOf', 'id:sco']
    """
    prefixes = dict(PREFIXES)
    found = []
    declared: str | None = None
    for kind, token in _tokens(text):
        prefix, _, local = token.partition(":")
        if kind == "name" and local:
            found.append(prefixes.get(prefix, "") + local)
        elif kind == "name":
            declared = prefix
        elif kind == "iri" and declared is not None:
            prefixes[declared], declared = token[1:-1], None
        elif kind == "iri":
            found.append(token[1:-1])
    return [
        f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
        for iri in dict.fromkeys(found)
        for prefix in OWN_PREFIXES
        if iri.startswith(PREFIXES[prefix])
    ]


def variables(text: str) -> set[str]:
    """The names of the `$` tokens of a query, where they may be replaced or not."""
    return {token[1:] for kind, token in _tokens(text) if kind == "variable" and token.startswith("$")}


def term(value: str, kind: ParameterType) -> str:
    r"""A parameter's value as SPARQL text, escaped by its type. Raises UsageError where it does not fit the type.

    >>> term("china", "thing"), term('say "hi"', "string")
    ('<https://w3id.org/sco-graph/id/china>', '"say \\"hi\\""')
    """
    match kind:
        case "thing" | "concept":
            return f"<{_resource(value, kind)}>"
        case "date":
            return f'"{day(value)}"^^<{XSD}date>'
        case "number":
            if not _NUMBER.fullmatch(value):
                raise UsageError(found_expected(value, "a number like 5 or 2.5"))
            return value
        case "string":
            # SPARQL expands \uXXXX before it reads strings, rdflib even after a backslash: the u is spelled out too.
            escaped = re.sub(r"\\([uU]?)", lambda m: r"\\" + "".join(f"\\U{ord(u):08X}" for u in m[1]), value)
            return '"' + escaped.translate(_ESCAPES) + '"'


def _resource(value: str, kind: str) -> str:
    if _SLUG.fullmatch(value):
        return (ID if kind == "thing" else CONCEPT) + value
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        value = PREFIXES[prefix] + local
    if _IRI.fullmatch(value) and _is_iri(value):
        return value
    raise UsageError(found_expected(value, f"a {kind}: a slug like china, or an IRI"))


def _is_iri(value: str) -> bool:
    import pyoxigraph as ox

    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True


def day(value: str | date) -> str:
    """A day as YYYY-MM-DD. Raises UsageError where it is none."""
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (ValueError, TypeError):
        raise UsageError(found_expected(str(value), "a day like 2024-07-04")) from None
