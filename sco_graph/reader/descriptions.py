"""The documents that a sentence describes: "agreements on confidence in the military sphere", "the declaration"."""

import re
from typing import Final

from sco_graph.reader.context import Context
from sco_graph.reader.dates import shifted
from sco_graph.reader.documents import Documents
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import TOKEN, Mark, Sentence

_FORETOLD: Final = 366  # days after a text within which it may announce a document


def described(sentence: Sentence, spoken: Language, context: Context, documents: Documents) -> list[Mark]:
    """Documents told by what they are about, and by their kind where an event of the sentence had such a result."""
    fresh = []
    moments = [mark.moment for mark in sentence.marks if mark.moment]
    now = context.calendar.now
    latest = shifted(now, _FORETOLD).isoformat() if now else None
    for form in spoken.descriptions:
        for match in form.finditer(sentence.tokens):
            near = [
                mark.moment
                for mark in sentence.within(match.start(), min(len(sentence.tokens), match.end() + 60))
                if mark.moment
            ]
            for begin, end, about in _parts(match, spoken):
                plain = _plain(sentence, about)
                iri = documents.find(match["noun"], plain, near or moments, latest)
                if iri:
                    start, stop = sentence.span(begin, end)
                    fresh.append(
                        Mark(start, stop, "D", (iri,), sentence.text[start - sentence.start : stop - sentence.start])
                    )
    return fresh


def _parts(match: re.Match[str], spoken: Language) -> list[tuple[int, int, str]]:
    """A description in parts, one for each document ("agreements on A and B"); the first begins with the noun."""
    about = match["about"]
    several = match.groupdict().get("several")
    conjunction = spoken.references["and"]
    cut = conjunction.search(about) if several else None
    if cut is None:
        return [(match.start(), match.end("about"), about)]
    begin = match.start("about")
    return [
        (match.start(), begin + cut.start(), about[: cut.start()]),
        (begin + cut.end(), match.end("about"), about[cut.end() :]),
    ]


def _plain(sentence: Sentence, tokens: str) -> str:
    return TOKEN.sub(lambda token: sentence.mark(token[0]).text, tokens)
