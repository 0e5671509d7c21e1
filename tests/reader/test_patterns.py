"""Each pattern of each language is tested by the example that stands beside it."""

import pytest

from sco_graph.namespaces import compact
from sco_graph.reader.languages import Pattern, codes, language
from sco_graph.reader.reading import Reader

PATTERNS = [(code, number, pattern) for code in codes() for number, pattern in enumerate(language(code).patterns)]


@pytest.mark.parametrize(
    ("code", "number", "pattern"), PATTERNS, ids=[f"{code}-{number}-{p.claims[0][0]}" for code, number, p in PATTERNS]
)
def test_the_example_gives_its_claims(code: str, number: int, pattern: Pattern, reader: Reader) -> None:
    reading = reader.read(pattern.example, published=pattern.published or None)
    found = {
        " ".join(
            part
            for part in (
                finding.statement.kind,
                compact(finding.statement.subject),
                compact(finding.statement.object) if finding.statement.object else finding.statement.literal,
                compact(finding.statement.qualifier) if finding.statement.qualifier else "",
            )
            if part
        )
        for finding in reading.findings
    }
    assert set(pattern.gives) <= found
    assert not [f.statement for f in reading.findings if f.judgement.verdict == "contradicted"]


def test_three_languages_are_known() -> None:
    assert codes() == ["en", "ru", "zh"]


@pytest.mark.parametrize("code", codes())
def test_each_meeting_is_found_in_its_example(code: str) -> None:
    for meeting in language(code).meetings:
        # The names of organisations and places stand as tokens when a pattern sees them.
        sentence = meeting.example
        for name in (
            "Shanghai Five",
            "Shanghai Cooperation Organisation",
            "SCO",
            "上海合作组织",
            "上合组织",
            "上海五国",
        ):
            sentence = sentence.replace(name, "⟦O0⟧")
        for name in ("ШОС", "Шанхайской пятёрки"):
            sentence = sentence.replace(name, "⟦O0⟧")
        for name in ("Shanghai", "Dushanbe"):
            sentence = sentence.replace(name, "⟦L0⟧")
        sentence = sentence.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')
        assert meeting.match.search(sentence), meeting.example
