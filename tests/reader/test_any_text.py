"""Any text whatever is read to its end: bits of real sentences, names, dates and rubbish in every order."""

import tomllib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sco_graph.reader
from sco_graph.reader.additions import additions
from sco_graph.reader.reading import Reader
from sco_graph.reader.report import FORMATS, written

_PATTERNS = Path(sco_graph.reader.__file__).with_name("patterns")
_EXAMPLES = [
    pattern["example"]
    for path in sorted(_PATTERNS.glob("*.toml"))
    for pattern in tomllib.loads(path.read_text(encoding="utf-8"))["pattern"]
]
_WORDS = sorted({word for example in _EXAMPLES for word in example.split()})
_RUBBISH = [
    "(" * 50,
    "\u202e",
    "\u200f",
    "Іран",
    "<b>",
    "</script>",
    "31 February 2020",
    "0000",
    "第十二次",
    "«",
    "”",
    "\n\n",
    "&#0;",
]
_PIECES = st.one_of(
    st.sampled_from(_EXAMPLES),
    st.sampled_from(_WORDS),
    st.sampled_from(_RUBBISH),
    st.text(max_size=20),
    st.dates().map(str),
)
_TEXTS = st.builds(
    lambda glue, pieces: glue.join(pieces), st.sampled_from([" ", "", "\n", ", ", ". "]), st.lists(_PIECES, max_size=30)
)
_DAYS = st.one_of(st.none(), st.dates().map(str))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS, day=_DAYS)
def test_any_text_is_read_to_its_end(text: str, day: str | None, reader: Reader) -> None:
    reading = reader.read(text, published=day)
    for finding in reading.findings:
        start, end = reading.place(finding)
        assert 0 <= start < end <= len(text)
        assert finding.judgement.verdict in ("supported", "contradicted", "new", "unverifiable")
        assert finding.judgement.reason
    for form in FORMATS:
        assert written([reading], form) is not None
    additions([reading])
