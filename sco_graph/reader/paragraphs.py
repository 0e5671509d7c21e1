"""A text in paragraphs, each of one language and, in Chinese, one script; a paragraph in sentences."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from sco_graph.reader.text import script

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINE: Final = re.compile(r"[^\n\r]+")
_COLONS: Final = frozenset(":\uff1a")
_BULLET: Final = re.compile(r"[-–—•·▪●*]|\d{1,2}[.)]")
# "- 第十五次", above lines that tell its day and its place.
_NUMBERED: Final = re.compile(r"[-–—•·▪●*]? ?(?:第(?:\d{1,2}|[一二三四五六七八九十]+)(?:次|届)|\d{1,2}(?:st|nd|rd|th))")
_SHORT_LINE: Final = 30  # characters of a line that tells a day or a place alone
_ENDS: Final = frozenset(".!?。!?")
_LONGEST_SENTENCE: Final = 1500  # characters within a pattern's reach; a longer one is cut


def sentence_bounds(doc: "Doc") -> Iterator[tuple[int, int]]:
    """The sentences of a tokenized paragraph, as offsets in it."""
    begin, text = 0, doc.text
    tokens = list(doc)
    for index, token in enumerate(tokens):
        last = index + 1 == len(tokens)
        following = "" if last else tokens[index + 1].text
        initial = (
            index > 0 and len(tokens[index - 1]) == 1 and tokens[index - 1].text.isupper() and not token.whitespace_
        )
        stop = (
            token.text[-1:] in _ENDS
            and not initial
            and (
                token.text in "。!?"
                or last
                or (token.text in ".!?" and bool(token.whitespace_) and not following[:1].islower())
            )
        )
        if stop or last or token.idx - begin > _LONGEST_SENTENCE:
            end = token.idx + len(token)
            if any(map(str.isalnum, text[begin:end])):
                yield begin, end
            begin = end


def simplified(text: str) -> str:
    """A Chinese text in simplified characters, one for one."""
    convert = _converter()
    converted = convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(each if len(each := convert(letter)) == 1 else letter for letter in text)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def paragraphs(text: str) -> list[tuple[int, int, str]]:
    """The lines of a text that hold anything, with the language of each; a line that announces another goes with it.

    "The members are:" and the line below it are one, as are the lines of a list with bullets, and a line that is
    but the number of a meeting with the short ones below it.
    """
    places: list[tuple[int, int]] = []
    colon = announced = False  # whether the line before ends with a colon; or is an item of a list that one announced
    numbered = False  # whether a line that is but a number stands above, and only short ones since
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        item = announced and bool(_BULLET.match(words))
        number = bool(_NUMBERED.fullmatch(words))
        told = numbered and not number and len(words) <= _SHORT_LINE
        goes_on = item or colon or told
        numbered = number or told
        if places and goes_on and line.end() - places[-1][0] <= _LONGEST_SENTENCE:
            places[-1] = (places[-1][0], line.end())
        else:
            places.append(line.span())
        colon = words[-1] in _COLONS
        announced = colon or item
    return [(start, end, script(text[start:end])) for start, end in places]
