"""What the reader accepts as a text, and that its offsets lead back to the text as given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.problems import UsageError
from sco_graph.reader.reading import Reader
from sco_graph.reader.text import LONGEST, decode, prepare

MEMBERS = "The SCO's eight member states are China, Russia and India."


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n", "picture"),
        (b"a\x00b", "binary"),
        ("Саммит ШОС".encode("cp1251"), "not UTF-8"),
        (b"a" * (LONGEST * 4 + 1), "at most"),
    ],
)
def test_what_is_no_text_is_refused_with_a_word(data: bytes, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        decode(data, "file")


def test_utf_8_and_utf_16_with_their_marks_are_read() -> None:
    assert decode("上合组织".encode("utf-8-sig"), "file") == "上合组织"
    assert decode("上合组织".encode("utf-16"), "file") == "上合组织"


def test_a_text_beyond_all_measure_is_refused() -> None:
    with pytest.raises(UsageError, match="at most"):
        prepare("a" * (LONGEST + 1))


HIDDEN = [
    MEMBERS.replace("Russia", "Rus\u00adsia"),
    MEMBERS.replace("Russia", "\u200fRussia\u200e"),
    MEMBERS.replace("Russia", "Russiа"),  # its last letter is Cyrillic
    MEMBERS.replace("Russia", "<b>Russia</b>").join(("<html><script>Iran joined the SCO.</script><p>", "</p></html>")),
    MEMBERS.replace("and India", "&amp; India").join(("<html><body><!-- members: Japan -->", "</body></html>")),
]


@pytest.mark.parametrize("text", HIDDEN)
def test_marks_markup_and_look_alikes_hide_nothing(text: str, reader: Reader) -> None:
    reading = reader.read(text, published="2019-01-01")
    members = [f for f in reading.findings if f.statement.kind == "membership"]
    assert {f.statement.subject.rsplit("/", 1)[1] for f in members} == {"china", "russia", "india"}
    for finding in members:
        start, end = reading.place(finding)
        assert text[start:end] == reading.quote(finding)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "(" * 10_000 + MEMBERS + ")" * 10_000,
        "[({<" * 3000,
        "⟦S1⟧ are members of the SCO.",
        "China, " * 3000,
    ],
    ids=["empty", "blank", "brackets", "mixed", "tokens", "list"],
)
def test_odd_texts_are_read_to_their_end(text: str, reader: Reader) -> None:
    reading = reader.read(text, published="2019-01-01")
    assert not [f for f in reading.findings if f.judgement.verdict == "contradicted"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), st.text(max_size=40))
def test_any_text_is_read_and_quoted_as_given(before: str, after: str) -> None:
    text = f"{before}\n{MEMBERS}\n{after}"
    prepared = prepare(text)
    assert len(prepared.origin) == len(prepared.clean) + 1
    at = prepared.clean.find("China")
    if at >= 0:
        start, end = prepared.given_at(at, at + len("China"))
        assert 0 <= start < end <= len(text)
