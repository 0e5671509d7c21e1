"""The static pages as a reader meets them: offline, by keyboard, in three languages, whatever the data hold."""

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sco_graph.network.reading import read_model
from sco_graph.network.records import Fact, Model
from sco_graph.store import Build
from sco_graph.views.site import write_site
from views.browsing import Reader, findings, until

TABLES = ("index", "now", "matrix", "changes", "timeline", "article")
PAGES = (*TABLES, "thing/iran", "thing/sco", "thing/summit-2024-astana")
HOSTILE = (
    "<script>window.ran = 1</script>",
    "</script><img src=x onerror='window.ran = 2'>",
    '"><a href="javascript:window.ran = 3">click</a>',
    "</title></style>{{ 7 * 7 }}{% raw %} & \u202eevil\u202c '\"`",
    "W" * 200,
)


@pytest.fixture(scope="module")
def model(built: Path) -> Model:
    build = Build(built)
    return read_model(build.store, build.date)


def small(model: Model) -> Model:
    """The SCO, Iran and a few others, with hostile words wherever the data hold words."""
    kept = ["sco", "iran", "sco-charter-2002", "summit-2023-online", "heads-of-state-council", "tehran"]
    relations = [one for one in model.relations if one.source in kept and one.target in kept]
    things = {}
    for number, slug in enumerate(kept):
        words = HOSTILE[number % len(HOSTILE)]
        facts = (
            *model.things[slug].facts,
            Fact("website", "javascript:window.ran = 4", "url"),
            Fact(words, words, "text"),
        )
        things[slug] = replace(
            model.things[slug],
            names={"en": words, "ru": words},
            variants=HOSTILE,
            facts=facts,
            comments=HOSTILE,
            same_as=("javascript:window.ran = 5",),
        )
    return replace(
        model,
        things=things,
        relations=[replace(one, comment=HOSTILE[0]) for one in relations],
        sources={slug: replace(one, title=HOSTILE[1], publisher=HOSTILE[0]) for slug, one in model.sources.items()},
        claims={
            slug: replace(
                one, quote=HOSTILE[1], reason=HOSTILE[0], subject=HOSTILE[2], object=HOSTILE[3], correct=HOSTILE[1]
            )
            for slug, one in model.claims.items()
        },
        concepts={slug: {"en": f"{HOSTILE[1]} {slug}"} for slug in model.concepts},
    )


def ready(visit: Reader, path: Path, fragment: str = "") -> Any:
    return visit.open(path, fragment, ready="document.documentElement.dataset.ready")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "height", "scheme"), [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "dark")])
def test_opens_offline_without_a_word(
    built: Path, reader: Callable[..., Reader], name: str, width: int, height: int, scheme: str
) -> None:
    path = built / "views" / f"{name}.html"
    visit = reader(width, height, scheme)
    page = ready(visit, path)
    assert visit.requests == [path.resolve().as_uri()]
    assert visit.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_bars_anybody(built: Path, reader: Callable[..., Reader], name: str, scheme: str) -> None:
    # axe is put into the page by the test, so the page's policy steps aside for it.
    page = ready(reader(scheme=scheme, bypass_csp=True), built / "views" / f"{name}.html")
    assert findings(page) == []


def test_speaks_three_languages_and_carries_the_choice_along(built: Path, reader: Callable[..., Reader]) -> None:
    visit = reader()
    page = ready(visit, built / "views" / "thing" / "iran.html", "#lang=ru&theme=dark")
    assert page.inner_text("h1") == "Иран"
    assert page.locator(".names bdi:visible").all_text_contents() == ["Iran (Islamic Republic of)", "伊朗"]
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert "4 июля 2023" in page.inner_text(".kind-Membership")
    page.click(".kind-Membership a:has-text('Шанхайская организация')")
    page.wait_for_url("**/sco.html#*")
    assert page.inner_text("h1") == "Шанхайская организация сотрудничества"
    page.click("[data-lang=zh]")
    assert page.inner_text("h1") == "上海合作组织"
    assert "2001年6月15日" in page.inner_text("dl")
    page.click("[data-lang=en]")
    assert page.inner_text("h1") == "Shanghai Cooperation Organisation"
    assert "15 June 2001" in page.inner_text("dl")
    assert visit.complaints == []


@pytest.mark.parametrize(("locale", "lang"), [("ru-RU", "ru"), ("zh-CN", "zh"), ("fr-FR", "en")])
def test_the_first_visit_is_in_the_browsers_language(
    built: Path, reader: Callable[..., Reader], locale: str, lang: str
) -> None:
    visit = reader(locale=locale)
    page = ready(visit, built / "views" / "changes.html")
    assert page.locator("html").get_attribute("lang") == lang
    page.click(".years a")  # an address that is a place in the page changes nothing else
    assert page.locator("html").get_attribute("lang") == lang
    other = "en" if lang == "ru" else "ru"
    page.click(f"[data-lang={other}]")
    page.goto("about:blank")
    assert ready(visit, built / "views" / "now.html").locator("html").get_attribute("lang") == other


def test_the_neighbourhood_is_labelled_in_the_language_of_the_page(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "thing" / "rats.html")
    for lang, name in (("en", "Tashkent"), ("ru", "Ташкент"), ("zh", "塔什干")):
        page.click(f"[data-lang={lang}]")
        shown = [text for text in page.locator("figure text:visible").all_text_contents() if "+" not in text]
        assert name in shown
        assert page.locator("figure g:visible").count() == page.locator("figure circle").count()


def test_a_verdict_is_explained_in_the_language_of_the_page(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "thing" / "iran.html")
    row = page.locator("#claims tr:has-text('contradicted')").first
    english = row.locator("bdi[lang=en]").last.inner_text()
    assert "The graph says otherwise" not in row.inner_text()
    for lang, why in (("ru", "В графе записано иное. Подробнее (по-английски):"), ("zh", "图谱所载与此不同。")):
        page.click(f"[data-lang={lang}]")
        row = page.locator("#claims tr:has(.is-contradicted)").first
        assert why in row.inner_text()
        assert english in row.inner_text()


def test_a_phone_shows_each_office_under_its_state(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(390, 844), built / "views" / "now.html")
    china = page.locator("#offices-of-states tr:has-text('China')").first
    assert "head of state\nxi jinping" in china.inner_text().lower()
    region = page.locator("#offices-of-states .scroll")
    assert region.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    assert page.locator("#offices-of-states td:visible").first.bounding_box()["width"] > 300


def test_works_without_script(built: Path, reader: Callable[..., Reader]) -> None:
    page = reader(java_script_enabled=False).visit(built / "views" / "thing" / "iran.html")
    assert page.inner_text("h1") == "Iran (Islamic Republic of)"
    assert page.locator("figure g:visible").count() == page.locator("figure circle").count()
    assert "4 July 2023" in page.inner_text(".kind-Membership")


@pytest.mark.parametrize(("wanted", "first"), [("伊朗", "iran"), ("Иран", "iran"), ("persia", "iran"), ("ШОС", "sco")])
def test_search_finds_in_any_language(built: Path, reader: Callable[..., Reader], wanted: str, first: str) -> None:
    page = ready(reader(), built / "views" / "index.html")
    page.fill("#search", wanted)
    assert page.locator("#results a").first.get_attribute("href") == f"thing/{first}.html"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/thing/{first}.html")


def test_search_says_where_nothing_is_found(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "index.html")
    page.fill("#search", "Atlantis")
    assert page.inner_text("#found") == "Nothing found"


def test_arrow_keys_walk_the_matrix(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "matrix.html")
    page.focus("#grid")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    place = "[document.activeElement.parentElement.sectionRowIndex, document.activeElement.cellIndex]"
    assert page.evaluate(place) == [1, 1]


def test_a_subject_narrows_the_matrix(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "matrix.html")
    page.select_option("#subject", "drugs")
    shown = page.locator("tbody tr:visible")
    assert 0 < shown.count() < 10
    assert int(page.inner_text("#count")) == shown.count()
    assert all("drugs" in row.get_attribute("data-subjects") for row in shown.all())


def test_sorts_of_changes_are_switches(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "changes.html")
    elsewhere = page.locator("li[data-sort=statuses-elsewhere]:visible")
    assert elsewhere.count() == 0
    page.check("#sorts [value=statuses-elsewhere]")
    assert elsewhere.count() > 100
    for box in page.locator("#sorts input").all():
        box.set_checked(box.get_attribute("value") == "statuses")
    assert page.locator(".year li:visible").count() == int(
        page.locator("label:has([value=statuses]) .count").inner_text()
    )


@pytest.mark.parametrize(
    ("name", "act", "fragment", "state"),
    [
        (
            "matrix",
            ("select_option", "#subject", "drugs"),
            "#subject=drugs",
            "document.querySelector('#count').textContent",
        ),
        (
            "changes",
            ("check", "#sorts [value=statuses-elsewhere]", None),
            "#on=statuses-elsewhere",
            "document.querySelectorAll('.year li:not([hidden])').length",
        ),
        (
            "changes",
            ("uncheck", "#sorts [value=Tenure]", None),
            "#off=Tenure",
            "document.querySelectorAll('.year li:not([hidden])').length",
        ),
        (
            "article",
            ("uncheck", "#verdicts [value=supported]", None),
            "#off=supported",
            "document.querySelectorAll('.statement:not([hidden])').length",
        ),
        (
            "timeline",
            ("select_option", "#year", "2017"),
            "#width=120&year=2017",
            "document.querySelector('#lanes').scrollLeft",
        ),
        (
            "timeline",
            ("fill", "#width", "120"),
            "#width=120",
            "document.querySelector('td > svg').getAttribute('width')",
        ),
    ],
)
def test_what_is_set_stands_in_the_address_and_comes_back(
    built: Path,
    reader: Callable[..., Reader],
    name: str,
    act: tuple[str, str, str | None],
    fragment: str,
    state: str,
) -> None:
    path = built / "views" / f"{name}.html"
    page = ready(reader(), path)
    start = page.evaluate(state)
    method, selector, value = act
    getattr(page, method)(*((selector, value) if value else (selector,)))
    until(page, f"location.hash === '{fragment}'")
    assert page.evaluate(state) != start
    visit = reader()
    again = ready(visit, path, fragment + "&lang=ru")
    assert again.evaluate(state) == page.evaluate(state)
    assert again.locator("html").get_attribute("lang") == "ru"
    again.evaluate("location.hash = ''")
    until(again, f"{state} == {start!r}")
    assert visit.complaints == []


def test_what_the_address_says_wrongly_is_as_at_the_start(built: Path, reader: Callable[..., Reader]) -> None:
    for name, fragment, state in (
        ("matrix", "#subject=nothing", "document.querySelector('#count').textContent"),
        ("changes", "#off=Nothing&on=&x=y", "document.querySelectorAll('.year li:not([hidden])').length"),
        (
            "timeline",
            "#year=1066&width=wide",
            "[...document.querySelectorAll('#width, #year')].map((one) => one.value)",
        ),
    ):
        path = built / "views" / f"{name}.html"
        visit = reader()
        assert ready(visit, path, fragment).evaluate(state) == ready(reader(), path).evaluate(state)
        assert visit.complaints == []


def test_changes_on_paper_are_few_pages_of_what_is_shown(built: Path, reader: Callable[..., Reader]) -> None:
    pages = {}
    for fragment in ("", "#off=Tenure,Meeting,Document"):
        page = ready(reader(), built / "views" / "changes.html", fragment)
        pages[fragment] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        page.emulate_media(media="print")
        assert page.locator("header, fieldset, .years").locator("visible=true").count() == 0
        assert page.locator(".history").evaluate("(list) => getComputedStyle(list).columnCount") == "2"
    assert pages[""] < 35
    assert pages["#off=Tenure,Meeting,Document"] < pages[""] * 0.75
    # Sources of what is shown keep their numbers.
    for item in page.locator(".sources li:visible").all()[-3:]:
        assert f"s{item.evaluate('(one) => one.value')}" == item.get_attribute("id")


def test_timeline_widens_and_jumps_to_a_year(built: Path, reader: Callable[..., Reader]) -> None:
    page = ready(reader(), built / "views" / "timeline.html")
    wide = "document.querySelector('td > svg').getBoundingClientRect().width"
    before = page.evaluate(wide)
    page.locator("#width").fill("120")
    assert page.evaluate(wide) > 2 * before
    page.select_option("#year", "2017")
    left = page.evaluate("document.querySelector('#lanes').scrollLeft")
    assert left == pytest.approx(120 * 21, abs=2)  # 21 years after 1996


def test_hostile_words_stay_text(model: Model, tmp_path: Path, reader: Callable[..., Reader]) -> None:
    write_site(small(model), tmp_path)
    for name in (*TABLES, *(f"thing/{slug}" for slug in small(model).things)):
        path = tmp_path / f"{name}.html"
        visit = reader()
        page = ready(visit, path, "#lang=ru")
        assert page.evaluate("window.ran") is None, name
        assert page.locator("a[href^='javascript' i], img").count() == 0, name
        assert visit.complaints == [], name
        assert visit.requests == [path.resolve().as_uri() + "#lang=ru"] or visit.requests == [path.resolve().as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440, name
    assert page.inner_text("h1") == HOSTILE[0]


def test_same_bytes_under_other_seed_locale_and_zone(model: Model, tmp_path: Path) -> None:
    (tmp_path / "model.pickle").write_bytes(pickle.dumps(small(model)))
    program = (
        "import pickle, sys; from pathlib import Path; from sco_graph.views.site import write_site; "
        "write_site(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))"
    )
    sites = []
    for seed, locale, zone in (("1", "C", "Asia/Tokyo"), ("2", "C.UTF-8", "America/New_York")):
        site = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", program, str(tmp_path / "model.pickle"), str(site)]
        subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[2])
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")})
    assert sites[0] == sites[1]
    assert not any(b"\r" in page for page in sites[0].values())
