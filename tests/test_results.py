"""Answers as a table for reading, which fits into a terminal."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.results import width, written

_TEXTS = st.text(st.sampled_from("abcйцу上海e\u0301 "), max_size=60)


def _answer(cells: list[str]) -> ox.QuerySolutions:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("")))
    values = " ".join(f"({' '.join(str(ox.Literal(cell)) for cell in cells)})" for _ in range(2))
    names = " ".join(f"?v{number}" for number in range(len(cells)))
    answer = store.query(f"SELECT {names} {{ VALUES ({names}) {{ {values} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer


@given(st.lists(_TEXTS, min_size=1, max_size=5), st.integers(80, 200))
def test_table_fits_into_the_columns_asked_for(cells: list[str], columns: int) -> None:
    lines = written(_answer(cells), "table", "2026-11-24", columns).splitlines()
    assert len(lines) == 5
    assert max(map(width, lines)) <= columns


@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_nothing_is_cut_where_it_fits_or_nobody_asks(cells: list[str]) -> None:
    whole = written(_answer(cells), "table", "2026-11-24")
    assert written(_answer(cells), "table", "2026-11-24", 1000) == whole
    assert all(cell.strip() in whole for cell in cells)


def test_a_cut_says_that_it_is_one() -> None:
    (line,) = {*written(_answer(["上海合作组织" * 10, "x" * 60]), "table", "2026-11-24", 40).splitlines()[2:4]}
    assert line == "上海合作组织上海合…  xxxxxxxxxxxxxxxxxx…"
