"""Who is named beside an office: a surname, an initial or another spelling is enough where a holder bears it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sco_graph.reader.text import folded

_SHORTEST_CHINESE: Final = 2
_INITIALS: Final = 3  # letters up to which a name must agree wholly
_LIKE: Final = 0.86  # of surnames, by Jaro and Winkler
_MOST_WORDS: Final = 3  # of a name in a text
_NAME_WORD: Final = re.compile(r"(?<!\S)[A-ZА-ЯЁ][\w'’-]*|(?<=[.\s])[A-ZА-ЯЁ][\w'’-]*")


def holder_named(said: str, holders: Mapping[str, Sequence[str]], code: str) -> tuple[str, int] | None:
    """The holder of an office whom a name means, and how many of its characters are the name; None for none or two.

    >>> holder_named("Lavrov said", {"id:sergey-lavrov": ["Sergey Lavrov"]}, "en")
    ('id:sergey-lavrov', 6)
    """
    found = {
        person: used
        for person, names in holders.items()
        if (used := max((_named_here(said, name, code) for name in names), default=0))
    }
    if not found:
        return None
    best = max(found.values())
    fitting = [person for person, used in found.items() if used == best]
    return (fitting[0], best) if len(fitting) == 1 else None


def _named_here(said: str, name: str, code: str) -> int:
    """How many characters at the beginning of a text are a name, or its last part; 0 where it is another's."""
    if code == "zh":
        last = re.split("[·・]", name)[-1]
        short = next((part for part in (name, last) if len(part) >= _SHORTEST_CHINESE and said.startswith(part)), "")
        return len(short)
    words = list(_NAME_WORD.finditer(said))[:_MOST_WORDS]
    parts = [folded(part) for part in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)]
    if not words or len(parts) < 2 or any(letter.isalpha() for letter in said[: words[0].start()]):  # noqa: PLR2004
        return 0
    for word in reversed(words):
        if _alike(folded(word[0]), parts[-1]) and (word is words[0] or _alike_first(folded(words[0][0]), parts)):
            return word.end()
    return 0


def _alike(one: str, other: str) -> bool:
    """Whether two surnames are one, spelled or declined in two ways."""
    from rapidfuzz.distance import JaroWinkler

    return one == other or (min(len(one), len(other)) > _INITIALS and JaroWinkler.similarity(one, other) >= _LIKE)


def _alike_first(one: str, parts: Sequence[str]) -> bool:
    """Whether a first name, or an initial, may be one of a person's."""
    return any(part.startswith(one[:1]) for part in parts)
