"""The names that the graph knows, in one language, found in a text by spaCy's tokenizer and phrase matcher.

Words are compared without capitals, accents and (in Russian) endings, so that "Киргизией" is Киргизия. Names of states
that the graph does not hold come from the Unicode CLDR, by way of Babel, so that a real name is never taken for a slip
of another. A name that nobody knows is read as one that it nearly is, and the mark says so.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, GRAPH_FACTS, ID, ONTOLOGY, RDF, SKOS
from sco_graph.problems import UsageError
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, without_overlap
from sco_graph.reader.paragraphs import simplified
from sco_graph.reader.text import folded
from sco_graph.terms import text_rows, value

if TYPE_CHECKING:
    from spacy.language import Language as Tokenizer
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span

_KIND_OF: Final = {
    "State": "S",
    "InternationalOrganization": "O",
    "Body": "B",
    "Person": "P",
    "Place": "L",
    "Document": "D",
    "Treaty": "D",
    "Meeting": "E",
    "Exercise": "E",
}
# Of two things with one name (Kuwait, Singapore) the state is meant before the city.
_BEFORE: Final = "SOBPDEL"
_NAMING: Final = (SKOS + "prefLabel", SKOS + "altLabel", ONTOLOGY + "abbreviation", ONTOLOGY + "formalName")
_CODES: Final = f"""PREFIX sco: <{ONTOLOGY}>
SELECT ?thing ?code WHERE {{ GRAPH <{GRAPH_FACTS}> {{ ?thing sco:isoAlpha2 ?code }} }}"""
_ORGANS: Final = f"""PREFIX skos: <{SKOS}> PREFIX sco: <{ONTOLOGY}>
SELECT ?thing ?name (LANG(?name) AS ?language) ?of WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?thing sco:kind <{CONCEPT}permanent-organ> ; skos:prefLabel ?name ; sco:partOf ?org .
  ?org a sco:InternationalOrganization ; skos:prefLabel|skos:altLabel|sco:abbreviation ?of }} }}
ORDER BY ?thing ?name ?of"""
_FULL: Final = f"""PREFIX skos: <{SKOS}> PREFIX sco: <{ONTOLOGY}>
SELECT ?short ?name (LANG(?name) AS ?language) WHERE {{ GRAPH <{GRAPH_FACTS}> {{
  ?org a sco:InternationalOrganization ; sco:abbreviation ?short ; skos:prefLabel|skos:altLabel ?name }} }}"""
_LOCALES: Final = {"zh": ("zh_Hans", "zh_Hant"), "ru": ("ru",), "en": ("en",)}
_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TAIL_YEAR: Final = re.compile(r"[\s,-]*(?:19|20)\d\d$")
_LONGEST_NAME: Final = 160
_LONGEST_ABBREVIATION: Final = 7
_SLIP_FROM: Final = 7  # letters of a word that may be a slip
_STEM_FROM: Final = 2  # letters that an ending of one letter must leave
_LONG_STEM_FROM: Final = 4  # letters that a longer one must leave: "Китая" loses its last letter only
_HEAD_WORDS: Final = 2  # of a document's short name: Bishkek Declaration
_COMMON_WORD: Final = re.compile(r"[^\W\u4e00-\u9fff]+|[\u4e00-\u9fff]{1,2}")  # "Cooperation", 联合: no exercise alone
_STATE_CODE: Final = 2  # letters of a state's code in the CLDR; regions of the world have three digits
_NO_STATES: Final = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@dataclass(slots=True)
class Lexicon:
    """The names of one language, ready to be found."""

    language: Language
    tokenizer: "Tokenizer"
    matcher: "PhraseMatcher"
    names: dict[str, list[tuple[str, str]]]  # folded name: things and their kinds
    capitals: set[str]  # names that are abbreviations, found in capitals only
    singles: dict[str, tuple[str, str]]  # one-word names of states and places, for slips
    words: set[str] = field(default_factory=set)
    slips: dict[str, str | None] = field(default_factory=dict)

    def marks(self, doc: "Doc", start: int) -> list[Mark]:
        """The names in a tokenized paragraph that stands at `start` in the text; of those that overlap, the longest."""
        whole = doc.text
        found = without_overlap(
            mark for _, begin, end in self.matcher(doc) if (mark := self._mark(doc[begin:end], whole, start))
        )
        if self.language.code != "zh":
            found += self._slips(doc, start, found)
        return sorted(found, key=lambda mark: mark.start)

    def _mark(self, span: "Span", whole: str, start: int) -> Mark | None:
        key = " ".join(token.norm_ for token in span)
        meanings = self.names.get(key, [])
        if not meanings or not self._plausible(span, whole, key):
            return None
        kind = min((kind for _, kind in meanings), key=_BEFORE.index)
        things = tuple(sorted({thing for thing, its in meanings if its == kind}))
        state = next((thing for thing, its in meanings if its == "L"), None) if kind == "S" else None
        # A name that tells the year tells the event, whatever day the text gives it.
        note = "title" if kind == "E" and len(things) == 1 and _YEAR.search(span.text) else ""
        return Mark(start + span.start_char, start + span.end_char, kind, things, span.text, state=state, note=note)

    def _plausible(self, span: "Span", whole: str, key: str) -> bool:
        """A name begins with a capital; an abbreviation is all capitals; Latin letters in Chinese are whole words."""
        text = span.text
        if self.language.code == "zh":
            around = whole[max(0, span.start_char - 1) : span.start_char] + whole[span.end_char : span.end_char + 1]
            return not (text.isascii() and any(letter.isascii() and letter.isalnum() for letter in around))
        if key in self.capitals:
            return text.isupper()
        if text[text.rfind(" ") + 1 :] in self.language.numbers:
            return False  # "in Shanghai five years ago"
        return text[:1].isupper() or text[:1] in "«“\"'"

    def _slips(self, doc: "Doc", start: int, taken: list[Mark]) -> Iterator[Mark]:
        """Words that are nearly a name of a state or place and no name of anything."""
        covered = {index for mark in taken for index in range(mark.start - start, mark.end - start)}
        for token in doc:
            if len(token) < _SLIP_FROM or not token.text[0].isupper() or token.idx in covered or not token.is_alpha:
                continue
            name = self._slip(token.norm_)
            if name:
                thing, kind = self.singles[name]
                end = start + token.idx + len(token)
                yield Mark(
                    start + token.idx, end, kind, (thing,), token.text, note=f'read "{token.text}" as {name.title()}'
                )

    def _slip(self, word: str) -> str | None:
        if word not in self.slips:
            self.slips[word] = None if word in self.words else self._nearest(word)
        return self.slips[word]

    def _nearest(self, word: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < _SLIP_FROM + 2 else 2
        near = process.extract(word, self.singles.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=2)
        near = [hit for hit in near if hit[0][0] == word[0] and len(hit[0]) >= _SLIP_FROM]
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return None
        return str(near[0][0])


def load(store: ox.Store, language: Language) -> Lexicon:
    """The names of a language, from a store. Raises UsageError where the extra `read` is not installed."""
    try:
        from spacy.attrs import IS_ALPHA, NORM  # type: ignore[import-not-found]  # a compiled module without stubs
        from spacy.matcher import PhraseMatcher
        from spacy.util import get_lang_class
    except ImportError as error:
        raise UsageError(f"reading needs more packages ({error}): pip install 'sco-graph[read]'") from None

    tokenizer = get_lang_class(language.code)()
    normal = lru_cache(maxsize=200_000)(lambda word: norm(word, language))
    # Of each new word only this is asked; the rest (its shape, whether it is like an address) would be worked out too.
    tokenizer.vocab.lex_attr_getters = {NORM: normal, IS_ALPHA: str.isalpha}  # type: ignore[attr-defined]
    matcher = PhraseMatcher(tokenizer.vocab, attr="NORM")
    lexicon = Lexicon(language, tokenizer, matcher, {}, set(), {})
    phrases: dict[str, Doc] = {}
    for name, thing, kind in _names(store, language):
        if len(name) > _LONGEST_NAME:
            continue
        doc = tokenizer.make_doc(name)
        words = [token.norm_ for token in doc]
        key = " ".join(words)
        meanings = lexicon.names.setdefault(key, [])
        if (thing, kind) not in meanings:
            meanings.append((thing, kind))
        phrases.setdefault(key, doc)
        lexicon.words.update(words)
        if name.isupper() and len(name) <= _LONGEST_ABBREVIATION and language.code != "zh":
            lexicon.capitals.add(key)
        elif kind in "SL" and len(words) == 1 and len(key) >= _SLIP_FROM:
            lexicon.singles.setdefault(key, (thing, kind))
    matcher.add("name", list(phrases.values()))
    return lexicon


def _names(store: ox.Store, language: Language) -> Iterator[tuple[str, str, str]]:
    """Names, things and kinds: the graph's, their short forms, and the names of the world's other states."""
    spoken = {language.code, None}
    known: set[str] = set()
    full: dict[str, list[str]] = {}  # the whole names of an organisation by its abbreviation
    for row in text_rows(store.query(_FULL)):
        if row["language"] == language.code:
            full.setdefault(row["short"], []).append(row["name"])
    for name, thing, kind_of in _named(store, spoken):
        kind = _KIND_OF[kind_of]
        known.add(name)
        yield name, thing, kind
        for short in short_forms(name, "D" if kind_of == "Exercise" else kind):
            if kind_of != "Exercise" or _COMMON_WORD.fullmatch(short) is None:
                yield short, thing, kind
        head, _, rest = name.partition(" ")
        if kind in "DB" and head in full:
            for whole in full[head]:
                yield f"{whole} {rest}", thing, kind
    yield from _organs(store, language)
    yield from _states_of_the_world(store, language, known)


def _named(store: ox.Store, languages: Container[str | None]) -> Iterator[tuple[str, str, str]]:
    """The names that the graph gives to things, with the thing and its class."""
    facts = ox.NamedNode(GRAPH_FACTS)
    class_of = {
        quad.subject: name
        for name in _KIND_OF
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + name), facts)
    }
    for predicate in _NAMING:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, facts):
            thing, name = quad.subject, quad.object
            if not isinstance(name, ox.Literal) or thing not in class_of:
                continue
            # People keep their Latin names in Chinese texts that know no other.
            if name.language in languages or (
                name.language == "en" and class_of[thing] == "Person" and "zh" in languages
            ):
                yield name.value, value(thing), class_of[thing]


def short_forms(name: str, kind: str) -> Iterator[str]:
    """What a name is called where the context tells the rest: without its bracket, its year, or what follows its head.

    >>> list(short_forms("Iran (Islamic Republic of)", "S"))
    ['Iran']
    >>> list(short_forms("Bishkek Declaration of the Heads of State", "D"))
    ['Bishkek Declaration']
    """
    bare = _BRACKETS.sub("", name)
    if bare != name:
        yield bare
    if kind == "D":
        undated = _TAIL_YEAR.sub("", bare)
        if undated != bare:
            yield undated
        head, of, _ = undated.partition(" of the ")
        if of and len(head.split()) == _HEAD_WORDS and head.istitle():
            yield head


def _organs(store: ox.Store, language: Language) -> Iterator[tuple[str, str, str]]:
    """Permanent organs without the name of their organisation: "the Secretariat"."""
    for row in text_rows(store.query(_ORGANS)):
        name, org = row["name"], row["of"]
        if row["language"] != language.code:
            continue
        for short in (name.removeprefix(org).strip(), name.removesuffix(org).strip()):
            if short and short != name and not short.endswith(" of the") and " " not in short:
                yield short, row["thing"], "B"


def _states_of_the_world(store: ox.Store, language: Language, known: set[str]) -> Iterator[tuple[str, str, str]]:
    from babel import Locale

    english = Locale.parse("en").territories
    of_code = {row["code"]: row["thing"] for row in text_rows(store.query(_CODES))}
    for locale in _LOCALES[language.code]:
        for code, name in sorted(Locale.parse(locale).territories.items()):
            if len(code) != _STATE_CODE or code in _NO_STATES:
                continue
            thing = of_code.get(code) or ID + slug(english.get(code, name))
            plain = simplified(name) if language.code == "zh" else name.replace("’", "'")  # as the text is read
            for each in dict.fromkeys((name, plain, *short_forms(plain, "S"))):
                if each not in known:
                    yield each, thing, "S"


def slug(name: str) -> str:
    """A new id for a name.

    >>> slug("Côte d’Ivoire")
    'cote-d-ivoire'
    """
    return "-".join(re.findall(r"[^\W_]+", folded(name)))


def norm(word: str, language: Language) -> str:
    """A word as names are compared in a language."""
    bare = folded(word) or word
    for one, other in language.spelling:
        bare = bare.replace(one, other)
    if language.endings and len(bare) > _STEM_FROM and not word.isupper():
        for ending in language.endings:
            least = _STEM_FROM if len(ending) == 1 else _LONG_STEM_FROM
            if bare.endswith(ending) and len(bare) - len(ending) >= least:
                return bare[: -len(ending)]
    return bare
