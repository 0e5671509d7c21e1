"""Wordings that look like a statement and are none, or another one: each was read wrongly once in a real text."""

import pytest

from sco_graph.namespaces import compact
from sco_graph.reader.reading import Reader

# A sentence, its day, and a statement (kind, subject, object) that must not be read in it.
NOT_SAID = [
    (
        "The SCO comprises four Observer States interested in acceding to full membership (Afghanistan and Iran).",
        "2022-01-06",
        ("membership", "iran", "sco"),
    ),
    (
        "The SCO ended its annual summit in Tashkent with rules to admit new members like India and Pakistan.",
        "2010-06-12",
        ("membership", "india", "sco"),
    ),
    (
        "РАТС - постоянно действующий орган ШОС со штаб-квартирой в Ташкенте.",
        "2018-06-12",
        ("body-seat", "sco", "tashkent"),
    ),
    ("会议在设在塔什干的上海合作组织地区反恐怖机构执行委员会举行。", "2019-06-11", ("body-seat", "sco", "tashkent")),
    (
        "Leaders shook hands before a summit of the SCO in Dushanbe August 27, 2008.",
        "2008-08-28",
        ("event-date", "summit-2008-dushanbe", "2008-08-27"),
    ),
    (
        "Стороны подчеркнули приверженность ШОС созданию всеобъемлющего мира в Афганистане.",
        "2024-07-05",
        ("founding", "afghanistan", "sco"),
    ),
    (
        "The Prime Minister of Mongolia, Observer State, will attend the SCO heads of government meeting.",
        "2024-10-13",
        ("tenure", "observer-state", "head-of-government-of-mongolia"),
    ),
    (
        "India has invited Belarus and Iran, observers in the SCO, to the SCO Defence Ministers' Meeting in New Delhi.",
        "2023-04-27",
        ("participation", "india", "defence-ministers-2023-new-delhi"),
    ),
    (
        "The SCO was established in Shanghai five years ago.",
        "2006-06-15",
        ("founding", "shanghai-five", "2001"),
    ),
]


@pytest.mark.parametrize(("text", "day", "wrong"), NOT_SAID, ids=[text[:30] for text, _, _ in NOT_SAID])
def test_what_is_not_said_is_not_read(text: str, day: str, wrong: tuple[str, str, str], reader: Reader) -> None:
    findings = reader.read(text, published=day).findings
    said = {
        (f.statement.kind, compact(f.statement.subject), compact(f.statement.object or "") or f.statement.literal)
        for f in findings
        if not f.statement.loose  # a loose one is reported only as far as it is true
    }
    assert wrong not in said
    assert not [f for f in findings if f.judgement.verdict == "contradicted"]


def test_what_ends_on_the_day_of_the_text_is_still_so(reader: Reader) -> None:
    """The dialogue partners became partners on 1 September 2025, by the Tianjin Declaration of that day."""
    text = "Armenia, Egypt and Qatar are dialogue partners of the SCO."
    for day, verdict in (("2025-09-01", "supported"), ("2025-11-01", "unverifiable")):
        assert {f.judgement.verdict for f in reader.read(text, published=day).findings} == {verdict}


def test_who_is_appointed_takes_office_later(reader: Reader) -> None:
    """The summit of June 2018 appointed who took office in January 2019; another held the office until then."""
    text = "На саммите ШОС 9-10 июня 2018 года Джумахон Гиёсов назначен директором исполнительного комитета РАТС ШОС."
    tenures = [f for f in reader.read(text, published="2018-06-12").findings if f.statement.kind == "tenure"]
    assert [finding.judgement.verdict for finding in tenures] == ["supported"]


def test_a_month_of_this_year_is_not_one_gone_by(reader: Reader) -> None:
    text = "The SCO summit will be held in Bishkek in October this year."
    dates = [f.statement.literal for f in reader.read(text, published="2026-03-10").findings if f.statement.literal]
    assert "2025-10" not in dates
