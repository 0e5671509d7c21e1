"""What a sentence says without a form of words for it: found where the graph bears it out, and never called wrong."""

import pytest

from sco_graph.namespaces import compact
from sco_graph.reader.reading import Reader

SAID = [
    (
        "The birth of the SCO owed much to Russia, China, Kazakhstan, Tajikistan and Kyrgyzstan.",
        "2019-06-14",
        {("founding", state, "sco") for state in ("russia", "china", "kazakhstan", "tajikistan", "kyrgyzstan")},
    ),
    (
        "The SCO leaders met. As for Belarus, it obtains observer status, along with Mongolia and Iran.",
        "2015-07-10",
        {("status", "belarus", "sco"), ("status", "mongolia", "sco"), ("status", "iran", "sco")},
    ),
    (
        "At the conclave in New Delhi on Friday Rajnath Singh met SCO defence ministers from Russia and China.",
        "2023-04-28",
        {
            ("event-place", "defence-ministers-2023-new-delhi", "new-delhi"),
            ("tenure", "rajnath-singh", "defence-minister-of-india"),
        },
    ),
    (
        "29 мая 2003 года лидеры стран ШОС съехались в Москву на свою третью встречу.",
        "2009-06-16",
        {("event-date", "summit-2003-moscow", "2003-05-29"), ("event-place", "summit-2003-moscow", "moscow")},
    ),
    (
        "上合组织秘书长就职典礼在北京举行,努尔加利耶夫正式就任。",
        "2007-01-23",
        {("tenure", "bolat-nurgaliyev", "secretary-general-of-sco")},
    ),
    (
        "上合組織目前擁有中國、俄羅斯、沙烏地阿拉伯的對話夥伴。",
        "2023-01-23",
        {("status", "saudi-arabia", "sco")},
    ),
]


@pytest.mark.parametrize(("text", "day", "said"), SAID, ids=[text[:20] for text, _, _ in SAID])
def test_what_stands_together_is_said(text: str, day: str, said: set[tuple[str, str, str]], reader: Reader) -> None:
    findings = reader.read(text, published=day).findings
    found = {
        (f.statement.kind, compact(f.statement.subject), compact(f.statement.object or "") or f.statement.literal)
        for f in findings
        if f.judgement.verdict == "supported"
    }
    assert said <= found


def test_what_the_graph_does_not_bear_out_is_not_reported(reader: Reader) -> None:
    text = "The SCO has observers, and Brazil once hosted a summit in Rio that founded nothing in 1999."
    assert not [f for f in reader.read(text, published="2019-01-01").findings if f.statement.aside]


def test_a_list_is_borne_out_as_a_whole(reader: Reader) -> None:
    """India is a member and no founder: nothing is said of who founded the organisation."""
    text = "Founded long ago, the SCO nowadays is about Russia, China, Kazakhstan, Kyrgyzstan, Tajikistan and India."
    assert not [f for f in reader.read(text, published="2019-06-14").findings if f.statement.kind == "founding"]


def test_a_plain_statement_goes_before_a_loose_one(reader: Reader) -> None:
    """A mistake is not hidden by what is true of the same words at another time."""
    text = "The SCO currently has nine members. At present India, Iran and Belarus are observers of the SCO."
    wrong = {
        (compact(f.statement.subject), f.judgement.verdict)
        for f in reader.read(text, published="2024-07-06").findings
        if f.statement.kind in ("status", "count")
    }
    assert {(thing, "contradicted") for thing in ("sco", "india", "iran", "belarus")} <= wrong
