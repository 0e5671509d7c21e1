"""The people in office, and the offices, that a sentence names: "President Tokayev of Kazakhstan"."""

import re
from typing import Final

from sco_graph.namespaces import ID
from sco_graph.reader.catalogue import Catalogue
from sco_graph.reader.languages import Language
from sco_graph.reader.lexicon import norm, slug
from sco_graph.reader.marks import Mark, Sentence
from sco_graph.reader.persons import holder_named

_LONGEST_PERSON: Final = 60
_BEFORE_TITLE: Final = 24


def officials(sentence: Sentence, form: re.Pattern[str], spoken: Language, catalogue: Catalogue) -> list[Mark]:
    """The people in office, and the offices, that a form of words names."""
    fresh = []
    for match in form.finditer(sentence.tokens):
        before = sentence.tokens[max(0, match.start() - _BEFORE_TITLE) : match.start()]
        if not spoken.references["not_office"].search(before):
            mark = _official(sentence, match, spoken, catalogue)
            if mark is not None:
                fresh.append(mark)
    return fresh


def _official(sentence: Sentence, match: re.Match[str], spoken: Language, catalogue: Catalogue) -> Mark | None:
    groups = match.groupdict()
    if groups.get("of"):
        of = sentence.mark(groups["of"]).thing
        office = _office(groups["title"], of, sentence.mark(groups["of"]).kind, spoken, catalogue) if of else None
    else:
        office, of = _held(groups["title"], sentence.mark(groups["person"]).thing, spoken, catalogue)
    if of is None or office is None:
        return None
    start, end = sentence.span(*match.span())
    person = _person(sentence, match, office, catalogue)
    if person is not None:
        end = max(end, person.end)
    represented = catalogue.represented.get(office, of)
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Mark(
        start,
        end,
        "F" if person else "A",
        (represented,),
        text,
        office=office,
        state=of,
        parts=(person,) if person else (),
    )


def _person(sentence: Sentence, match: re.Match[str], office: str, catalogue: Catalogue) -> Mark | None:
    """Who is named beside an office: a known person, else a holder of that office, else somebody new."""
    groups = match.groupdict()
    if groups.get("person"):
        return sentence.mark(groups["person"])
    said = groups.get("name")
    if said:
        start, end = sentence.span(*match.span("name"))
    else:
        start = sentence.span(*match.span())[1]
        said = sentence.text[start - sentence.start :][:_LONGEST_PERSON]
        end = start
    holder = holder_named(said, catalogue.holders.get(office, {}), sentence.language)
    if holder:
        person, used = holder
        end = max(end, start + used)
        note = (
            ""
            if said[:used].strip() in catalogue.holders[office][person]
            else f'read "{said[:used].strip()}" as {person.removeprefix(ID)}'
        )
        return Mark(start, end, "P", (person,), said[:used], note=note)
    new = slug(said) if groups.get("name") else ""
    return Mark(start, end, "P", (ID + new,), said) if new.isascii() and "-" in new else None


def _held(
    title: str, person: str | None, spoken: Language, catalogue: Catalogue
) -> tuple[str, str] | tuple[None, None]:
    """The one office of a title's kind that a person ever held, and what it is of: "Prime Minister Nawaz Sharif"."""
    kinds = {kind for form, kind in spoken.titles if form.fullmatch(title)}
    held = [(office, of) for office, kind, of in catalogue.offices_held.get(person or "", ()) if kind in kinds]
    return held[0] if len(held) == 1 else (None, None)


def _office(title: str, of: str, kind_of: str, spoken: Language, catalogue: Catalogue) -> str | None:
    """The office that a title means there: by its own names, else by its kind; a new one of a state."""
    words = [norm(word, spoken) for word in re.findall(r"\w+", title)]
    kind = next((kind for form, kind in spoken.titles if form.fullmatch(title)), None)
    offices = catalogue.offices(of, spoken)
    of_kind = sorted({office for office, its, _ in offices if its == kind})
    if of_kind:
        return of_kind[0]
    for office, _, said in offices:
        if said[: len(words)] == words or said[-len(words) :] == words:
            return office
    return f"{ID}{kind}-of-{of.removeprefix(ID)}" if kind and kind_of == "S" else None
