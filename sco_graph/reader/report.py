"""A reading as people and programs want it: a table, JSON, Turtle, or the user's own text coloured by verdict."""

import html
import json
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, DCTERMS, ID, ONTOLOGY, PREFIXES, RDF, XSD, compact
from sco_graph.reader.reading import Reading
from sco_graph.reader.rows import claim_id, kind_concept, source_id
from sco_graph.reader.verdicts import Finding

FORMATS: Final = ("table", "json", "ttl", "html")
_VERDICTS: Final = ("supported", "contradicted", "new", "unverifiable")
_GRAVEST_FIRST: Final = ("contradicted", "new", "unverifiable", "supported")
_QUOTED: Final = 60
_STYLE: Final = """body{max-width:48rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
body{font:16px/1.6 system-ui,sans-serif}
pre{white-space:pre-wrap;font:inherit}mark{color:inherit;padding:0 .1em;border-bottom:2px solid}
.supported{background:#dff3e3;border-color:#1b7f3b}.contradicted{background:#fde0dc;border-color:#b3261e}
.new{background:#e0ecfb;border-color:#1f5fad}.unverifiable{background:#eee;border-color:#777}
li{margin:.4em 0}q{font-style:italic}"""


def written(readings: Sequence[Reading], form: str) -> str:
    """The readings in one of FORMATS; several as one document."""
    if form == "json":
        data = [reading.as_data() for reading in readings]
        return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1) + "\n"
    if form == "ttl":
        return _turtle(readings)
    if form == "html":
        return _page(readings)
    return "\n".join(_table(reading) for reading in readings)


def _table(reading: Reading) -> str:
    lines = [f"{reading.source}{f', {reading.published}' if reading.published else ', no publication day given'}"]
    for finding in reading.findings:
        statement = finding.statement
        said = " ".join(
            part
            for part in (
                statement.kind,
                compact(statement.subject),
                compact(statement.object) if statement.object else statement.literal,
                f"({compact(statement.qualifier)})" if statement.qualifier else "",
            )
            if part
        )
        quote = " ".join(reading.quote(finding).split())
        shown = quote if len(quote) <= _QUOTED else f"{quote[: _QUOTED - 1]}…"
        lines.append(f'{finding.judgement.verdict:12}  {said}\n{"":14}"{shown}": {reading.message(finding)}')
    counts = Counter(finding.judgement.verdict for finding in reading.findings)
    total = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict])
    lines.append(
        f"{len(reading.findings)} claims{f': {total}' if total else ''}; facts as of {reading.known.data_date}"
    )
    return "\n".join(lines) + "\n"


def _turtle(readings: Sequence[Reading]) -> str:
    triples = [triple for reading in readings for triple in _triples(reading)]
    ordered = sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


def _triples(reading: Reading) -> list[ox.Triple]:
    """The findings as sco:Claims, with their quotations, their source and the program that read it (PROV-O)."""
    found: list[ox.Triple] = []
    source = ox.NamedNode(ID + source_id(reading))
    found.append(ox.Triple(source, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "Source")))
    if "://" in reading.source:
        address = ox.Literal(reading.source, datatype=ox.NamedNode(XSD + "anyURI"))
        found.append(ox.Triple(source, ox.NamedNode(ONTOLOGY + "url"), address))
    for number, finding in enumerate(reading.findings, 1):
        found += _claim(reading, finding, ox.NamedNode(ID + claim_id(reading, number)), source)
    return found


def _claim(reading: Reading, finding: Finding, claim: ox.NamedNode, source: ox.NamedNode) -> list[ox.Triple]:
    statement, judgement = finding.statement, finding.judgement
    start, end = reading.place(finding)
    found: list[ox.Triple] = []

    def say(name: str, term: ox.NamedNode | ox.Literal | None) -> None:
        if term is not None:
            found.append(ox.Triple(claim, ox.NamedNode(name if ":" in name else ONTOLOGY + name), term))

    def node(iri: str | None) -> ox.NamedNode | None:
        return ox.NamedNode(iri) if iri else None

    def typed(text: object, kind: str) -> ox.Literal:
        return ox.Literal(str(text), datatype=ox.NamedNode(XSD + kind))

    say(RDF + "type", node(ONTOLOGY + "Claim"))
    say("claimKind", node(CONCEPT + kind_concept(statement.kind)))
    say("claimSubject", node(statement.subject))
    say("claimObject", node(statement.object) or ox.Literal(statement.literal or ""))
    say("claimQualifier", node(statement.qualifier))
    if statement.date:
        say("claimDate", typed(statement.date.first, "date"))
        say("claimDateLatest", typed(statement.date.last, "date"))
        if statement.date.first != statement.date.last:
            say("claimDateEdtf", ox.Literal(statement.date.edtf))
    say("quote", ox.Literal(reading.text.given[start:end]))
    say("quoteStart", typed(start, "integer"))
    say("quoteEnd", typed(end, "integer"))
    say("source", source)
    say("verdict", node(CONCEPT + judgement.verdict))
    say("reason", ox.Literal(reading.message(finding), language="en"))
    say("correctValue", judgement.correct)
    for iri in judgement.judged_by:
        say("judgedBy", node(iri))
    say(DCTERMS + "creator", ox.Literal(f"sco-graph {version('sco-graph')}"))
    return found


def _page(readings: Sequence[Reading]) -> str:
    """The given texts with each quotation coloured by verdict, and the reasons in order below each."""
    body = "".join(_article(reading) for reading in readings)
    title = html.escape(readings[0].source if len(readings) == 1 else f"{len(readings)} texts")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n'
        f"<body>\n{body}</body></html>\n"
    )


def _article(reading: Reading) -> str:
    day = f", {html.escape(reading.published)}" if reading.published else ""
    reasons = "".join(f"<li>{_reason(reading, finding)}</li>\n" for finding in reading.findings)
    return (
        f"<article><h1>{html.escape(reading.source)}{day}</h1>\n<pre>{_coloured(reading)}</pre>\n"
        f"<h2>{len(reading.findings)} claims, by facts as of {reading.known.data_date}</h2>\n"
        f"<ol>\n{reasons}</ol></article>\n"
    )


def _coloured(reading: Reading) -> str:
    """The text with its quotations marked; where several stand on one word, by the gravest verdict."""
    given = reading.text.given
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for finding in reading.findings:
        start, end = reading.place(finding)
        opening.setdefault(start, []).append(finding.judgement.verdict)
        closing.setdefault(end, []).append(finding.judgement.verdict)
    pieces: list[str] = []
    over: Counter[str] = Counter()
    for begin, stop in pairwise(sorted({0, len(given), *opening, *closing})):
        over.update(opening.get(begin, []))
        over.subtract(closing.get(begin, []))
        text = html.escape(given[begin:stop])
        gravest = next((verdict for verdict in _GRAVEST_FIRST if over[verdict] > 0), None)
        pieces.append(f'<mark class="{gravest}" title="{gravest}">{text}</mark>' if gravest else text)
    return "".join(pieces)


def _reason(reading: Reading, finding: Finding) -> str:
    verdict = finding.judgement.verdict
    facts = "".join(f" <code>{html.escape(compact(iri))}</code>" for iri in finding.judgement.judged_by)
    return (
        f'<mark class="{verdict}">{verdict}</mark> {html.escape(finding.statement.kind)}: '
        f"<q>{html.escape(reading.quote(finding))}</q> {html.escape(reading.message(finding))}{facts}"
    )
