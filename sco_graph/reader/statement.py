"""What a text says, before it is judged: a claim without a verdict."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import date as Day  # a Statement has a field `date`  # noqa: N812

from sco_graph.loaders.dates import Bounds
from sco_graph.reader.marks import Moment


@dataclass(frozen=True, slots=True)
class Statement:
    """What the text says: a claim without a verdict.

    `subject` and `object` are IRIs, `literal` is a date, a number or a name.
    """

    kind: str
    subject: str
    object: str | None
    literal: str | None
    qualifier: str | None
    date: Moment | None
    dated: bool  # whether the text itself says when
    firm: bool  # whether it is plain enough to be contradicted
    start: int
    end: int
    note: str = ""
    evidence: frozenset[str] = frozenset()  # what told the event that it speaks of
    present: bool = False  # whether it is said of the day of the text
    now: bool = False  # whether it says so in words: "currently"
    becoming: bool = False  # whether it tells of a change, and not of a state of things
    done: bool = False  # whether that change is told as done: "joined", where "admitted" may be on its way
    begins: bool = False  # whether it tells when that began: "joined in 2017"
    published: Day | None = None  # the day of the text
    loose: bool = False  # reported only where the graph bears it out
    aside: bool = False  # whether it has no form of words, and so is nothing to be taken into a table
    otherwise: tuple[Moment, ...] = ()  # other days that a loose statement may speak of
    whole: int | None = None  # where its list begins: the graph must bear out what is said of each item, or it is none


def each_once(found: Iterable[Statement]) -> list[Statement]:
    """The first of equal statements of overlapping words, in order of place.

    One that is plain goes before a loose one, one that is dated or qualified before one that is not, a firm one before
    one that is not.
    """
    kept: list[Statement] = []
    places: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for statement in sorted(found, key=_rank):
        key = (statement.kind, statement.subject, statement.object, statement.literal)
        place = (statement.start, statement.end)
        of_all, of_own = places.setdefault((*key, "any"), []), places.setdefault((*key, statement.qualifier), [])
        compared = of_all if statement.loose or statement.qualifier is None else of_own
        if not _overlaps(place, compared):
            kept.append(statement)
            insort(of_all, place)
            insort(of_own, place)
    return sorted(kept, key=lambda s: (s.start, s.end, s.kind, s.subject))


def _rank(statement: Statement) -> tuple[bool, bool, int, bool, bool, bool, bool, int]:
    unsaid = (statement.qualifier is None, not statement.dated, not statement.present)
    return statement.loose, statement.aside, statement.start, *unsaid, not statement.firm, statement.end


def _overlaps(place: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a place overlaps its neighbours among sorted ones."""
    at = bisect_left(taken, place)
    return any(place[0] < end and start < place[1] for start, end in taken[max(0, at - 1) : at + 1])


def bounds(moment: Moment) -> Bounds:
    """A moment as the judge compares it."""
    first, last = date.fromisoformat(moment.first), date.fromisoformat(moment.last)
    return Bounds(first, last, exact=first == last)
