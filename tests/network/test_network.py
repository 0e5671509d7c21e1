"""The network as analysts take it: what is in it on a day, what a filter leaves, and what others can compute again."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import sco_graph
from sco_graph.export.graphml import graphml
from sco_graph.network import PROJECTIONS, measures, measures_by_year, network_of, project, read_model
from sco_graph.network.records import Model
from sco_graph.problems import UsageError
from sco_graph.store import Build


@pytest.fixture(scope="module")
def model(built: Path) -> Model:
    build = Build(built)
    return read_model(build.store, build.date)


@pytest.fixture(scope="module")
def whole(model: Model) -> "nx.MultiDiGraph[str]":
    return network_of(model)


def test_a_node_has_three_names_a_class_and_days(whole: "nx.MultiDiGraph[str]") -> None:
    """The Charter was signed in Saint Petersburg on 7 June 2002 (its own last lines)."""
    charter = whole.nodes["sco-charter-2002"]
    assert (charter["type"], charter["begins"]) == ("Treaty", "2002-06-07")
    china = whole.nodes["china"]
    assert (china["label"], china["label_ru"], china["label_zh"]) == ("China", "Китай", "中国")


def test_an_edge_is_the_relation_with_its_attributes(whole: "nx.MultiDiGraph[str]") -> None:
    """Iran became a member on 4 July 2023 (New Delhi Declaration), decided at the summit of that day."""
    [iran] = [said for said in whole.get_edge_data("iran", "sco").values() if said.get("status") == "member"]
    assert (iran["relation"], iran["start"], iran["endState"]) == ("Membership", "2023-07-04", "ongoing")
    assert iran["sources"]
    assert all(source in whole.graph["sources"] for source in iran["sources"])


@pytest.mark.parametrize(("day", "status"), [("2023-07-03", "observer"), ("2023-07-04", "member")])
def test_as_of_keeps_what_holds_on_the_day(model: Model, day: str, status: str) -> None:
    then = network_of(model, day)
    statuses = {
        said["status"] for said in then.get_edge_data("iran", "sco").values() if said["relation"] == "Membership"
    }
    assert statuses == {status}


def test_as_of_leaves_out_what_is_still_to_come(model: Model) -> None:
    """On the eve of the founding, 14 June 2001, there was a Shanghai Five and neither SCO, nor Charter, nor RATS."""
    then = network_of(model, "2001-06-14")
    assert "shanghai-five" in then
    assert not {"sco", "sco-charter-2002", "rats", "summit-2001-shanghai"} & set(then)
    assert all(said.get("date", "") <= "2001-06-14" for _, _, said in then.edges(data=True) if "role" in said)
    places = [source for source, _, said in then.edges(data=True) if said["relation"] == "place"]
    assert all(then.nodes[source].get("begins", "") <= "2001-06-14" for source in places)


def test_between_takes_what_was_done_in_between(model: Model) -> None:
    year = network_of(model, between=("2001-01-01", "2001-12-31"), relations=["Signature"])
    signed = {document for _, document in year.edges()}
    assert "shanghai-convention-2001" in signed
    assert all(said["date"].startswith("2001") for _, _, said in year.edges(data=True))
    assert {"sco-charter-2002"}.isdisjoint(signed)


def test_classes_take_their_subclasses_along(model: Model) -> None:
    events = network_of(model, classes=["Event", "State"])
    assert set(nx.get_node_attributes(events, "type").values()) == {"Meeting", "Exercise", "State"}
    only = network_of(model, relations=["Chairmanship"])
    assert {said["relation"] for _, _, said in only.edges(data=True)} == {"Chairmanship"}


def test_focus_and_depth(model: Model, whole: "nx.MultiDiGraph[str]") -> None:
    near = network_of(model, focus="rats", depth=1)
    assert set(near) == {"rats", *nx.all_neighbors(whole, "rats")}
    far = network_of(model, focus="rats", depth=2)
    assert set(near) < set(far) < set(whole)
    assert set(network_of(model, focus="rats", depth=0)) == {"rats"}


@pytest.mark.parametrize(
    ("wrong", "near"),
    [({"classes": ["Stat"]}, "State"), ({"relations": ["Membershp"]}, "Membership"), ({"focus": "chinna"}, "china")],
)
def test_what_is_not_known_is_said_with_the_nearest(model: Model, wrong: dict[str, Any], near: str) -> None:
    with pytest.raises(UsageError, match=near):
        network_of(model, **wrong)


def test_the_front_door_takes_any_name(built: Path) -> None:
    found = sco_graph.network(focus="РАТС", depth=1, build=built)
    assert "rats" in found
    assert "tashkent" in found


def test_graphml_loses_nothing(whole: "nx.MultiDiGraph[str]") -> None:
    """Read back: the same nodes, edges and values; lists come back joined, mappings are not written."""
    read = nx.parse_graphml(graphml(whole).decode(), force_multigraph=True)
    assert set(read) == set(whole)
    for node, said in whole.nodes(data=True):
        assert read.nodes[node] == said
    assert sorted(map(repr, edges_of(read))) == sorted(map(repr, edges_of(whole)))


def edges_of(graph: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (source, target, sorted((name, "; ".join(v) if isinstance(v, list) else v) for name, v in said.items()))
        for source, target, said in graph.edges(data=True)
    ]


# ---- projections and measures ----


def test_the_five_signed_together(model: Model) -> None:
    """The agreements of 1996 and 1997 have the same five signatories (their titles name them)."""
    joined = project(model, "co-signature", between=("1996-01-01", "1997-12-31"))
    five = {"china", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"}
    assert five <= set(joined)
    assert all(joined.has_edge(one, other) for one, other in pairwise(sorted(five)))
    assert joined["china"]["russia"]["weight"] == len(joined["china"]["russia"]["shared"]) >= 2


def test_a_mere_invitation_is_no_participation(model: Model) -> None:
    joined = project(model, "co-participation")
    for one, other, shared in joined.edges(data="shared"):
        for event in shared:
            for state in (one, other):
                roles = [
                    fact.value
                    for relation in model.relations_of(state)
                    if relation.kind == "Participation" and relation.target == event
                    for fact in relation.said
                    if fact.property == "role"
                ]
                assert set(roles) != {"invited"}


def test_co_membership_is_that_of_the_day(model: Model) -> None:
    """India and Pakistan are members of the SCO since 9 June 2017 (Astana Declaration)."""
    before = project(model, "co-membership", "2017-06-08")
    after = project(model, "co-membership", "2017-06-09")
    assert "sco" not in before["india"]["pakistan"]["shared"]
    assert "sco" in after["india"]["pakistan"]["shared"]


def test_persons_who_attended_together(model: Model) -> None:
    """Presidents Putin and Jiang Zemin both signed in Shanghai on 15 June 2001."""
    joined = project(model, "co-attendance", between=("2001-06-14", "2001-06-15"))
    assert joined.nodes["vladimir-putin"]["type"] == "Person"
    assert joined.has_edge("vladimir-putin", "jiang-zemin")


def test_an_unknown_projection_is_said(model: Model) -> None:
    with pytest.raises(UsageError, match="co-signature"):
        project(model, "co-signatures")


def test_measures_agree_with_igraph(model: Model) -> None:
    import igraph

    joined = project(model, "co-signature")
    rows = {row.node: row for row in measures(joined)}
    other = igraph.Graph.TupleList(joined.edges(), directed=False)
    n = other.vcount()
    for vertex, between in zip(other.vs, other.betweenness(), strict=True):
        row = rows[vertex["name"]]
        assert row.degree == vertex.degree()
        assert row.betweenness == pytest.approx(between / ((n - 1) * (n - 2) / 2), abs=1e-5)
    assert sum(row.bridges for row in rows.values()) == 2 * len(other.bridges())


def test_measures_of_nothing_and_of_one() -> None:
    empty: nx.Graph[str] = nx.Graph()
    assert measures(empty) == []
    empty.add_node("alone", label="Alone")
    [row] = measures(empty)
    assert (row.label, row.degree, row.betweenness, row.community) == ("Alone", 0, 0, 1)


def test_measures_year_by_year(model: Model) -> None:
    """Uzbekistan first met the Five at Dushanbe on 5 July 2000, as a guest; before that it took no part."""
    years = measures_by_year(model, "co-participation", range(1999, 2003))
    assert list(years) == [1999, 2000, 2001, 2002]
    assert "uzbekistan" not in {row.node for row in years[1999]}
    assert "uzbekistan" in {row.node for row in years[2001]}


def test_every_projection_ties_by_day(model: Model) -> None:
    for name in PROJECTIONS:
        assert project(model, name).number_of_edges() > 0
        assert project(model, name, "1990-01-01").number_of_edges() <= project(model, name).number_of_edges()
