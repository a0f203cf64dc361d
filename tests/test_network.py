"""Connections and surroundings, against a search that tries everything."""

import random
from itertools import pairwise

import networkx as nx
import pytest
import records

from kgraph.errors import UnknownName, UsageError
from kgraph.model import Status
from kgraph.network import Network, searching
from kgraph.store import open_store


@pytest.fixture
def graph():
    """Makes networks out of texts, one document each."""
    opened = []

    def make(*texts):
        store = open_store(":memory:", mode="write")
        opened.append(store)
        records.fill(store, *texts)
        return Network(store)

    yield make
    for store in opened:
        store.close()


def nodes(paths):
    return ["-".join(path.nodes) for path in paths]


def said(edges):
    return [edge.evidence for edge in edges]


# -------------------------------------------------------------------------------------------------------- paths


def test_a_hop_holds_every_claim_between_its_ends(graph):
    network = graph("Acme acquired Borel. Borel met Acme.", "Acme said_acquired Borel. Borel supplied Cobalt.")
    (path,) = network.paths("acme", "cobalt")
    assert path.nodes == ("acme", "borel", "cobalt")
    assert sorted(said(path.edges[0])) == ["Acme acquired Borel.", "Acme said_acquired Borel.", "Borel met Acme."]
    assert said(path.edges[1]) == ["Borel supplied Cobalt."]


def test_directions_do_not_matter(graph):
    network = graph("Acme owns Borel. Cobalt owns Borel.")
    assert nodes(network.paths("acme", "cobalt")) == ["acme-borel-cobalt"]
    assert nodes(network.paths("cobalt", "acme")) == ["cobalt-borel-acme"]


def test_the_shortest_come_first_and_longer_ones_follow(graph):
    network = graph("Acme owns Borel. Acme owns Cobalt. Cobalt owns Borel. Cobalt owns Delta. Delta owns Borel.")
    assert nodes(network.paths("acme", "borel")) == ["acme-borel", "acme-cobalt-borel", "acme-cobalt-delta-borel"]
    assert nodes(network.paths("acme", "borel", limit=2)) == ["acme-borel", "acme-cobalt-borel"]
    assert nodes(network.paths("acme", "borel", hops=1)) == ["acme-borel"]


def test_hubs_are_avoided_among_paths_of_one_length(graph):
    hub = " ".join(f"India met Visitor{number}." for number in range(9))
    network = graph(f"Acme met India. India met Borel. {hub}", "Acme met Zeta. Zeta met Borel.")
    assert nodes(network.paths("acme", "borel")) == ["acme-zeta-borel", "acme-india-borel"]


def test_equal_paths_are_in_the_order_of_their_ids(graph):
    network = graph("Acme met Delta. Delta met Borel.", "Acme met Cobalt. Cobalt met Borel.")
    assert nodes(network.paths("acme", "borel")) == ["acme-cobalt-borel", "acme-delta-borel"]


def test_facts_that_are_only_denied_connect_nobody_unless_asked_for(graph):
    network = graph("Acme not_acquired Borel. Borel owns Cobalt.", "Borel may_owns Delta.")
    assert network.paths("acme", "cobalt") == []
    assert nodes(network.paths("acme", "cobalt", statuses=["denied", "asserted"])) == ["acme-borel-cobalt"]
    assert nodes(network.paths("acme", "borel", statuses=[Status.DENIED])) == ["acme-borel"]
    assert network.paths("borel", "delta", statuses=["asserted"]) == []
    assert nodes(network.paths("borel", "delta", statuses=["possible"])) == ["borel-delta"]


def test_a_contested_fact_brings_its_denials_and_other_facts_do_not(graph):
    network = graph("Acme acquired Borel. Acme not_sued Borel.", "Acme not_acquired Borel.")
    (path,) = network.paths("acme", "borel")
    assert sorted(said(path.edges[0])) == ["Acme acquired Borel.", "Acme not_acquired Borel."]
    (path,) = network.paths("acme", "borel", statuses=["asserted"])
    assert said(path.edges[0]) == ["Acme acquired Borel."]


def test_relations_and_what_to_avoid(graph):
    network = graph("Acme owns Borel. Borel met Cobalt.", "Acme met Delta. Delta met Cobalt.")
    assert nodes(network.paths("acme", "cobalt", relations=["met"])) == ["acme-delta-cobalt"]
    assert nodes(network.paths("acme", "cobalt", avoid=["delta"])) == ["acme-borel-cobalt"]
    assert nodes(network.paths("acme", "cobalt", avoid=["delta", "nobody", "acme"])) == ["acme-borel-cobalt"]
    assert network.paths("acme", "cobalt", avoid=["delta", "borel"]) == []


def test_ends_that_are_the_same_or_unknown_or_apart(graph):
    network = graph("Acme owns Borel. Cobalt owns Delta.")
    assert network.paths("acme", "acme") == []
    assert network.paths("acme", "borel", hops=0) == network.paths("acme", "borel", limit=0) == []
    assert network.paths("acme", "delta", hops=9) == []
    for ends in (("acme", "nobody"), ("nobody", "acme")):
        with pytest.raises(UnknownName, match="nobody"):
            network.paths(*ends)


def test_hops_limit_the_length(graph):
    chain = " ".join(f"N{number} owns N{number + 1}." for number in range(8))
    network = graph(chain)
    assert network.paths("n0", "n5") == []
    assert nodes(network.paths("n0", "n4")) == ["n0-n1-n2-n3-n4"]
    assert nodes(network.paths("n0", "n7", hops=7)) == ["n0-n1-n2-n3-n4-n5-n6-n7"]


@pytest.mark.parametrize("seed", range(25))
def test_the_paths_are_those_of_a_search_that_tries_everything(graph, seed):
    chance = random.Random(seed)
    names = [f"N{number:02}" for number in range(chance.randint(4, 14))]
    pairs = [chance.sample(names, 2) for _ in range(chance.randint(4, 30))]
    network = graph(*(f"{one} {chance.choice(['owns', 'met', 'not_owns'])} {other}." for one, other in pairs))
    full = network.to_networkx()
    degrees = dict(full.degree)
    plain = nx.Graph()
    plain.add_nodes_from(full)
    plain.add_edges_from((one, other) for one, other, values in full.edges(data=True) if values["status"] != "denied")
    source, target = chance.sample(sorted(full), 2)
    every = sorted(
        nx.all_simple_paths(plain, source, target, cutoff=5),
        key=lambda path: (len(path), sum(degrees[node] for node in path[1:-1]), path),
    )
    for limit in (3, 1000):
        found = network.paths(source, target, hops=5, limit=limit)
        assert [list(path.nodes) for path in found] == every[:limit]
    for path in network.paths(source, target, hops=5, limit=3):
        for pair, hop in zip(pairwise(path.nodes), path.edges, strict=True):
            assert hop
            assert all({edge.source, edge.target} == set(pair) for edge in hop)


def test_a_search_that_grows_too_large_says_so(graph, monkeypatch):
    network = graph(
        "Cobalt met Acme. Acme met India. Borel met India.", *(f"India met Visitor{number}." for number in range(30))
    )
    monkeypatch.setattr(searching, "MOST_CLAIMS", 3)
    assert nodes(network.paths("acme", "borel")) == ["acme-india-borel"]
    with pytest.raises(UsageError, match="fewer than 3 hops") as caught:
        network.paths("cobalt", "visitor1")
    assert "--hops 2" in caught.value.hint


def test_too_many_beginnings_say_so_or_leave_what_was_found(graph, monkeypatch):
    network = graph("Acme met Borel.", *(f"Acme met V{number}. V{number} met Borel." for number in range(30)))
    monkeypatch.setattr(searching, "MOST_BEGINNINGS", 10)
    assert nodes(network.paths("acme", "borel", limit=50)) == ["acme-borel"]
    monkeypatch.setattr(searching, "MOST_BEGINNINGS", 1)
    with pytest.raises(UsageError, match="too many claims"):
        network.paths("v1", "v2")


# ------------------------------------------------------------------------------------------------ surroundings


def test_one_hop_is_the_claims_of_the_entity(graph):
    network = graph("Acme owns Borel. Borel owns Cobalt. Delta not_owns Acme. Acme met Acme.")
    assert said(network.neighbourhood("acme")) == ["Acme owns Borel."]
    assert said(network.neighbourhood("acme", statuses=["denied"])) == ["Delta not_owns Acme."]
    assert said(network.edges_of(["acme"])) == ["Acme owns Borel.", "Delta not_owns Acme."]


def test_more_hops_reach_farther(graph):
    network = graph("Acme owns Borel. Borel owns Cobalt. Cobalt owns Delta. Delta owns Acme0.")
    assert len(network.neighbourhood("acme", hops=2)) == 2
    assert len(network.neighbourhood("acme", hops=3)) == 3
    assert len(network.neighbourhood("acme", hops=9)) == 4
    assert said(network.neighbourhood("borel", hops=2, relations=["owns"])) == [
        "Acme owns Borel.",
        "Borel owns Cobalt.",
        "Cobalt owns Delta.",
    ]
    assert network.neighbourhood("borel", relations=["met"]) == []


def test_types_are_those_of_the_farther_end(graph):
    network = graph("Acme attended Talks. Talks located_in Oslo. Acme owns Borel.")
    assert said(network.neighbourhood("acme", types=["event"])) == ["Acme attended Talks."]
    assert said(network.neighbourhood("acme", hops=2, types=["place"])) == ["Talks located_in Oslo."]
    assert said(network.neighbourhood("oslo", types=["organisation"])) == []


def test_unknown_and_overcrowded_surroundings_are_said(graph, monkeypatch):
    network = graph(*(f"India met Visitor{number}." for number in range(30)))
    with pytest.raises(UnknownName, match="nobody"):
        network.neighbourhood("nobody")
    monkeypatch.setattr("kgraph.network.MOST_EDGES", 29)
    with pytest.raises(UsageError, match="more than 29 claims lie within 1 hop of india"):
        network.neighbourhood("india")
    assert len(network.neighbourhood("visitor1")) == 1


# ----------------------------------------------------------------------------------------------------- NetworkX


def test_networkx_gets_one_edge_a_claim(graph):
    network = graph("Acme owns Borel. Acme said_owns Borel by Reuters.", "Acme owns Borel. Zeta sleeps.")
    full = network.to_networkx()
    assert isinstance(full, nx.MultiDiGraph)
    assert sorted(full) == ["acme", "borel", "reuters", "zeta"]
    assert full.nodes["acme"] == {"type": "organisation", "name": "Acme", "aliases": []}
    assert full.number_of_edges("acme", "borel") == 3
    for _, _, key, values in full.edges(keys=True, data=True):
        assert values["evidence"] in {"Acme owns Borel.", "Acme said_owns Borel by Reuters."}
        assert key in {edge.id for edge in network.edges_of(["acme"])}
        assert values["context"] == [{"start": 0, "end": 4, "quote": "Acme"}]
    assert {values["status"] for *_, values in full.edges(data=True)} == {"asserted", "reported"}
    assert all(type(values["status"]) is str for *_, values in full.edges(data=True))


def test_networkx_gets_the_part_that_is_wanted(graph):
    network = graph("Acme owns Borel. Cobalt owns Delta.")
    part = network.to_networkx(edges=network.edges_of(["acme"]))
    assert sorted(part) == ["acme", "borel"]
    assert part.number_of_edges() == 1
