"""No link of the site leads nowhere: every page, every fragment; and nothing but links leads out of a page."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sco_graph.views.sheet import file_name

html = pytest.importorskip("lxml.html")


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, Any]:
    """Every page of the site, parsed."""
    return {
        path: html.fromstring(path.read_text(encoding="utf-8")) for path in sorted((built / "views").rglob("*.html"))
    }


def things_of(page: Any) -> set[str]:
    """The slugs of the things that a network page can focus on."""
    (data,) = page.cssselect("script#data")
    return {node["id"] for node in json.loads(data.text)["nodes"]}


def test_every_link_inside_the_site_leads_somewhere(pages: dict[Path, Any], built: Path) -> None:
    anchors = {path: {element.get("id") for element in page.cssselect("[id]")} for path, page in pages.items()}
    networks = {path: things_of(page) for path, page in pages.items() if page.cssselect("script#data")}
    dead = []
    for path, page in pages.items():
        for link in {element.get("href") for element in page.cssselect("a[href], link[href]")}:
            address = urlsplit(link)
            if address.scheme:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            focus = parse_qs(address.fragment).get("focus", [])
            if target not in pages:
                found = target.is_file() and target.is_relative_to(built)
            elif focus:
                found = set(focus) <= networks.get(target, set())
            else:
                found = not address.fragment or address.fragment in anchors[target]
            if not found:
                dead.append(f"{path.name}: {link}")
    assert dead == []


def test_everything_in_a_network_has_a_page_that_it_can_lead_to(pages: dict[Path, Any], built: Path) -> None:
    networks = [page for page in pages.values() if page.cssselect("script#data")]
    assert len(networks) > 5
    for page in networks:
        missing = [slug for slug in things_of(page) if built / "views" / "thing" / file_name(slug) not in pages]
        assert missing == []


def test_links_out_are_http_and_tell_nothing_to_their_opener(pages: dict[Path, Any]) -> None:
    for path, page in pages.items():
        for link in page.cssselect("a[href]"):
            if urlsplit(link.get("href")).scheme:
                assert re.match(r"https?://", link.get("href")), path
                assert "noopener" in link.get("rel", ""), (path, link.get("href"))


def test_pages_hold_all_that_they_need(pages: dict[Path, Any]) -> None:
    for path, page in pages.items():
        assert not page.cssselect("[src], iframe, object, embed, form[action], [style], link[rel=stylesheet]"), path
        policy = page.cssselect("meta[http-equiv='Content-Security-Policy']")[0].get("content")
        assert policy.startswith("default-src 'none';"), path
        assert "unsafe" not in policy
        for element in page.cssselect("*"):
            assert not [name for name in element.keys() if name.startswith("on")], path  # noqa: SIM118  # lxml


def test_ids_are_unique_on_each_page(pages: dict[Path, Any]) -> None:
    for path, page in pages.items():
        ids = [element.get("id") for element in page.cssselect("[id]")]
        assert len(ids) == len(set(ids)), path
