"""What is wrong with the data, said so that a person can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning"]
# Below this likeness (0 to 100) a suggestion would mislead more than help.
LIKENESS: Final = 70
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong, at a place: file, line (the header is line 1) and column, where they exist."""

    file: str
    line: int
    column: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(str(self.line))
        if self.column:
            place.append(self.column)
        return _printable(f"{':'.join(place)}: {self.message}")


class DataError(Exception):
    """The data is bad. `problems` holds every mistake that was found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(Exception):
    """The call is wrong: a name, a parameter or a path that is not there. The message says what is."""


def found_expected(found: str, expected: str, suggestion: str | None = None) -> str:
    """The one form of a message about a value.

    >>> found_expected("uzbekitsan", "an id of states.csv", "uzbekistan")
    'found "uzbekitsan", expected an id of states.csv, did you mean "uzbekistan"?'
    """
    shown = f'"{shortened(found)}"' if found else "nothing"
    message = f"found {shown}, expected {expected}"
    return f'{message}, did you mean "{suggestion}"?' if suggestion else message


def shortened(text: str) -> str:
    """A text to stand in a message, cut where it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _printable(text: str) -> str:
    """One line, in which nothing steers a terminal: what cannot be seen is written as in Python."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known value that `value` most likely stands for, or None where nothing is near.

    >>> nearest("uzbekitsan", ["uzbekistan", "kazakhstan"])
    'uzbekistan'
    >>> nearest("x", ["uzbekistan", "kazakhstan"]) is None
    True
    """
    from rapidfuzz import fuzz, process

    hit = process.extractOne(value, list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return hit[0] if hit else None
