"""What a reader takes along from a network page: a picture, tables, a citation, an address."""

import csv
import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from views.browsing import Reader, until
from views.scenes import small

Readers = Callable[..., Reader]
Pages = Callable[[dict[str, Any]], Path]


def saved(page: Any, button: str) -> tuple[str, bytes]:
    if not page.evaluate("document.getElementById('menu').open"):
        page.click("#menu summary")
    with page.expect_download() as found:
        page.click(button)
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


@pytest.mark.parametrize("view", ["membership", "events"])
def test_a_picture_with_title_and_licence(built: Path, reader: Readers, view: str) -> None:
    visit = reader()
    page = visit.open(built / "views" / f"{view}.html")
    name, content = saved(page, "#save-png")
    assert name == f"sco-{view}-2026-11-24.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    box = page.evaluate(
        "(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(document.querySelector('#network'))"
    )
    assert width == box[0]
    assert height > box[1] + 100
    assert visit.complaints == []


@pytest.mark.parametrize("view", ["membership", "outreach"])
def test_tables_of_what_is_shown(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    name, content = saved(page, "#save-things")
    assert name == f"sco-{view}-2026-11-24-things.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    things = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(things) == page.evaluate("window.sco.shown.distance.size")
    assert all(row["en"] and row["as_of"] == "2026-11-24" for row in things)
    _, content = saved(page, "#save-ties")
    ties = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(ties) == page.evaluate("[...window.sco.shown.lines.values()].flatMap((line) => line.edges).length")
    assert all("http" in row["sources"] for row in ties)


def test_cells_cannot_be_formulas_and_lines_end_as_the_standard_says(page_of: Pages, reader: Readers) -> None:
    hostile = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", 'two\r\nlines, "quoted"']
    page = reader().open(page_of(small(hostile)))
    _, content = saved(page, "#save-things")
    text = content.decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert [rows[slug]["en"] for slug in ("alpha", "beta", "gamma", "delta")] == ["'" + name for name in hostile[:4]]
    assert rows["omega"]["en"] == hostile[4]
    assert text.endswith("\r\n")
    assert '"two\r\nlines, ""quoted"""' in text


@pytest.mark.parametrize("view", ["membership", "all"])
def test_a_citation_names_day_and_licence(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html", "#asof=2022-09-16")
    page.click("#menu summary")
    page.click("#cite")
    until(page, "document.getElementById('done').textContent !== ''")
    text = page.inner_text("#done")
    assert page.inner_text("h1") in text
    assert "as of 16 September 2022" in text
    assert "Data of 24 November 2026. CC BY 4.0." in text


@pytest.mark.parametrize("view", ["membership", "all"])
def test_a_state_is_loaded_from_the_address(built: Path, reader: Readers, view: str) -> None:
    fragment = "#focus=iran&depth=1&asof=2022-09-16&lang=ru&theme=dark&off=Place"
    page = reader().open(built / "views" / f"{view}.html", fragment)
    state = page.evaluate(
        "(({ focus, depth, asof, lang, theme, off }) => [focus, depth, asof, lang, theme, ...off])(window.sco.state)"
    )
    assert state == ["iran", 1, "2022-09-16", "ru", "dark", "Place"]
    assert "16 сентября 2022" in page.inner_text("#now")
    assert "sco" in page.evaluate("[...window.sco.shown.distance.keys()]")
    page.evaluate("location.hash = '#asof=2010-01-01'")
    until(page, "window.sco.state.asof === '2010-01-01'")
    assert page.evaluate("window.sco.state.focus") == ""


def test_the_address_follows_and_leads_back(page_of: Pages, reader: Readers) -> None:
    path = page_of(small())
    page = reader().open(path)
    page.evaluate("window.sco.change({ focus: 'alpha', depth: 2, asof: '2016-01-01', off: new Set(['Meeting']) })")
    until(page, "location.hash === '#focus=alpha&depth=2&asof=2016-01-01&off=Meeting'")
    again = reader().open(path, page.evaluate("location.hash"))
    shown = "[[...window.sco.shown.distance.keys()].sort(), [...window.sco.shown.lines.keys()].sort()]"
    assert again.evaluate(shown) == page.evaluate(shown)


@pytest.mark.parametrize(
    "fragment",
    [
        "#focus=nobody",
        "#asof=2022-02-31",
        "#asof=1800-01-01",
        "#depth=99",
        "#lang=xx&theme=pink",
        "#thing=__proto__",
        "#%",
    ],
)
def test_a_wrong_address_is_the_start(page_of: Pages, reader: Readers, fragment: str) -> None:
    visit = reader()
    page = visit.open(page_of(small()), fragment)
    state = (
        "(({ focus, depth, asof, lang, theme, chosen }) => [focus, depth, asof, lang, theme, chosen])(window.sco.state)"
    )
    assert page.evaluate(state) == ["", 1, "2026-11-24", "en", "", None]
    assert visit.complaints == []


@pytest.mark.parametrize("view", ["membership", "events"])
@pytest.mark.parametrize("day", ["2022-02-31", "1800-01-01", "2100-01-01", "<b>soon</b>"])
def test_a_day_that_is_none_is_said_in_the_status_line(built: Path, reader: Readers, view: str, day: str) -> None:
    visit = reader()
    page = visit.open(built / "views" / f"{view}.html", f"#asof={day}&lang=en")
    assert f"the address asks for “{day}”" in page.inner_text("#now")
    assert "24 November 2026" in page.inner_text("#now")
    page.click("#year-back")
    assert page.inner_text("#refused") == ""
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("locale", "fragment", "lang"),
    [
        ("ru-RU", "", "ru"),
        ("zh-TW", "", "zh"),
        ("de-DE", "", "en"),
        ("ru-RU", "#lang=en", "en"),
        ("en-GB", "#lang=zh", "zh"),
    ],
)
def test_the_first_visit_is_in_the_browsers_language(
    page_of: Pages, reader: Readers, locale: str, fragment: str, lang: str
) -> None:
    path = page_of(small())
    visit = reader(locale=locale)
    page = visit.open(path, fragment)
    assert page.locator("html").get_attribute("lang") == lang
    page.select_option("#languages", "zh" if lang == "ru" else "ru")
    page.goto("about:blank")
    assert visit.open(path).locator("html").get_attribute("lang") == ("zh" if lang == "ru" else "ru")


def test_the_scene_may_begin_in_a_state_of_its_own(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small() | {"fragment": {"focus": "alpha", "depth": 1, "asof": "2016-01-01"}}))
    assert page.evaluate("[window.sco.state.focus, window.sco.state.asof]") == ["alpha", "2016-01-01"]


def test_a_scene_of_one_day_has_no_slider(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small() | {"first": "2026-11-24"}))
    assert page.locator("#clock").is_hidden()


def test_links_lead_to_the_site_in_the_readers_language(page_of: Pages, reader: Readers) -> None:
    given = small() | {"home": "index.html", "things": "thing/"}
    given["nodes"][1]["id"] = "https://example.org/own"
    given["edges"] = []
    page = reader().open(page_of(given), "#lang=ru&theme=dark")
    assert page.get_attribute("#home", "href") == "index.html#lang=ru&theme=dark"
    page.evaluate("window.sco.choose('https://example.org/own')")
    address = page.locator("#panel .actions a").get_attribute("href")
    assert address == "thing/https%253A%252F%252Fexample.org%252Fown.html#lang=ru&theme=dark"
