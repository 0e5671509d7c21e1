"""The short labels of a picture, wrapped, in each language; and how much room one takes."""

import re
from textwrap import fill
from typing import Final, NamedTuple

from sco_graph.network.records import Model, Names, Thing
from sco_graph.views.catalogue import Labels

LANGUAGES: Final = ("en", "ru", "zh")
# The script of each language, to tell in which of them a variant is written.
_SCRIPTS: Final = {"en": re.compile(r"[A-Za-z]"), "ru": re.compile(r"[А-Яа-яЁё]"), "zh": re.compile(r"[\u4e00-\u9fff]")}
_WIDE: Final = re.compile(r"[\u2e80-\uffef]")


class Box(NamedTuple):
    """The room that a sign and its label under it take, around the middle of the sign."""

    half: int
    up: int
    down: int


def label_of(model: Model, thing: Thing, rules: Labels) -> Names:
    """The short label of a thing in each language that it has a name in and where it differs from the English one."""
    recipe = rules.built.get(thing.kind, ())
    found = {}
    for language in LANGUAGES:
        if language != "en" and language not in thing.names:
            continue
        text = _built(model, thing, recipe, language, rules) or _short(thing, language, rules)
        found[language] = wrapped(text, language, rules)
    return {lang: text for lang, text in found.items() if lang == "en" or text != found["en"]}


def wrapped(text: str, language: str, rules: Labels) -> str:
    """A text in lines of the length set for a language; what is more than the lines allowed ends in an ellipsis."""
    width = rules.wrap[language]
    if language == "zh":
        lines = _chinese(text, width)
        if len(lines) > rules.lines:
            lines = [*lines[: rules.lines - 1], lines[rules.lines - 1][:-1] + "…"]
        return "\n".join(lines)
    # A word longer than a line is cut at its end; fill would cut it where the line before it is full.
    text = re.sub(rf"[^\s-]{{{width + 1},}}", lambda word: word[0][: width - 2] + "…", text)
    return fill(text, width, max_lines=rules.lines, placeholder="…").replace("……", "…")


def _chinese(text: str, width: int) -> list[str]:
    """Chinese breaks between any two signs, but not within a number or a word in Latin letters."""
    lines = [""]
    for piece in re.findall(rf"[0-9A-Za-z]{{1,{width}}}|.", text):
        if len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def box_of(label: Names, size: float, font: float) -> Box:
    """The room of a sign of a size with a label of a font size, in the language that takes the most.

    >>> box_of({"en": "Iran"}, 10, 10)
    Box(half=13, up=10, down=28)
    """
    width = max(length_of(line) for text in label.values() for line in text.split("\n"))
    lines = max(text.count("\n") + 1 for text in label.values())
    return Box(round(max(size, width * font / 2 + 1)), round(size), round(size + font * (0.55 + 1.2 * lines)))


def length_of(line: str) -> float:
    """The length of a line in units of the size of its font, of a common sans-serif face, a little wide."""
    return sum(1.05 if _WIDE.match(sign) else 0.6 for sign in line)


def _built(model: Model, thing: Thing, recipe: tuple[str, ...], language: str, rules: Labels) -> str:
    """A label made of facts; "" unless there is one for each item. An item is properties, the first stated counts."""
    words = []
    for item in recipe:
        said = [fact for name in item.split("|") for fact in thing.facts if fact.property == name]
        if item == "year":
            words.append(thing.begins[:4])
        elif said and said[0].value in model.things:
            words.append(_short(model.things[said[0].value], language, rules))
        elif said:
            names = model.concepts.get(said[0].value, {})
            words.append(names.get(language) or names.get("en") or said[0].value)
    text = " ".join(words)
    return text[:1].upper() + text[1:] if all(words) and len(words) == len(recipe) else ""


def _short(thing: Thing, language: str, rules: Labels) -> str:
    name = thing.names.get(language) or thing.names.get("en") or thing.slug
    if thing.kind in rules.shortest and len(name) > rules.wrap[language]:
        script = _SCRIPTS[language]
        others = [text for text in thing.variants if script.search(text)]
        known = [fact.value for fact in thing.facts if fact.property == rules.abbreviation and language == "en"]
        name = min(known or [name, *others], key=lambda text: (len(text), text))
    for pattern in rules.cut[language]:
        name = re.sub(pattern, "", name).strip() or name
    return name[:1].upper() + name[1:]
