"""A network page without a mouse, without the picture, on paper, and as axe-core sees it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from views.browsing import Reader, findings, until
from views.scenes import small

Readers = Callable[..., Reader]
Pages = Callable[[dict[str, Any]], Path]
CHOSEN = "window.sco.state.chosen?.node ?? null"


@pytest.mark.parametrize("view", ["membership", "events", "people", "all"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(built: Path, reader: Readers, view: str, scheme: str) -> None:
    page = reader(scheme=scheme).open(built / "views" / f"{view}.html")
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_where_all_is_open(page_of: Pages, reader: Readers, scheme: str, width: int) -> None:
    page = reader(width, 844, scheme=scheme).open(page_of(small()), "#thing=alpha&asof=2016-01-01")
    page.click("#panel .claims summary")
    page.evaluate("document.getElementById('list').open = true")
    until(page, "document.querySelectorAll('#tables tbody tr').length > 0")
    page.locator("#search").press_sequentially("a")
    page.keyboard.press("ArrowDown")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.click("#menu summary")
    assert findings(page) == []


def test_every_control_is_reached_by_tab_and_seen(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "document.activeElement.id || document.activeElement.value || document.activeElement.tagName"
        )
        if reached and here == reached[0]:
            break
        reached.append(here)
        if here != "BODY":
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", here
    wanted = ["search", "languages", "theme", "network", "play", "slider", "year-back", "day", "within", "Membership"]
    places = [reached.index(one) for one in wanted]
    assert len(set(places)) == len(wanted)
    assert {"closer", "farther", "fit", "move", "State"} <= set(reached)


@pytest.mark.parametrize("view", ["membership", "bodies"])
def test_arrows_go_from_a_thing_to_one_it_is_tied_to(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    first = page.evaluate(CHOSEN)
    assert first
    tied = "window.sco.edgesOf.get('{}').some((edge) => window.sco.otherEnd(edge, '{}') === '{}')"
    second = first
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        second = page.evaluate(CHOSEN)
        if second != first:
            break
    assert second != first
    assert page.evaluate(tied.format(first, first, second))
    page.keyboard.press("n")
    third = page.evaluate(CHOSEN)
    assert page.evaluate(tied.format(first, first, third)) or page.evaluate(tied.format(second, second, third))


def test_the_keyboard_alone_from_picture_to_panel_and_back(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    page.focus("#network")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(CHOSEN) == "omega"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(CHOSEN) == "alpha"
    assert page.inner_text("#said") == "Alpha"
    page.keyboard.press("f")
    assert page.evaluate("window.sco.state.focus") == "alpha"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Alpha"
    page.keyboard.press("Escape")
    assert page.evaluate(CHOSEN) is None
    assert page.evaluate("document.activeElement.id") == "network"
    page.keyboard.press("Escape")
    assert page.evaluate("window.sco.state.focus") == ""


def test_words_on_lines_go_with_the_choice(page_of: Pages, reader: Readers) -> None:
    """As drawn, not as told: vis-network keeps the word of a line that is given an empty one."""
    page = reader().open(page_of(small()))
    drawn = (
        "Object.values(window.sco.network.body.edges).map((edge) => edge.options.label?.trim()).filter(Boolean).length"
    )
    told = "window.sco.picture.lines.get().filter(({ label }) => label.trim()).length"
    page.focus("#network")
    page.keyboard.press("ArrowUp")
    counts = []
    for _ in range(4):
        page.keyboard.press("n")
        counts.append((page.evaluate(drawn), page.evaluate(told)))
    assert all(one == other for one, other in counts), counts
    assert max(counts) > (0, 0)
    page.keyboard.press("Escape")
    assert page.evaluate(drawn) == 0


def test_the_tooltip_goes_when_the_keyboard_is_used(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    at = page.evaluate("window.sco.network.canvasToDOM(window.sco.network.getPosition('alpha'))")
    page.hover("#network", position=at)
    until(page, "!document.getElementById('tip').hidden")
    page.focus("#network")
    page.keyboard.press("n")
    assert page.locator("#tip").is_hidden()


def test_a_link_in_the_panel_keeps_the_keyboard_there(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()), "#thing=alpha")
    page.focus("#panel .relations button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Omega Union"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('panel').contains(document.activeElement)")


def test_zoom_by_key(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    page.focus("#network")
    scale = "window.sco.network.getScale()"
    before = page.evaluate(scale)
    page.keyboard.press("+")
    assert page.evaluate(scale) > before
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate(scale) < before


@pytest.mark.parametrize("view", ["membership", "documents"])
def test_the_list_says_what_is_shown(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    assert page.locator("#tables table").count() == 0  # made when asked for
    page.click("#list summary")
    until(page, "document.querySelectorAll('#tables table').length === 2")
    things, relations = page.locator("#tables table").all()
    shown = page.evaluate("window.sco.shown.distance.size")
    assert things.locator("tbody tr").count() == min(shown, 200)
    assert f"({shown})" in things.locator("caption").inner_text()
    assert relations.locator("a").count() > 0


def test_the_list_is_sorted_by_its_heads_and_follows(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    page.click("#list summary")
    until(page, "document.querySelectorAll('#tables table').length === 2")
    names = "[...document.querySelectorAll('#tables .scroll:first-child tbody th')].map((th) => th.innerText)"
    assert page.evaluate(names) == ["Alpha", "Beta", "Delta", "Gamma", "Meeting 2005", "Omega Union"]
    page.click("#tables thead button:has-text('Name')")
    assert page.evaluate(names)[0] == "Omega Union"
    assert page.evaluate("document.activeElement.textContent").startswith("Name")
    assert page.locator("#tables th[aria-sort=descending]").count() == 1
    page.evaluate("window.sco.change({ asof: '2004-01-01' })")
    until(page, f"!{names}.includes('Meeting 2005')")


def test_on_paper_stand_picture_and_list(page_of: Pages, reader: Readers, tmp_path: Path) -> None:
    page = reader(scheme="dark").open(page_of(small()))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#printed canvas").is_visible()
    assert page.locator("#network").is_hidden()
    assert page.locator("#tables tbody tr").count() == 6 + 4
    assert "Gazette, no. 7" in page.inner_text("#tables")
    corner = "[...document.querySelector('#printed canvas').getContext('2d').getImageData(1, 1, 1, 1).data]"
    assert page.evaluate(corner) == [255, 255, 255, 255]
    assert page.pdf(path=tmp_path / "page.pdf")[:5] == b"%PDF-"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("window.sco.state.theme") == ""
    assert page.evaluate("localStorage.getItem('sco-theme')") is None
    page.wait_for_timeout(400)  # longer than a list that is open waits before it is made anew
    assert page.locator("#tables table").count() == 0
