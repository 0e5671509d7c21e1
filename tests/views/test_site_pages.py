"""The static pages as a reader meets them: offline, by keyboard, in three languages, whatever the data hold."""

import os
import pickle
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
from views.browsing import Reader, findings

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


def test_works_without_script(built: Path, reader: Callable[..., Reader]) -> None:
    page = reader(java_script_enabled=False).visit(built / "views" / "thing" / "iran.html")
    assert page.inner_text("h1") == "Iran (Islamic Republic of)"
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
