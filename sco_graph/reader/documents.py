"""Which document of the graph a description means: "the treaty on reducing military forces in border regions"."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from sco_graph.reader.catalogue import Catalogue, Described, rarity
from sco_graph.reader.languages import Language
from sco_graph.reader.lexicon import Lexicon
from sco_graph.reader.marks import Moment

_SHARE: Final = 0.5  # of what a description tells that must stand in the name
_DATED_SHARE: Final = 0.2  # the same, where the date agrees too
_MARGIN: Final = 1.15  # how much better than the next the best must be
_SHARE_OF_NAME: Final = 0.6  # of what tells a name from others, where the document's event is spoken of
_LEAST_WORDS: Final = 2  # of a name that a text must hold
_COMMON: Final = 1.2  # the rarity up to which a word tells nothing: those of most names
_SHORTEST: Final = 4  # letters of a word that tells something


class Documents:
    """The documents of the graph as one language describes them."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon, language: Language) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._language = language

    @cached_property
    def _described(self) -> Sequence[Described]:
        names: dict[str, tuple[str, str, list[str]]] = {}
        for iri, kind, date, name, spoken in self._catalogue.document_names:
            if spoken == self._language.code:
                names.setdefault(iri, (kind, date, []))[2].append(name)
        return [Described(iri, kind, date, self._words(" ".join(texts))) for iri, (kind, date, texts) in names.items()]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        return rarity(document.words for document in self._described)

    def _words(self, text: str) -> frozenset[str]:
        doc = self._lexicon.tokenizer.make_doc(text)
        least = 1 if self._language.code == "zh" else _SHORTEST
        return frozenset(token.norm_ for token in doc if token.is_alpha and len(token) >= least)

    def spoken_of(self, text: str, documents: Iterable[str]) -> list[str]:
        """Those of the given documents of whose name a text holds most of what tells it from others."""
        words = self._words(text)
        found = []
        for iri in documents:
            names = self._names.get(iri, ())
            if any(self._share(name, words) >= _SHARE_OF_NAME for name in names):
                found.append(iri)
        return found

    def _share(self, name: frozenset[str], words: frozenset[str]) -> float:
        weights = {word: self._rarity.get(word, 0.0) for word in name}
        telling = {word: weight for word, weight in weights.items() if weight > _COMMON}
        whole, said = sum(telling.values()), [weight for word, weight in telling.items() if word in words]
        return sum(said) / whole if len(said) >= _LEAST_WORDS else 0.0

    @cached_property
    def _names(self) -> Mapping[str, Sequence[frozenset[str]]]:
        names: dict[str, list[frozenset[str]]] = {}
        for iri, _, _, name, spoken in self._catalogue.document_names:
            if spoken == self._language.code:
                names.setdefault(iri, []).append(self._words(name))
        return names

    def find(self, noun: str, about: str, moments: Iterable[Moment], latest: str | None) -> str | None:
        """The document of the noun's kind whose name tells most of the description; None where two tell as much."""
        kinds = self._catalogue.document_kinds(noun)
        wanted = self._words(about)
        weight = sum(self._rarity.get(word, 2.0) for word in wanted)
        if not kinds or not wanted or not weight:
            return None
        spans = list(moments)
        scored: list[tuple[float, str]] = []
        for document in self._described:
            if document.kind not in kinds or (latest and document.date > latest):
                continue
            shared = sum(self._rarity[word] for word in wanted & document.words)
            dated = any(moment.first <= document.date <= moment.last for moment in spans if moment.explicit)
            share = shared / weight
            if share < (_DATED_SHARE if dated else _SHARE):
                continue
            own = sum(self._rarity[word] for word in document.words)
            scored.append((shared / (weight + own) + (1.0 if dated else 0.0), document.iri))
        scored.sort(reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] < scored[1][0] * _MARGIN):
            return None
        return scored[0][1]
