"""The languages that the reader knows: each is one file of patterns beside this module, read as data.

A file holds words, forms of dates, titles of office, kinds of meeting and the patterns of claims. In every expression
`{name}` is a word of the file, `{place}` or `{host:state|official}` a find of that kind (see marks.KINDS), and `{tail}`
the words up to the end of the clause.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sco_graph.problems import UsageError
from sco_graph.reader.marks import KINDS

FOLDER: Final = Path(__file__).with_name("patterns")
_SLOT: Final = re.compile(r"\{([a-z_]\w*)(?::([a-z|]+))?\}")
_ALIASES: Final = {"states": "state|list", "parties": "state|official|list|body|org|office", "where": "place|state"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression and the claims that it makes: `kind subject object qualifier`, of groups, `~context` or words."""

    match: re.Pattern[str]
    claims: tuple[tuple[str, ...], ...]
    example: str
    gives: tuple[str, ...]
    # day, now: of the text (now: in the present tense)
    # near: the nearest date; about: the same, roughly; ahead: within a year of it; past: some day
    # before; event: the days of the group `event`
    when: str
    firm: bool  # whether the wording is plain enough to be contradicted
    guard: bool  # whether words of doubt or negation before it undo it
    published: str  # the publication day of the example


@dataclass(frozen=True, slots=True)
class Meeting:
    """Words for a kind of event, and what such events are meetings of, or their kind, in the graph (`a|b`: either)."""

    of: str
    match: re.Pattern[str]
    example: str
    bare: bool  # whether the words name no organisation, so that only the news of the day can mean it


@dataclass(frozen=True, slots=True)
class Language:
    """All that the reader knows of one language."""

    code: str
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: tuple[tuple[re.Pattern[str], str, int], ...]
    numbers: Mapping[str, int]
    spelling: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]
    titles: tuple[tuple[re.Pattern[str], str], ...]
    officials: tuple[re.Pattern[str], ...]
    separator: str
    prefix: str  # what may stand before an item of a list
    meetings: tuple[Meeting, ...]
    references: Mapping[str, re.Pattern[str]]
    descriptions: tuple[re.Pattern[str], ...]
    statuses: tuple[tuple[re.Pattern[str], str], ...]
    doubt: re.Pattern[str]
    online: re.Pattern[str]
    next_event: re.Pattern[str]
    near: Mapping[str, re.Pattern[str]]  # words of a kind, by the name that the code asks for
    topics: tuple[tuple[re.Pattern[str], str], ...]  # what a meeting is called by whom it gathers, and its kind
    patterns: tuple[Pattern, ...]


@cache
def language(code: str) -> Language:
    """The language of a code. Raises UsageError where there is no such file, or where it is not well formed."""
    path = FOLDER / f"{code}.toml"
    try:
        with path.open("rb") as file:
            return _read(code, tomllib.load(file))
    except (OSError, tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise UsageError(f"{path}: cannot be read as patterns of a language: {error!r}") from None


def codes() -> list[str]:
    """The languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def _read(code: str, said: Mapping[str, Any]) -> Language:
    words: dict[str, str] = {}
    for name, text in said["words"].items():
        words[name] = expand(text, words)

    def compiled(text: str) -> re.Pattern[str]:
        return re.compile(expand(text, words), re.IGNORECASE)

    months = {name: index for index, names in enumerate(said["dates"]["months"], 1) for name in names.split("|")}
    weekdays = {name: index for index, names in enumerate(said["dates"]["weekdays"]) for name in names.split("|")}
    numbers = {word: number for number, names in enumerate(said["numbers"]) for word in names.split("|") if word}
    words["month"] = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    words["weekday"] = "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True))
    words["numeral"] = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    titles = tuple((compiled(text), kind) for kind, text in said["titles"].items())
    words["title"] = "(?P<title>" + "|".join(expand(text, words) for text in said["titles"].values()) + ")"
    words["status"] = "(?P<status>" + "|".join(expand(text, words) for text in said["statuses"].values()) + ")"
    return Language(
        code=code,
        dates=tuple(compiled(text) for text in said["dates"]["forms"]),
        months=months,
        weekdays=weekdays,
        relative=tuple((compiled(r["match"]), r["unit"], r["shift"]) for r in said["dates"]["relative"]),
        numbers=numbers,
        spelling=tuple(said.get("spelling", {}).items()),
        endings=tuple(sorted(said.get("endings", []), key=len, reverse=True)),
        titles=titles,
        officials=tuple(compiled(text) for text in said["officials"]),
        separator=expand(said["separator"], words),
        prefix=expand(said["prefix"], words),
        meetings=tuple(
            Meeting(m["of"], compiled(m["match"]), m["example"], m.get("bare", False)) for m in said["meeting"]
        ),
        references={name: compiled(text) for name, text in said["references"].items()},
        descriptions=tuple(compiled(text) for text in said["descriptions"]),
        statuses=tuple((compiled(text), slug) for slug, text in said["statuses"].items()),
        doubt=compiled(said["doubt"]),
        online=compiled(said["online"]),
        next_event=compiled(said["next"]),
        near={name: compiled(text) for name, text in said["near"].items()},
        topics=tuple((compiled(text), kind) for kind, text in said["topics"].items()),
        patterns=tuple(_pattern(row, compiled) for row in said["pattern"]),
    )


def _pattern(row: Mapping[str, Any], compiled: Any) -> Pattern:
    return Pattern(
        match=compiled(row["match"]),
        claims=tuple(tuple(claim.split()) for claim in row["claims"]),
        example=row["example"],
        gives=tuple(row["gives"]),
        when=row.get("when", "day"),
        firm=row.get("firm", True),
        guard=row.get("guard", True),
        published=row.get("published", ""),
    )


def expand(text: str, words: Mapping[str, str]) -> str:
    """An expression with its slots filled in. Raises KeyError for a word that is not there."""

    def fill(slot: re.Match[str]) -> str:
        name, kinds = slot[1], slot[2]
        if kinds is None and name in words:
            found = words[name]
            return found if found.startswith("(?P<") else f"(?:{found})"
        if kinds is None and name in ("tail", "head"):
            return rf"(?P<{name}>[^.;!?]{{0,160}}?)"
        wanted = kinds or _ALIASES.get(name, name)
        letters = _letters(wanted.split("|"))
        group = f"(?P<{name}>" if kinds is not None or name in KINDS or name in _ALIASES else "(?:"
        return rf"{group}⟦[{letters}]\d+⟧)"

    return _SLOT.sub(fill, text)


def _letters(names: Sequence[str]) -> str:
    return "".join(_letters(_ALIASES[name].split("|")) if name in _ALIASES else KINDS[name] for name in names)
