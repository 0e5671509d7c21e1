"""The static pages against facts that anybody can look up: what they say, on which day, and that a source stands by.

Admissions and signatures: sectsco.org; the treaties' texts; chairs: the summits' declarations.
"""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

html = pytest.importorskip("lxml.html")

FOUNDERS = ("China", "Kazakhstan", "Kyrgyzstan", "Russian Federation", "Tajikistan", "Uzbekistan")
DAY = "24 November 2026"


@pytest.fixture(scope="module")
def views(built: Path) -> Path:
    return built / "views"


def opened(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def sources(page: Any, element: Any) -> list[str]:
    """The addresses behind the small numbers in an element."""
    found = []
    for number in element.cssselect(".cite a"):
        (source,) = page.cssselect(f"#{number.get('href').removeprefix('#')} a")
        found.append(source.get("href"))
    return found


def test_now_names_the_ten_members_and_since_when(views: Path) -> None:
    page = opened(views / "now.html")
    cards = page.cssselect("#member li")
    since = {card.cssselect("a")[0].text: said(card.cssselect("time")[0]) for card in cards}
    assert since == {
        **dict.fromkeys(FOUNDERS, "15 June 2001"),
        "India": "9 June 2017",
        "Pakistan": "9 June 2017",
        "Iran (Islamic Republic of)": "4 July 2023",
        "Belarus": "4 July 2024",
    }
    for card in cards:
        assert all(url.startswith("http") for url in sources(page, card))
        assert sources(page, card)
        assert ("founding member" in said(card)) == (card.cssselect("a")[0].text in FOUNDERS)


def test_now_names_the_chair_and_the_secretary_general(views: Path) -> None:
    page = opened(views / "now.html")
    chair = page.cssselect("#chair")[0]
    assert said(chair.cssselect(".big")[0]) == "Pakistan"
    assert "Council of Heads of State 1 September 2026" in said(chair)
    assert sources(page, chair)
    office = next(row for row in page.cssselect("#offices li") if "Secretary-General of the SCO" in said(row))
    assert said(office).startswith("Nurlan Yermekbayev")
    assert "1 January 2025" in said(office)
    assert "certain" in office.get("class")


def test_now_tells_what_may_hold_apart_from_what_does(views: Path) -> None:
    page = opened(views / "now.html")
    assert not page.cssselect("#offices > ul .possible")
    assert all("may hold" in said(row) for row in page.cssselect("#offices details .possible"))


def test_now_shows_the_latest_summit_and_no_invented_next_meeting(views: Path) -> None:
    page = opened(views / "now.html")
    latest = said(page.cssselect("#latest")[0])
    assert "Council of Heads of State of the SCO, Bishkek, 2026" in latest
    assert "ministers of defence of the SCO member states, Bishkek, 2026" in latest  # a body of a body of the SCO
    assert "No later meeting is recorded." in said(page.cssselect("#next")[0])


def test_now_names_each_partner_once_with_all_that_ties_it(views: Path) -> None:
    page = opened(views / "now.html")
    names = [one.text for one in page.cssselect("#partner-organisations .rows > li > a")]
    assert len(names) == len(set(names)) > 15
    cis = next(
        row
        for row in page.cssselect("#partner-organisations > .rows > li")
        if row.cssselect("a")[0].text == "Commonwealth of Independent States"
    )
    assert "certain" in cis.get("class")
    ties = [said(tie) for tie in cis.cssselect("li")]
    assert any("10 October 2025 – ongoing" in tie for tie in ties)
    assert any("12 April 2005" in tie and "may hold" in tie for tie in ties)


def test_matrix_has_the_convention_with_its_six_signatories(views: Path) -> None:
    page = opened(views / "matrix.html")
    heads = [said(head) for head in page.cssselect("thead th")]
    row = next(
        row for row in page.cssselect("tbody tr") if said(row.cssselect("th")[0]).startswith("Shanghai Convention")
    )
    cells = dict(zip(heads, row.cssselect("th, td"), strict=True))
    assert "2003-03-29" in said(cells["■ In force from"])
    signed = {state for state, cell in cells.items() if cell.cssselect('[aria-label="signed"]')}
    assert signed == set(FOUNDERS)
    for state in FOUNDERS:
        assert "○ 2001-06-15" in said(cells[state])
        assert sources(page, cells[state])
    # India acceded in 2017; nothing says that it signed.
    assert cells["India"].cssselect('[aria-label="ratified"]') or not said(cells["India"])


def test_every_cell_of_the_matrix_that_says_something_has_a_source(views: Path) -> None:
    page = opened(views / "matrix.html")
    acts = page.cssselect("tbody td > div")
    assert len(acts) > 200
    for act in acts:
        assert re.search(r"\d{4}|\?", said(act))
        assert sources(page, act), said(act)


def test_iran_was_an_observer_and_is_a_member(views: Path) -> None:
    page = opened(views / "thing" / "iran.html")
    rows = [row for row in page.cssselect(".kind-Membership li") if "Shanghai Cooperation Organisation" in said(row)]
    member, observer = rows
    assert "member 4 July 2023 – ongoing holds" in said(member)
    assert "observer 5 July 2005 – 4 July 2023" in said(observer)
    assert "certain" in member.get("class")
    assert observer.get("class") is None
    assert sources(page, member)
    assert sources(page, observer)
    assert [name.text for name in page.cssselect(".names bdi")] == ["Iran (Islamic Republic of)", "Иран", "伊朗"]
    assert "https://w3id.org/sco-graph/id/iran" in said(page)


def test_claims_stand_beside_the_facts_with_verdict_and_reason(views: Path) -> None:
    page = opened(views / "thing" / "iran.html")
    rows = page.cssselect("#claims tbody tr")
    assert any("contradicted" in said(row) for row in rows)
    for row in rows:
        claim, verdict, why = row.cssselect("td")
        assert sources(page, claim)
        assert said(verdict) in ("supported", "contradicted", "new", "unverifiable")
        assert said(why)


def test_changes_tell_the_first_enlargement(views: Path) -> None:
    page = opened(views / "changes.html")
    items = page.cssselect("#y2017 li[data-sort=statuses]")
    joined = {item.cssselect("a")[0].text: item for item in items}
    for state in ("India", "Pakistan"):
        assert "observer → member" in said(joined[state])
        assert said(joined[state]).startswith("9 June 2017")
        assert sources(page, joined[state])


def test_every_change_has_a_day_and_a_source(views: Path) -> None:
    page = opened(views / "changes.html")
    items = page.cssselect(".year li")
    assert len(items) > 1000
    for item in items:
        assert item.cssselect("time")
        assert item.cssselect(".cite a"), said(item)


def test_timeline_shows_statuses_summits_and_treaties(views: Path) -> None:
    page = opened(views / "timeline.html")
    titles = {" ".join(title.text.split()) for title in page.cssselect("svg a title")}
    assert "member, 2017-06-09 – …" in titles
    assert "observer, 2005-07-05 – 2017-06-09" in titles
    assert "Charter of the Shanghai Cooperation Organization, 2002-06-07" in titles
    assert any(title.endswith(", 2001-06-15") and "Council of Heads of State" in title for title in titles)


def test_index_leads_to_every_view_with_a_picture(views: Path) -> None:
    page = opened(views / "index.html")
    cards = {card.cssselect("a")[0].get("href"): card for card in page.cssselect("#views li")}
    there = {path.name for path in views.glob("*.html")} - {"index.html"}
    assert set(cards) == there
    for card in cards.values():
        assert card.cssselect(".still svg")
        assert said(card.cssselect("p")[0])
    assert page.cssselect('link[rel=alternate][type="text/turtle"]')[0].get("href") == "../sco.ttl"


def test_every_thing_has_a_page_that_names_the_day(views: Path) -> None:
    listed = {link.get("href") for link in opened(views / "index.html").cssselect("#browse .all a")}
    pages = sorted((views / "thing").glob("*.html"))
    assert listed == {f"thing/{page.name}" for page in pages}
    for path in [*views.glob("*.html"), *pages[::50]]:
        text = path.read_text(encoding="utf-8")
        assert DAY in text or "2026-11-24" in text, path.name


def test_every_phrase_is_known_in_three_languages() -> None:
    words = json.loads(files("sco_graph.views").joinpath("site_files", "words.json").read_text(encoding="utf-8"))
    for key, names in words.items():
        assert set(names) == {"en", "ru", "zh"}, key
        assert all(names.values()), key
        assert re.search("[А-Яа-яё]", names["ru"]), key
        assert re.search("[\u4e00-\u9fff]", names["zh"]), key


def test_most_pages_of_things_are_small(views: Path) -> None:
    sizes = sorted(path.stat().st_size for path in (views / "thing").glob("*.html"))
    assert sizes[len(sizes) * 85 // 100] < 32_000  # with labels of the picture in three languages
    assert sizes[-1] < 300_000
