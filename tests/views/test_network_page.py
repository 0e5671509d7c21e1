"""What a reader can do in a network page, shown in pages of the real graph and of a small scene."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from views.browsing import Reader, until
from views.scenes import large, small, status, tie

Readers = Callable[..., Reader]
Pages = Callable[[dict[str, Any]], Path]

VIEWS = ["membership", "events", "documents", "people", "bodies", "outreach", "exercises", "all"]
SHOWN = "[...window.sco.shown.distance.keys()]"
LINES = "[...window.sco.shown.lines.keys()].map((line) => line.replace('\\n', ' '))"
# Every pair of things in the picture whose boxes, names included, lie over each other.
OVERLAPS = """() => {
  const { network, picture: { nodes } } = window.sco;
  const boxes = nodes.getIds().map((id) => [id, network.getBoundingBox(id)]);
  return boxes.flatMap(([one, a], index) => boxes.slice(index + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${one} ${other}`));
}"""


def search(page: Any, text: str) -> None:
    page.fill("#search", text)
    page.keyboard.press("Enter")


def at(page: Any, slug: str) -> Any:
    """Where a thing lies in the picture, in pixels."""
    return page.evaluate(f"window.sco.network.canvasToDOM(window.sco.network.getPosition('{slug}'))")


def middle(page: Any, one: str, other: str) -> dict[str, float]:
    a, b = at(page, one), at(page, other)
    return {"x": (a["x"] + b["x"]) / 2, "y": (a["y"] + b["y"]) / 2}


def said(page: Any, selector: str = "#panel") -> str:
    return " ".join(page.inner_text(selector).split())


@pytest.mark.parametrize("view", VIEWS)
def test_opens_from_a_file_and_asks_for_nothing(built: Path, reader: Readers, view: str) -> None:
    path = built / "views" / f"{view}.html"
    visit = reader()
    page = visit.open(path)
    assert visit.requests == [path.resolve().as_uri()]
    assert visit.complaints == []
    assert page.evaluate("performance.getEntriesByName('drawn')[0].startTime") < 6000  # loaded machine; alone under 1 s
    colours = page.evaluate(
        "() => { const c = document.querySelector('#network canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; return new Set(new Uint32Array(d.buffer)).size }"
    )
    assert colours > 20
    assert "24 November 2026" in page.inner_text("#now")
    assert "24 November 2026" in page.inner_text("footer")


@pytest.mark.parametrize("view", ["membership", "events"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (768, 1024), (390, 844)])
def test_names_lie_apart_on_every_screen(built: Path, reader: Readers, view: str, width: int, height: int) -> None:
    page = reader(width, height).open(built / "views" / f"{view}.html")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("view", ["membership", "all"])
@pytest.mark.parametrize("typed", ["Iran", "иран", "伊朗", "Islamic Republic of Iran"])
def test_search_finds_any_name(built: Path, reader: Readers, view: str, typed: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    search(page, typed)
    assert page.locator("#panel h2").inner_text().startswith("Iran")
    assert "伊朗" in said(page)


@pytest.mark.parametrize(("view", "typed", "slug"), [("outreach", "ШОС", "sco"), ("outreach", "ASEAN", "asean")])
def test_search_finds_variants_and_suggests(built: Path, reader: Readers, view: str, typed: str, slug: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    page.locator("#search").press_sequentially(typed)
    options = page.locator("#hits [role=option]")
    assert 1 <= options.count() <= 8
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert page.evaluate("window.sco.state.chosen.node") == slug
    assert page.locator("#hits").is_hidden()


def test_a_suggestion_can_be_clicked_and_escape_closes(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    page.locator("#search").press_sequentially("amm")
    page.keyboard.press("Escape")
    assert page.locator("#hits").is_hidden()
    page.keyboard.press("ArrowDown")
    page.click("#hits [role=option]")
    assert page.locator("#panel h2").inner_text() == "Gamma"


def test_what_is_not_found_is_said_in_the_readers_letters(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    search(page, "АтлАнтида")
    assert "“АтлАнтида”" in said(page)


def test_search_brings_what_is_not_shown_with_its_ties(built: Path, reader: Readers) -> None:
    page = reader().open(built / "views" / "all.html")
    assert "xi-jinping" not in page.evaluate(SHOWN)
    search(page, "Xi Jinping")
    shown = page.evaluate(SHOWN)
    assert {"xi-jinping", "head-of-state-of-china"} <= set(shown)


@pytest.mark.parametrize("view", ["membership", "bodies"])
def test_a_click_tells_what_is_known_and_who_says_so(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    page.locator("#network").click(position=at(page, "sco"))
    assert page.locator("#panel h2").inner_text() == "Shanghai Cooperation Organisation"
    assert "ШОС" in said(page)
    links = page.locator("#panel .sources a")
    assert links.count() > 5
    assert all(link.get_attribute("href").startswith("http") for link in links.all()[:20])
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    until(page, "performance.getEntriesByName('answered').length === 1")
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Choose a thing or a line"


def test_the_panel_tells_dates_status_and_tense(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()), "#thing=alpha")
    first, second = page.locator("#panel .relations > li").all()
    assert " ".join(first.inner_text().split()).startswith("Omega Union now Status: member Since June 2017")
    assert "over" in second.inner_text()
    assert first.get_attribute("class") == "now"


@pytest.mark.parametrize("asked", [("membership", "iran"), ("all", "iran")])
def test_contradicted_claims_are_marked_and_open(built: Path, reader: Readers, asked: tuple[str, str]) -> None:
    page = reader().open(built / "views" / f"{asked[0]}.html", f"#thing={asked[1]}")
    mark = page.locator("#panel > .claims.wrong > summary")
    assert mark.inner_text().startswith("✗ ")
    mark.click()
    claim = page.locator("#panel > .claims .claim.contradicted").first
    assert "✗ contradicted" in claim.inner_text().lower()
    assert claim.locator(".sources").inner_text()


def test_a_line_tells_what_it_means(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    where = middle(page, "alpha", "omega")
    page.locator("#network").hover(position=where)
    until(page, "!document.getElementById('tip').hidden")
    tip = page.locator("#tip")
    assert "Alpha → Omega Union: Membership, status: member, since June 2017" in tip.inner_text()
    page.locator("#network").click(position=where)
    text = said(page)
    assert text.startswith("Alpha – Omega Union")
    assert "On 24 November 2026" in text
    assert "At other times" in text
    assert "Gazette, no. 7" in text


@pytest.mark.parametrize(("view", "slugs"), [("membership", ("iran", "sco")), ("outreach", ("asean", "sco"))])
def test_lines_of_the_real_graph_tell_their_sources(
    built: Path, reader: Readers, view: str, slugs: tuple[str, str]
) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    page.evaluate(f"window.sco.change({{ chosen: {{ line: {list(slugs)} }} }})")
    assert page.locator("#panel .relations .sources a").count() >= 1
    assert page.locator("#panel .when").first.inner_text()


def test_lines_of_a_chosen_thing_carry_words(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    label = "window.sco.picture.lines.get('{}').label"
    assert page.evaluate(label.format("alpha\\nomega")) == ""
    page.locator("#network").click(position=at(page, "alpha"))
    assert page.evaluate(label.format("alpha\\nomega")) == "member"
    assert page.evaluate(label.format("beta\\nmeeting-2005")) == ""
    page.locator("#network").click(position=at(page, "beta"))
    assert page.evaluate(label.format("beta\\nmeeting-2005")) == "Participation"


def test_a_tall_screen_may_begin_with_less(page_of: Pages, reader: Readers) -> None:
    given = small()
    given["nodes"][0]["start_tall"] = False
    path = page_of(given)
    assert "alpha" in reader().open(path).evaluate(SHOWN)
    page = reader(390, 844).open(path)
    assert "alpha" not in page.evaluate(SHOWN)
    page.set_viewport_size({"width": 1440, "height": 900})
    until(page, f"{SHOWN}.includes('alpha')")


def test_several_relations_of_two_things_are_one_line(page_of: Pages, reader: Readers) -> None:
    given = small()
    given["edges"].append(tie("again", "Participation", "omega", "alpha", [["2020-01-01", ""]], date="2020"))
    page = reader().open(page_of(given))
    assert page.evaluate(LINES).count("alpha omega") == 1
    assert page.evaluate("window.sco.shown.lines.get('alpha\\nomega').edges.length") == 2


@pytest.mark.parametrize(("view", "kind"), [("membership", "organisation"), ("all", "Person")])
def test_classes_can_be_switched_on_and_off(built: Path, reader: Readers, view: str, kind: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    row = page.locator(f"#legend .row:has(input[value={kind}])")
    before = len(page.evaluate(SHOWN))
    assert row.locator("b").inner_text().startswith("0 / ")
    count = int(row.locator("b").inner_text().removeprefix("0 / "))
    row.locator("input").check()
    assert len(page.evaluate(SHOWN)) == before + count
    assert row.locator("b").inner_text() == str(count)
    row.locator("input").uncheck()
    assert len(page.evaluate(SHOWN)) == before
    assert page.evaluate("document.activeElement.value") == kind


@pytest.mark.parametrize(("view", "kind"), [("membership", "Membership"), ("outreach", "Partnership")])
def test_relations_can_be_switched_off(built: Path, reader: Readers, view: str, kind: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    drawn = f"[...window.sco.shown.lines.values()].flatMap((l) => l.edges).filter((e) => e.kind === '{kind}').length"
    assert page.evaluate(drawn) > 10
    page.uncheck(f"#ties input[value={kind}]")
    assert page.evaluate(drawn) == 0


def test_the_rest_of_a_class_comes_by_its_button(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    row = page.locator("#things .row:has(input[value=Meeting])")
    assert row.locator("b").inner_text() == "1 / 2"
    row.locator("button").click()
    assert row.locator("b").inner_text() == "2"
    row.locator("button").click()
    assert row.locator("b").inner_text() == "1 / 2"


def test_the_slider_shows_the_graph_of_a_day(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    dashed = "window.sco.picture.lines.get('gamma\\nomega')?.dashes"
    assert page.evaluate(dashed) == [5, 5]
    assert page.evaluate("window.sco.picture.lines.get('beta\\nomega').dashes") is False
    assert "delta omega" not in page.evaluate(LINES)
    page.fill("#day", "2004-01-01")
    until(page, "window.sco.state.asof === '2004-01-01'")
    assert set(page.evaluate(LINES)) == {"beta omega", "delta omega"}
    assert "meeting-2005" not in page.evaluate(SHOWN)
    assert "1 January 2004" in page.inner_text("#now")
    for button, day in [("#year-on", "2005-01-01"), ("#day-back", "2004-12-31"), ("#day-on", "2005-01-01")]:
        page.click(button)
        assert page.evaluate("window.sco.state.asof") == day
    page.click("#latest")
    assert page.evaluate("window.sco.state.asof") == "2026-11-24"
    page.focus("#slider")
    page.keyboard.press("Home")
    until(page, "window.sco.state.asof === '2001-06-15'")


def test_acts_add_up_or_are_those_of_a_window(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()), "#on=Meeting")
    assert {"beta meeting-2005", "beta meeting-2026"} <= set(page.evaluate(LINES))
    page.select_option("#within", "1")
    assert "beta meeting-2026" in page.evaluate(LINES)
    assert "meeting-2005" not in page.evaluate(SHOWN)


@pytest.mark.parametrize("view", ["membership", "bodies"])
def test_the_film_runs_and_stops(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    page.click("#play")
    until(page, "window.sco.state.asof < '2010'")
    start = page.evaluate("window.sco.state.asof")
    until(page, f"window.sco.state.asof > '{start}'")
    page.click("#play")
    stopped = page.evaluate("window.sco.state.asof")
    page.wait_for_timeout(500)
    assert page.evaluate("window.sco.state.asof") == stopped


def test_statuses_are_those_of_the_day(built: Path, reader: Readers) -> None:
    page = reader().open(built / "views" / "membership.html", "#asof=2022-09-16&thing=iran")
    kinds = "['iran', 'india', 'kazakhstan', 'belarus'].map((one) => window.sco.shown.classes.get(one))"
    assert page.evaluate(kinds) == ["observer", "member", "member", "observer"]
    assert "observer" in said(page, "#panel .kind")
    assert page.evaluate("window.sco.shown.classes.get('kuwait')") == "none"
    page.fill("#day", "2024-07-05")
    until(page, f"({kinds}).join() === 'member,member,member,member'")


@pytest.mark.parametrize("view", ["membership", "all"])
def test_focus_steps_outward(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html", "#thing=iran")
    sizes = []
    for depth in "123":
        page.locator("#panel .steps button").nth(int(depth) - 1).click()
        assert page.evaluate("window.sco.state.focus") == "iran"
        sizes.append(len(page.evaluate(SHOWN)))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[1]
    assert "around Iran" in page.inner_text("#now")
    page.click("#panel button:has-text('Leave the focus')")
    assert page.evaluate("window.sco.state.focus") == ""


def test_neighbours_come_one_thing_at_a_time(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()), "#thing=beta")
    assert "meeting-2026" not in page.evaluate(SHOWN)
    page.click("#panel button:has-text('Show its neighbours')")
    assert "meeting-2026" in page.evaluate(SHOWN)
    page.click("#fit")
    assert "meeting-2026" not in page.evaluate(SHOWN)


@pytest.mark.parametrize("view", ["membership", "documents"])
def test_three_languages(built: Path, reader: Readers, view: str) -> None:
    page = reader().open(built / "views" / f"{view}.html")
    seen = []
    for lang, day in [("ru", "24 ноября 2026"), ("zh", "2026年11月24日"), ("en", "24 November 2026")]:
        page.select_option("#languages", lang)
        assert day in page.inner_text("#now")
        assert page.evaluate("document.documentElement.lang") == lang
        seen.append((page.inner_text("h1"), page.inner_text("#legend"), page.title()))
    assert len(set(seen)) == 3
    assert len({title for title, *_ in seen}) == 3


def test_a_verdict_is_explained_in_the_readers_language(built: Path, reader: Readers) -> None:
    page = reader().open(built / "views" / "membership.html", "#thing=iran&lang=ru")
    page.locator("#panel .claims.wrong summary").first.click()
    claim = page.locator("#panel .claim.contradicted").first
    assert "В графе записано иное." in claim.inner_text()
    assert claim.locator("p[lang=en]").count() == 1


def test_names_fall_back_to_english(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()), "#lang=zh&thing=alpha")
    assert page.inner_text("h1") == "A small world"
    heading = page.locator("#panel h2")
    assert heading.inner_text() == "Alpha"
    assert heading.get_attribute("lang") == "en"


@pytest.mark.parametrize("view", ["membership", "all"])
def test_light_and_dark(built: Path, reader: Readers, view: str) -> None:
    page = reader(scheme="dark").open(built / "views" / f"{view}.html")
    look = "JSON.stringify(window.sco.picture.nodes.get('china'))"
    before = page.evaluate(look)
    assert page.inner_text("#theme") == "Light"
    page.click("#theme")
    assert page.inner_text("#theme") == "Dark"
    assert page.evaluate(look) != before
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_it_moves_only_when_asked(page_of: Pages, reader: Readers) -> None:
    page = reader().open(page_of(small()))
    before = page.evaluate("window.sco.network.getPositions()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.sco.network.getPositions()") == before
    page.click("#move")
    until(page, f"JSON.stringify(window.sco.network.getPositions()) !== JSON.stringify({before})".replace("'", '"'))
    page.click("#move")
    until(page, "window.sco.network.getPositions().delta.x === -260")


def test_on_a_phone_the_panel_folds(built: Path, reader: Readers) -> None:
    page = reader(390, 844).open(built / "views" / "membership.html")
    assert page.locator("#side").is_hidden()
    page.click("#fold")
    assert page.locator("#legend").is_visible()
    assert page.get_attribute("#fold", "aria-expanded") == "true"
    page.click("#fold")
    page.locator("#network").click(position=at(page, "mongolia"))
    assert page.locator("#panel h2").is_visible()
    # The sheet does not lie over what was chosen.
    until(page, "window.sco.network.canvasToDOM(window.sco.network.getPosition('mongolia')).y < 330")


def test_only_what_changed_is_told_to_the_picture(built: Path, reader: Readers) -> None:
    page = reader().open(built / "views" / "membership.html")
    page.evaluate(
        "window.told = 0; window.sco.picture.nodes.on('update', (_, { items }) => { window.told += items.length })"
    )
    page.evaluate("window.sco.change({ asof: '2026-11-23' })")
    assert page.evaluate("window.told") == 0


def test_ten_times_as_many_things_start_reduced(page_of: Pages, reader: Readers) -> None:
    visit = reader()
    page = visit.open(page_of(large(6000)))
    assert len(page.evaluate(SHOWN)) == 600
    page.check("#things input[value=State]")
    page.click("#things .row button")
    until(page, f"{SHOWN}.length === 1500")
    assert "4500 more are too many" in page.inner_text("#counts")
    assert page.evaluate("window.sco.shown.lines.size") <= 6000
    search(page, "Thing 5999")
    assert page.locator("#panel h2").inner_text() == "Thing 5999"
    assert visit.complaints == []


def test_a_possible_status_is_named_but_dashed(page_of: Pages, reader: Readers) -> None:
    given = small() | {"centre": "omega", "groups": {"member": {"names": {"en": "member"}, "statuses": ["member"]}}}
    given["edges"][4]["said"] = status("member")
    page = reader().open(page_of(given))
    assert page.evaluate("window.sco.shown.classes.get('gamma')") == "member"
    assert page.evaluate("window.sco.picture.lines.get('gamma\\nomega').dashes") == [5, 5]
