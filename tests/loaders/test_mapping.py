"""URI templates: the short way for slugs gives what RFC 6570's library gives, for any text."""

from hypothesis import given
from hypothesis import strategies as st
from uritemplate import URITemplate

from sco_graph.loaders.mapping import resolve


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.sampled_from(["id/{x}", "id/{x}/", "#{x}"]))
def test_resolve_is_what_the_library_expands(text: str, ending: str) -> None:
    template = f"https://example.org/{ending}"
    assert resolve(template, {"x": text}, "") == URITemplate(template).expand(x=text)


def test_a_missing_variable_is_empty() -> None:
    assert resolve("https://example.org/{x}", {}, "") == "https://example.org/"
