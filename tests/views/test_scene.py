"""What the network pages hold. Expected facts are those of the world: SCO communiqués, treaty texts, press reports."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from sco_graph.namespaces import ONTOLOGY
from sco_graph.network.reading import read_model
from sco_graph.network.records import Model
from sco_graph.views.catalogue import Part, Tie, read_catalogue, read_labels
from sco_graph.views.focus import scene_of_focus, scene_of_things
from sco_graph.views.labels import label_of, wrapped
from sco_graph.views.page import SCRIPTS, STYLES, write_page
from sco_graph.views.scene import Scene, scene_of_view

DATE = "2026-11-24"
SAMARKAND = "2022-09-16"
MEMBERS = {
    "belarus", "china", "india", "iran", "kazakhstan", "kyrgyzstan", "pakistan", "russia", "tajikistan", "uzbekistan",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(built: Path) -> ox.Store:
    return ox.Store.read_only(str(built / "store"))


@pytest.fixture(scope="module")
def model(store: ox.Store) -> Model:
    return read_model(store, DATE)


@pytest.fixture(scope="module")
def scenes(model: Model) -> dict[str, Scene]:
    return {name: scene_of_view(model, name) for name in read_catalogue()}


@pytest.fixture(scope="module")
def iran(model: Model) -> Scene:
    """Iran on the day of the Samarkand summit."""
    return scene_of_focus(model, "iran", 1, SAMARKAND)


def nodes(scene: Scene, **wanted: Any) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in scene["nodes"] if all(one[key] == value for key, value in wanted.items())}


def edges(scene: Scene, **wanted: Any) -> list[dict[str, Any]]:
    return [one for one in scene["edges"] if all(one[key.rstrip("_")] == value for key, value in wanted.items())]


def ends(found: Iterable[dict[str, Any]], end: str = "from") -> set[str]:
    return {one[end] for one in found}


def said(edge: dict[str, Any], name: str) -> list[str]:
    return [value for prop, value, _ in edge["said"] if prop == name]


class TestMembership:
    def test_the_ten_members_are_the_group_of_members(self, scenes: dict[str, Scene]) -> None:
        assert set(nodes(scenes["membership"], group="member")) == MEMBERS

    def test_partners_and_observers_of_before_are_sco_partners_since_tianjin(self, scenes: dict[str, Scene]) -> None:
        partners = nodes(scenes["membership"], group="sco-partner", start=True)
        assert {"mongolia", "afghanistan", "turkiye", "sri-lanka", "egypt"} <= set(partners)
        assert len(partners) == 17
        assert not nodes(scenes["membership"], group="observer")

    def test_iran_became_a_member_on_4_july_2023_and_was_an_observer_before(self, scenes: dict[str, Scene]) -> None:
        here = edges(scenes["membership"], kind="Membership", from_="iran", to="sco")
        spans = {said(one, "status")[0]: one["certain"] for one in here}
        assert spans["member"] == (("2023-07-04", ""),)
        assert spans["observer"][-1][1] == "2023-07-04"

    def test_only_ties_to_the_centre_are_drawn_first(self, scenes: dict[str, Scene]) -> None:
        drawn = edges(scenes["membership"], start_shown=True)
        assert ends(drawn, "to") == {"sco"}
        assert ends(drawn) >= MEMBERS

    def test_the_slider_begins_with_the_sco(self, scenes: dict[str, Scene]) -> None:
        assert scenes["membership"]["first"] == "2001-06-15"
        assert scenes["membership"]["date"] == DATE

    def test_nato_is_there_but_not_at_the_first_look(self, scenes: dict[str, Scene]) -> None:
        assert not nodes(scenes["membership"])["nato"]["start"]


class TestEvents:
    def test_the_samarkand_summit_was_held_by_uzbekistan(self, scenes: dict[str, Scene]) -> None:
        scene = scenes["events"]
        assert nodes(scene)["summit-2022-samarkand"]["start"]
        assert nodes(scene)["summit-2022-samarkand"]["label"]["en"] == "Samarkand 2022"
        (host,) = edges(scene, kind="host", from_="summit-2022-samarkand")
        assert (host["to"], host["start_shown"]) == ("uzbekistan", True)

    def test_who_took_part_is_there_with_the_role(self, scenes: dict[str, Scene]) -> None:
        (iran,) = edges(scenes["events"], kind="Participation", from_="iran", to="summit-2022-samarkand")
        assert said(iran, "role") == ["role-observer"]
        assert said(iran, "representative") == ["ebrahim-raisi"]
        assert scenes["events"]["others"]["ebrahim-raisi"]["en"] == "Ebrahim Raisi"

    def test_summits_first_ministers_later(self, scenes: dict[str, Scene]) -> None:
        first = set(nodes(scenes["events"], kind="Meeting", start=True))
        assert {"summit-2001-shanghai", "summit-2002-saint-petersburg", "summit-2024-astana"} <= first
        assert not any("ministers" in slug for slug in first)
        assert any("ministers" in slug for slug in nodes(scenes["events"], kind="Meeting"))


class TestDocuments:
    def test_the_charter_with_its_six_first_parties(self, scenes: dict[str, Scene]) -> None:
        signed = ends(edges(scenes["documents"], kind="Signature", to="sco-charter-2002"))
        assert signed == MEMBERS - {"india", "pakistan", "iran", "belarus"}
        assert nodes(scenes["documents"])["sco-charter-2002"]["start"]

    def test_short_names_of_long_titles(self, scenes: dict[str, Scene]) -> None:
        labels = {slug: node["label"]["en"].replace("\n", " ") for slug, node in nodes(scenes["documents"]).items()}
        assert labels["shanghai-convention-2001"] == "Shanghai Convention"
        assert labels["agreement-joint-military-exercises-2007"] == "Agreement on Joint Military Exercises"


class TestPeople:
    @pytest.mark.parametrize("slug", ["xi-jinping", "vladimir-putin", "narendra-modi", "shavkat-mirziyoyev"])
    def test_heads_of_today_come_first(self, scenes: dict[str, Scene], slug: str) -> None:
        assert nodes(scenes["people"])[slug]["start"]

    @pytest.mark.parametrize("slug", ["jiang-zemin", "nursultan-nazarbayev", "ebrahim-raisi"])
    def test_those_of_before_are_there(self, scenes: dict[str, Scene], slug: str) -> None:
        assert not nodes(scenes["people"])[slug]["start"]
        assert edges(scenes["people"], kind="Tenure", from_=slug)

    def test_heads_of_state_and_government_stand_on_their_sides(self, scenes: dict[str, Scene]) -> None:
        at = {slug: node["x"] for slug, node in nodes(scenes["people"]).items()}
        assert at["narendra-modi"] > at["head-of-government-of-india"] > at["india"]
        assert at["vladimir-putin"] < at["head-of-state-of-russia"] < at["russia"]


class TestOtherViews:
    def test_organs_their_parents_and_seats(self, scenes: dict[str, Scene]) -> None:
        scene = scenes["bodies"]
        assert ends(edges(scene, kind="partOf", from_="rats-executive-committee"), "to") == {"rats"}
        assert ends(edges(scene, kind="seatIn", to="tashkent")) >= {"rats"}
        assert ends(edges(scene, kind="seatIn", to="beijing")) >= {"sco-secretariat"}
        assert nodes(scene)["heads-of-state-council"]["start"]

    def test_partners_among_organisations(self, scenes: dict[str, Scene]) -> None:
        drawn = ends(edges(scenes["outreach"], kind="Partnership", start_shown=True))
        assert {"un", "asean", "cis", "csto", "cica"} <= drawn
        assert nodes(scenes["outreach"])["asean"]["label"]["en"] == "ASEAN"
        assert edges(scenes["outreach"], kind="Membership", from_="china", to="brics")

    def test_exercises_and_where(self, scenes: dict[str, Scene]) -> None:
        assert ends(edges(scenes["exercises"], kind="host", from_="peace-mission-2021"), "to") == {"russia"}
        assert ends(edges(scenes["exercises"], kind="host", from_="peace-mission-2010"), "to") == {"kazakhstan"}

    def test_all_holds_everything(self, scenes: dict[str, Scene], model: Model) -> None:
        assert set(nodes(scenes["all"])) == set(model.things)
        assert len(scenes["all"]["edges"]) == len([one for one in model.relations if one.source != one.target])
        assert MEMBERS | {"sco", "rats", "un"} <= set(nodes(scenes["all"], start=True))


class TestFocus:
    def test_iran_is_an_observer_on_the_day_of_samarkand(self, iran: Scene) -> None:
        (status,) = edges(iran, kind="Membership", to="sco")
        assert said(status, "status") == ["observer"]
        assert nodes(iran)["iran"]["group"] == "observer"
        assert not nodes(iran, group="member")

    def test_the_memorandum_of_obligations_is_there(self, iran: Scene) -> None:
        (signed,) = edges(iran, kind="Signature", to="memorandum-obligations-iran-2022")
        assert signed["date"] == "2022-09-15"
        assert signed["start_shown"]

    def test_nothing_of_later_days(self, iran: Scene) -> None:
        assert iran["date"] == iran["first"] == SAMARKAND
        assert all(node["begins"] <= SAMARKAND for node in iran["nodes"])
        assert all(min(first for first, _ in one["certain"]) <= SAMARKAND for one in iran["edges"] if one["certain"])
        assert "summit-2023-online" not in nodes(iran)

    def test_its_neighbours_are_around_it(self, iran: Scene) -> None:
        assert (nodes(iran)["iran"]["x"], nodes(iran)["iran"]["y"]) == (0, 0)
        assert all("iran" in (one["from"], one["to"]) for one in edges(iran, start_shown=True))
        assert iran["titles"]["ru"] == "Иран: связи"

    def test_without_a_day_all_times(self, model: Model) -> None:
        scene = scene_of_focus(model, "iran")
        assert {said(one, "status")[0] for one in edges(scene, kind="Membership", to="sco")} == {"observer", "member"}
        assert scene["date"] == DATE

    def test_farther_steps_reach_more(self, model: Model) -> None:
        near, far = (set(nodes(scene_of_focus(model, "sco-energy-club", depth))) for depth in (1, 2))
        assert near == {"sco-energy-club", *near} < far
        assert "china" in far - near

    def test_a_great_neighbourhood_starts_reduced(self, model: Model) -> None:
        scene = scene_of_focus(model, "iran", 2)
        assert len(nodes(scene, start=True)) <= 120 < len(scene["nodes"])

    def test_an_unknown_thing(self, model: Model) -> None:
        with pytest.raises(KeyError, match="atlantis"):
            scene_of_focus(model, "atlantis")

    def test_the_things_of_an_answer(self, model: Model) -> None:
        scene = scene_of_things(model, ["china", "sco", "atlantis", "china"], {"en": "Who?"})
        assert set(nodes(scene)) == {"china", "sco"}
        assert {one["kind"] for one in scene["edges"]} == {"Membership"}
        assert scene["titles"] == {"en": "Who?"}

    def test_an_answer_without_things(self, model: Model) -> None:
        assert scene_of_things(model, [], {"en": "Who?"})["nodes"] == []


class TestWhole:
    def test_whatever_a_scene_names_it_explains(self, scenes: dict[str, Scene], model: Model) -> None:
        for scene in [*scenes.values(), scene_of_focus(model, "china"), scene_of_things(model, ["iran"], {"en": ""})]:
            known = {*nodes(scene), *scene["others"]}
            for one in [*scene["nodes"], *scene["edges"]]:
                assert one["kind"] in scene["kinds"]
                assert set(one["sources"]) <= set(scene["sources"])
                assert set(one["claims"]) <= set(scene["claims"])
                for prop, value, target in one.get("facts", one.get("said")):
                    assert prop in scene["properties"]
                    assert target != "concept" or value in scene["concepts"]
                    assert target != "thing" or value in known
            assert all(set(claim["sources"]) <= set(scene["sources"]) for claim in scene["claims"].values())

    def test_edges_join_nodes_of_the_scene(self, scenes: dict[str, Scene]) -> None:
        for scene in scenes.values():
            for one in scene["edges"]:
                assert {one["from"], one["to"]} <= set(nodes(scene))
                assert not one["start_shown"] or {one["from"], one["to"]} <= set(nodes(scene, start=True))

    def test_every_edge_with_a_date_stands_certainly_or_possibly(self, scenes: dict[str, Scene]) -> None:
        assert all(one["certain"] or one["possible"] for one in scenes["all"]["edges"] if one["date"] or one["start"])

    def test_a_scene_is_json(self, scenes: dict[str, Scene]) -> None:
        assert all(json.loads(json.dumps(scene))["view"] == name for name, scene in scenes.items())


class TestDefinitions:
    def test_kinds_relations_and_concepts_are_those_of_the_ontology(self, store: ox.Store, model: Model) -> None:
        def is_term(name: str) -> bool:
            return any(store.quads_for_pattern(ox.NamedNode(ONTOLOGY + name), None, None, None))

        def ties(found: Iterable[Tie]) -> Iterable[Tie]:
            for tie in found:
                yield tie
                yield from ties(tie.beyond)

        for view in read_catalogue().values():
            used = {*view.relations, *view.start_relations, *view.start_centre, *view.labels}
            used |= {group.kind for group in view.groups if group.kind}
            concepts = set(view.statuses)
            for part in view.parts:
                every = list(ties(part.tied))
                stated = [part.facts, *(tie.facts for tie in every), *(tie.said for tie in every)]
                used |= {
                    *part.kinds,
                    *(name for tie in every for name in tie.relations),
                    *(n for s in stated for n in s),
                }
                concepts |= {value for one in stated for values in one.values() for value in values}
                assert set(part.slugs) | {tie.end for tie in every if tie.end} <= set(model.things)
            assert {name for name in used if not is_term(name)} == set(), view.name
            assert concepts <= set(model.concepts), view.name

    def test_what_is_shown_first_is_among_what_is_shown(self) -> None:
        for view in read_catalogue().values():
            assert {*view.start_relations, *view.start_centre} <= set(view.relations)

    def test_words_in_three_languages(self) -> None:
        for view in read_catalogue().values():
            for names in [view.titles, view.questions, *(group.names for group in view.groups)]:
                assert set(names) == {"en", "ru", "zh"}
            assert all(set(part.names) in ({"en", "ru", "zh"}, set()) for part in view.parts)

    def test_a_key_that_nobody_reads_is_refused(self) -> None:
        """The records take no unknown keys, so a slip in views.toml cannot pass unseen."""
        text = files("sco_graph.views").joinpath("views.toml").read_text(encoding="utf-8")
        part = tomllib.loads(text)["views"]["all"]["parts"][0]
        with pytest.raises(TypeError, match="colour"):
            Part(**{**part, "colour": "red"})


class TestStrangeData:
    def test_a_graph_without_the_sco(self, model: Model) -> None:
        few = {slug: model.things[slug] for slug in ("china", "brics", "nato")}
        relations = [one for one in model.relations if {one.source, one.target} <= set(few)]
        small = replace(model, things=few, relations=relations)
        for name in read_catalogue():
            scene = scene_of_view(small, name)
            assert scene["centre"] is None
            assert set(nodes(scene)) <= set(few)

    def test_an_empty_graph(self, model: Model) -> None:
        for name in read_catalogue():
            scene = scene_of_view(replace(model, things={}, relations=[]), name)
            assert (scene["nodes"], scene["edges"], scene["first"]) == ([], [], DATE)

    def test_a_thing_without_a_name_is_called_by_its_slug(self, model: Model) -> None:
        nameless = replace(model.things["china"], names={})
        assert label_of(model, nameless, read_labels()) == {"en": "China"}

    @pytest.mark.parametrize("name", ["W" * 500, "", "上" * 90, "\u202eevil", "a-" * 200, "{name} %s {0}"])
    def test_any_name_makes_a_label_of_three_lines(self, name: str) -> None:
        for language in ("en", "ru", "zh"):
            lines = wrapped(name, language, read_labels()).split("\n")
            assert len(lines) <= 3
            assert all(len(line) <= 15 for line in lines)

    def test_lines_break_where_a_reader_would_break_them(self) -> None:
        rules = read_labels()
        assert wrapped("伊斯兰堡 2024", "zh", rules) == "伊斯兰堡\n2024"
        assert wrapped("Региональная антитеррористическая структура", "ru", rules).startswith("Региональная\n")

    def test_a_name_that_looks_like_a_format(self, model: Model) -> None:
        odd = replace(model.things["china"], names={"en": "{name} {0} %s"})
        assert scene_of_focus(replace(model, things={**model.things, "china": odd}), "china")["titles"][
            "en"
        ].startswith("{name} {0} %s")


class TestPage:
    def test_the_scene_comes_through_the_page_unharmed(self, model: Model, tmp_path: Path) -> None:
        hostile = "</script><script>alert(1)</script>{{ 7 * 7 }}"
        things = {**model.things, "china": replace(model.things["china"], names={"en": hostile}, variants=(hostile,))}
        write_page(scene_of_focus(replace(model, things=things), "china"), tmp_path / "page.html")
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        before, _, after = page.partition('<script type="application/json" id="data">')
        assert before
        data = json.loads(after.partition("</script>")[0])
        (china,) = [node for node in data["nodes"] if node["id"] == "china"]
        assert china["names"]["en"] == hostile
        assert hostile not in page
        assert "<script>alert" not in page

    def test_every_script_and_style_stands_in_the_page(self, scenes: dict[str, Scene], tmp_path: Path) -> None:
        write_page(scenes["bodies"], tmp_path / "page.html")
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        views = files("sco_graph.views")
        here = views.joinpath("network_files")
        assert all(here.joinpath(name).read_text(encoding="utf-8") in page for name in SCRIPTS)
        assert all(views.joinpath(name).read_text(encoding="utf-8") in page for name in STYLES)
        ours = {entry.name for entry in here.iterdir() if entry.name.endswith(".js")}
        assert ours == set(SCRIPTS)
        assert page.count("'sha256-") == 1 + 1 + len(SCRIPTS)
