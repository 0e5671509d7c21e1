"""A text as given, and as the reader sees it: without markup, invisible marks and look-alike letters.

Every offset that leaves the reader refers to the text as given; `Text.given_at` leads back.
"""

import html
import re
import unicodedata
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sco_graph.problems import UsageError

# A book has a million characters, a news article three thousand.
LONGEST: Final = 5_000_000
_SIGNATURES: Final = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip or office file", b"\x89PNG": "a picture"}
_MARKUP: Final = re.compile(r"<!doctype html|<html|<body|<head|<div|<p[ >]|<script|<br", re.IGNORECASE)
_DROPPED: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<[a-z/!?][^<>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK: Final = re.compile(r"</?(?:p|div|br|li|ul|ol|h\d|tr|td|table|article|section|title|head|body)\b", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
# Marks that nobody sees (zero width, direction, soft hyphen, byte order), and asterisks of footnotes behind a word.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=[^\\W_])\\*{1,3}(?!\\w)")
# Signs and letters in long rows say nothing, and cost a tokenizer the square of their number.
_NOISE: Final = re.compile(r"[^\w\s]{12,}|[^\W\u3400-\u9fff]{100,}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN_LIKE: Final = "aceiopxyABCEHIKMOPTXYSJj"
_CYRILLIC_LIKE: Final = "асеіорхуАВСЕНІКМОРТХУЅЈј"
_TO_LATIN: Final = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)
_TO_CYRILLIC: Final = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)


@dataclass(frozen=True, slots=True)
class Text:
    """`given` is the text as it came; `clean` is what is read; `origin[i]` is where clean[i] stands in `given`."""

    given: str
    clean: str
    origin: "array[int]"

    def given_at(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the given text of a span of the clean one."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def decode(data: bytes, name: str) -> str:
    """The text of a file.

    Raises UsageError where the bytes are no text, neither UTF-8 nor UTF-16 with its mark, or too many.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UsageError(
                f"{name}: this is {what}; give its text, for instance by `pdftotext` or a copy to a .txt file"
            )
    if len(data) > LONGEST * 4:
        raise UsageError(f"{name}: {len(data):,} bytes; at most {LONGEST:,} characters are read at a time")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = "`iconv -t utf-8` converts it"
        raise UsageError(f"{name}: not UTF-8 text (byte {error.start:,}: {error.reason}); {hint}") from None
    if "\0" in text:
        raise UsageError(f"{name}: binary data, not a text")
    return text


def read_file(path: Path) -> str:
    """The text of a file, as `decode`. Raises UsageError where it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LONGEST * 4:
            raise UsageError(f"{path}: {size:,} bytes; at most {LONGEST:,} characters are read at a time")
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None


def prepare(given: str) -> Text:
    """The text without markup, invisible marks and look-alike letters. Raises UsageError where it is too long."""
    if len(given) > LONGEST:
        raise UsageError(f"{len(given):,} characters; at most {LONGEST:,} are read at a time")
    pieces: list[str] = []
    origin = array("l")

    def keep(start: int, end: int) -> None:
        at = start
        for mark in _INVISIBLE.finditer(given, start, end):
            pieces.append(given[at : mark.start()])
            origin.extend(range(at, mark.start()))
            at = mark.end()
        pieces.append(given[at:end])
        origin.extend(range(at, end))

    def put(text: str, at: int) -> None:
        pieces.append(text)
        origin.extend([at] * len(text))

    at = 0
    if _MARKUP.search(given, 0, 5000):
        for match in _tokens_of_markup(given):
            keep(at, match.start())
            if match[0].startswith("&"):
                put(html.unescape(match[0]), match.start())
            else:
                put("\n" if _BLOCK.match(match[0]) else " ", match.start())
            at = match.end()
    keep(at, len(given))
    clean = _NOISE.sub(lambda noise: " " * len(noise[0]), _one_script("".join(pieces)))
    origin.append(len(given))
    return Text(given, clean, origin)


def _tokens_of_markup(given: str) -> list[re.Match[str]]:
    found = list(_DROPPED.finditer(given))
    ends = [(match.start(), match.end()) for match in found]
    position = 0
    for match in _ENTITY.finditer(given):
        while position < len(ends) and ends[position][1] <= match.start():
            position += 1
        if position == len(ends) or match.end() <= ends[position][0]:
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def _one_script(text: str) -> str:
    """Each word in one script: a Cyrillic letter in a Latin word (or the other way) becomes the one it looks like."""
    if text.isascii() or not re.search("[a-zA-Z]", text) or not re.search("[Ѐ-ӿ]", text):
        return text

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
        latin = sum(letter.isascii() for letter in word)
        if not cyrillic or not latin:
            return word
        return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)

    return _WORD.sub(mend, text)


def script(text: str) -> str:
    """The language whose script most letters of a text are in: zh, ru or en; Chinese counts double, for its brevity."""
    counts = {"zh": 0, "ru": 0, "en": 0}
    for letter in text[:2000]:
        if "一" <= letter <= "鿿":
            counts["zh"] += 3
        elif "Ѐ" <= letter <= "ӿ":
            counts["ru"] += 1
        elif letter.isalpha():
            counts["en"] += 1
    return max(counts, key=lambda code: counts[code]) if any(counts.values()) else "en"


def folded(word: str) -> str:
    """A word without capitals, accents and final stops, as names are compared."""
    bare = unicodedata.normalize("NFD", word.casefold().rstrip("."))
    return unicodedata.normalize("NFC", "".join(c for c in bare if not "\u0300" <= c <= "\u036f" or c == "\u0306"))
