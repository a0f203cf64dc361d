"""Exports: what the readers of graph files accept, on a corpus made of what they choke on."""

import contextlib
import dataclasses
import json
import math
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
import small_store
from hypothesis import given
from hypothesis import strategies as st

from kgraph import exports
from kgraph.errors import KgraphError, StoreError, UsageError
from kgraph.exports import files, to_node_link
from kgraph.exports.flat import flat
from kgraph.model import Document, Edge, Entity, Quote, Status, content_id
from kgraph.store import open_store

NASTY = {
    "control": "bell\x07 and vertical\x0btab\x00",
    "surrogate": "half \ud800 a pair",
    "no_character": "\ufffe\uffff reversed",
    "emoji": "rocket 🚀 and flag 🇮🇳",
    "rtl": "\u202eעברית \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "cdata": "ends ]]> here <![CDATA[ <b>&amp;</b>",
    "quotes": "\"double\" 'single' “curly” `back`",
    "lines": "first\r\nsecond\rthird\n\n  fourth\tfifth\u2028sixth\x85seventh",
    "long": "x" * 10_000,
    "blank": "   ",
}
#: What the cells of GraphML must hold: the same words in one line of XML's characters.
TAMED = {
    "control": "bell and vertical tab",
    "surrogate": "half  a pair",
    "no_character": " reversed",
    "lines": "first second third fourth\tfifth sixth seventh",
}


class Shelf:
    """A store of records, as exports see one."""

    def __init__(self, entities, documents, edges):
        self._entities, self._documents = tuple(entities), tuple(documents)
        self._edges = sorted(edges, key=lambda edge: (edge.document, edge.start, edge.id))

    def snapshot(self):
        return contextlib.nullcontext()

    def entities(self):
        return iter(self._entities)

    def documents(self):
        return iter(self._documents)

    def edges(self, *, relations=(), statuses=()):
        for edge in self._edges:
            if (not relations or edge.relation in relations) and (not statuses or edge.status in statuses):
                yield edge

    def edges_touching(self, ids):
        return [edge for edge in self._edges if edge.source in ids or edge.target in ids]


def article(name, **known):
    return Document(
        **{"id": name, "title": None, "publisher": None, "published": None, "url": None, "text": ""} | known
    )


def claim(source, relation, target, *, status=Status.ASSERTED, document="d1", start=0, evidence="So it was.", **known):
    identity = content_id(source, relation, target, status, document, start, evidence)
    blank = dict.fromkeys(
        ["attributed_to", "role", "place", "amount", "recipient", "cause", "date_text", "date_start", "date_end"]
    )
    return Edge(
        **{
            "id": identity,
            "source": source,
            "target": target,
            "relation": relation,
            "status": status,
            "ended": False,
            "confidence": 0.8,
            "document": document,
            "start": start,
            "end": start + len(evidence),
            "evidence": evidence,
            "context": (),
        }
        | blank
        | known
    )


@pytest.fixture
def talks():
    """Two articles on one meeting: said, said again, denied; a chain behind it; an isolated node."""
    entities = [
        Entity(id="talks", type="event", name="Moscow talks", aliases=("rare meetings", "the talks")),
        Entity(id="forge", type="organisation", name="Bharat Forge", aliases=()),
        Entity(id="russia", type="country", name="Russia", aliases=("Russian Federation",)),
        Entity(id="ukraine", type="country", name="Ukraine", aliases=()),
        Entity(id="alone", type="vessel", name="Alone", aliases=()),
    ]
    documents = [
        article("d2", title="Second", published="2025-11"),
        article("d1", title="First", publisher="Reuters", url="https://example.org/1?a=1&b=2"),
        article("d3", title="Nothing in it"),
    ]
    edges = [
        claim("forge", "attended", "talks", status=Status.REPORTED, attributed_to="Reuters", start=5, confidence=0.6),
        claim("forge", "attended", "talks", status=Status.REPORTED, document="d2", evidence="Forge was there."),
        claim("forge", "attended", "talks", status=Status.DENIED, document="d2", start=40, evidence="Not so."),
        claim("russia", "proposed", "talks", status=Status.PROPOSED, date_text="late October", date_start="2025-10"),
        claim(
            "russia",
            "attacked",
            "ukraine",
            start=90,
            context=(Quote(start=0, end=4, quote="Text"),),
            ended=True,
        ),
    ]
    return Shelf(entities, documents, edges)


@pytest.fixture
def nasty():
    """Every unpleasant text in every place where text can stand, parallel edges and a self-loop."""
    ids = list(NASTY)
    entities = [Entity(id=key, type="person", name=NASTY[key], aliases=(NASTY[key], "plain")) for key in ids]
    documents = [article("d1", title=NASTY["cdata"], publisher=NASTY["control"], url=NASTY["quotes"])]
    edges = [
        claim(key, "met", ids[0], evidence=NASTY[key], attributed_to=NASTY[key], start=place, confidence=0.0)
        for place, key in enumerate(ids[:-1])
    ]
    edges += [
        claim("emoji", "met", "rtl", start=500, confidence=math.nan),
        claim("emoji", "met", "rtl", start=501, date_text="2025", date_start="2025", date_end="2025-03"),
        claim("emoji", "met", "rtl", start=502, status=Status.DENIED, ended=True),
        claim("rtl", "met", "rtl", start=503),
    ]
    return Shelf(entities, documents, edges)


@pytest.fixture(params=["merged", "all"])
def nasty_file(nasty, tmp_path, request):
    path = tmp_path / "nasty.graphml"
    exports.write(nasty, path, edges=request.param)
    return path


def graphml(path):
    """A GraphML file as (declared columns, nodes, edges), read by the standard library and held to the rules."""
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.parse(path).getroot()
    casts = {"string": str, "double": float, "int": int, "boolean": {"true": True, "false": False}.__getitem__}
    columns = {
        (key.get("for"), key.get("id")): (key.get("attr.name"), casts[key.get("attr.type")])
        for key in root.iter(f"{space}key")
    }
    assert len(columns) == len({key.get("id") for key in root.iter(f"{space}key")})
    elements = {"node": {}, "edge": {}}
    for domain, found in elements.items():
        for element in root.iter(space + domain):
            cells = {"source": element.get("source"), "target": element.get("target")} if domain == "edge" else {}
            for data in element.iter(f"{space}data"):
                name, cast = columns[domain, data.get("key")]
                assert name not in cells
                cells[name] = cast(data.text or "")
            assert element.get("id") not in found
            found[element.get("id")] = cells
    return columns, elements["node"], elements["edge"]


class TestFlat:
    @given(st.text(st.characters()) | st.text(st.sampled_from("\x00\x0b\r\n\t\ud800\udfff\ufffe a]>&")))
    def test_what_passes_is_xml_on_one_line(self, value):
        passed = flat(value)
        if passed is not None:
            assert ET.fromstring(f"<a>{re.sub('[<>&]', '', passed)}</a>").text is not None or not passed.strip("<>&")
            assert "\n" not in passed
            assert "\r" not in passed
            passed.encode("utf-8")

    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            (None, None),
            ("", None),
            ("\x00", None),
            (math.nan, None),
            (-math.inf, None),
            ((), None),
            ((None, "", math.nan), None),
            (False, False),
            (0, 0),
            (0.0, 0.0),
            (Status.DENIED, "denied"),
            (date(2025, 3, 4), "2025-03-04"),
            (["b", "a", 1], "b | a | 1"),
            ({"b", "a"}, "a | b"),
            (Path("x"), "x"),
        ],
    )
    def test_values(self, value, cell):
        assert flat(value) == cell
        assert type(flat(value)) in {type(None), str, int, float, bool}


class TestGraphml:
    def test_every_cell_arrives(self, nasty_file):
        columns, nodes, _ = graphml(nasty_file)
        assert {key: cells.get("label") for key, cells in nodes.items()} == {
            key: TAMED.get(key, text) for key, text in NASTY.items()
        }
        assert all(identity.startswith(f"{domain[0]}_") for domain, identity in columns)
        assert all(re.fullmatch("#[0-9A-Fa-f]{6}", cells["color"]) for cells in nodes.values())

    def test_one_edge_a_claim(self, nasty, tmp_path):
        exports.write(nasty, tmp_path / "a.graphml", edges="all")
        _, _, edges = graphml(tmp_path / "a.graphml")
        assert list(edges) == [edge.id for edge in nasty.edges()]
        assert {cells["weight"] for cells in edges.values()} == {1.0}
        assert [cells.get("evidence") for cells in edges.values()] == [flat(edge.evidence) for edge in nasty.edges()]
        assert sum("confidence" not in cells for cells in edges.values()) == 1

    def test_merged_is_one_edge_a_fact_and_status(self, talks, tmp_path):
        written = exports.write(talks, tmp_path / "a.graphml")
        _, _, edges = graphml(tmp_path / "a.graphml")
        assert (written.nodes, written.edges) == (5, 4)
        by_label = {cells["label"]: cells for cells in edges.values()}
        assert set(by_label) == {"attended (reported)", "attended (denied)", "proposed", "attacked"}
        said = by_label["attended (reported)"]
        assert (said["weight"], said["claim_count"], said["document_count"]) == (2.0, 2, 2)
        assert said["evidence"] == "Forge was there. | So it was."
        assert (said["document"], said["document_title"]) == ("d2 | d1", "Second | First")
        assert (said["confidence"], said["attributed_to"], said["publisher"]) == (0.8, "Reuters", "Reuters")
        assert by_label["proposed"]["date_start"] == "2025-10"
        assert "date_end" not in by_label["proposed"]
        assert by_label["attacked"]["ended"] is True

    def test_merged_keeps_to_a_few_quotes(self, tmp_path):
        pair = [Entity(id=key, type="person", name=key, aliases=()) for key in "ab"]
        papers = [article(f"d{number}") for number in range(9)]
        edges = [claim("a", "met", "b", document=paper.id, evidence=f"{paper.id}.") for paper in papers]
        exports.write(Shelf(pair, papers, edges), tmp_path / "a.graphml")
        _, _, found = graphml(tmp_path / "a.graphml")
        assert [(cells["evidence"], cells["weight"]) for cells in found.values()] == [("d0. | d1. | d2.", 9.0)]

    def test_hubs_are_larger(self, talks, tmp_path):
        exports.write(talks, tmp_path / "a.graphml")
        _, nodes, _ = graphml(tmp_path / "a.graphml")
        assert nodes["talks"]["size"] > nodes["forge"]["size"] > nodes["ukraine"]["size"] > nodes["alone"]["size"] > 0

    def test_ids_stay_when_claims_come(self, talks, tmp_path):
        exports.write(talks, tmp_path / "a.graphml")
        more = Shelf(
            talks.entities(),
            talks.documents(),
            [*talks.edges(), claim("forge", "attended", "talks", status=Status.REPORTED, document="d3")],
        )
        exports.write(more, tmp_path / "b.graphml")
        assert set(graphml(tmp_path / "a.graphml")[2]) == set(graphml(tmp_path / "b.graphml")[2])

    def test_networkx_reads_it(self, nasty_file):
        networkx = pytest.importorskip("networkx")
        graph = networkx.read_graphml(nasty_file)
        _, nodes, edges = graphml(nasty_file)
        assert dict(graph.nodes(data=True)) == nodes
        # NetworkX takes a graph for a multigraph only where it sees parallel edges; here it does.
        read = {key: {"source": s, "target": t, **cells} for s, t, key, cells in graph.edges(keys=True, data=True)}
        assert {key: {k: v for k, v in cells.items() if k != "id"} for key, cells in read.items()} == edges

    @pytest.mark.filterwarnings("error")
    def test_igraph_reads_it(self, nasty_file):
        igraph = pytest.importorskip("igraph", reason="igraph is a tool of development")
        graph = igraph.Graph.Read_GraphML(str(nasty_file))
        _, nodes, edges = graphml(nasty_file)
        assert graph.is_directed()
        assert graph.vs["id"] == list(nodes)
        assert [label or None for label in graph.vs["label"]] == [cells.get("label") for cells in nodes.values()]
        ends = [tuple(graph.vs[end]["id"] for end in edge.tuple) for edge in graph.es]
        assert ends == [(cells["source"], cells["target"]) for cells in edges.values()]
        assert [text or None for text in graph.es["evidence"]] == [cells.get("evidence") for cells in edges.values()]
        assert graph.es["weight"] == [cells["weight"] for cells in edges.values()]

    @pytest.mark.node
    def test_graphology_reads_it(self, nasty_file):
        graph = json.loads(graphology(nasty_file).stdout)
        _, nodes, edges = graphml(nasty_file)
        assert {node.pop("id"): node for node in graph["nodes"]} == nodes
        assert {edge.pop("id"): edge for edge in graph["edges"]} == edges

    @pytest.mark.node
    def test_graphology_refuses_the_plain_writer(self, nasty, tmp_path):
        """The check above would notice: ids that repeat, as NetworkX writes them, do not pass it."""
        networkx = pytest.importorskip("networkx")
        graph = networkx.MultiDiGraph()
        for edge in nasty.edges():
            graph.add_edge(edge.source, edge.target, relation=edge.relation)
        path = tmp_path / "plain.graphml"
        networkx.write_graphml(graph, path)
        refused = graphology(path)
        assert refused.returncode == 1
        assert "inconsistency" in refused.stderr


def graphology(path):
    """Runs graphology on a file; skips where it is not installed."""
    folder = Path(__file__).parent / "graphology"
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    if not (folder / "node_modules").is_dir():
        pytest.skip("graphology is not installed: npm ci --prefix tests/graphology")
    return subprocess.run(
        [node, folder / "read.mjs", path], capture_output=True, encoding="utf-8", check=False, timeout=60
    )


class TestNodeLink:
    def test_the_shape_of_the_contract(self, talks, tmp_path):
        written = exports.write(talks, tmp_path / "a.json")
        graph = json.loads((tmp_path / "a.json").read_text("utf-8"))
        assert list(graph) == ["schema", "directed", "multigraph", "documents", "nodes", "edges"]
        assert (graph["schema"], graph["directed"], graph["multigraph"]) == (1, True, True)
        assert [record["id"] for record in graph["documents"]] == ["d1", "d2", "d3"]
        assert list(graph["documents"][0]) == ["id", "title", "publisher", "published", "url"]
        assert [record["id"] for record in graph["nodes"]] == ["alone", "forge", "russia", "talks", "ukraine"]
        assert graph["nodes"][3] == {
            "id": "talks",
            "type": "event",
            "name": "Moscow talks",
            "aliases": ["rare meetings", "the talks"],
        }
        assert len(graph["edges"]) == written.edges == 5
        assert list(graph["edges"][0]) == [field.name for field in dataclasses.fields(Edge)]
        assert graph["edges"][-1]["status"] == "denied"
        assert [(edge["document"], edge["start"]) for edge in graph["edges"]] == sorted(
            (edge["document"], edge["start"]) for edge in graph["edges"]
        )
        assert [edge["context"] for edge in graph["edges"] if edge["context"]] == [
            [{"start": 0, "end": 4, "quote": "Text"}]
        ]

    def test_text_is_verbatim(self, nasty, tmp_path):
        exports.write(nasty, tmp_path / "a.json")
        raw = (tmp_path / "a.json").read_bytes()
        graph = json.loads(raw)
        assert {node["id"]: node["name"] for node in graph["nodes"]} == NASTY
        assert {edge["evidence"] for edge in graph["edges"]} >= set(NASTY.values()) - {NASTY["blank"]}
        assert "🚀".encode() in raw
        assert rb"\ud800" in raw
        assert raw.endswith(b"}\n")
        assert b"NaN" not in raw

    def test_plain_data_is_the_same_as_the_file(self, talks, tmp_path):
        exports.write(talks, tmp_path / "a.json")
        assert to_node_link(talks) == json.loads((tmp_path / "a.json").read_text("utf-8"))

    def test_a_part_has_its_ends_and_documents_alone(self, talks):
        part = to_node_link(talks, [edge for edge in talks.edges() if edge.relation == "proposed"])
        assert [node["id"] for node in part["nodes"]] == ["russia", "talks"]
        assert [document["id"] for document in part["documents"]] == ["d1"]

    def test_merged_shows_the_surest_claim_and_names_all(self, talks, tmp_path):
        exports.write(talks, tmp_path / "a.json", edges="merged")
        edges = json.loads((tmp_path / "a.json").read_text("utf-8"))["edges"]
        assert len(edges) == 4
        said = next(edge for edge in edges if edge["status"] == "reported")
        assert (said["weight"], len(said["claims"]), said["evidence"]) == (2, 2, "Forge was there.")

    def test_networkx_takes_it(self, talks):
        networkx = pytest.importorskip("networkx")
        graph = networkx.node_link_graph(to_node_link(talks), edges="edges")
        assert (graph.number_of_nodes(), graph.number_of_edges(), graph.is_multigraph()) == (5, 5, True)

    def test_an_empty_graph(self, tmp_path):
        exports.write(Shelf([], [], []), tmp_path / "a.json")
        assert json.loads((tmp_path / "a.json").read_text("utf-8"))["edges"] == []


class TestParts:
    def ids(self, store, path, **options):
        exports.write(store, path, edges="all", **options)
        _, nodes, edges = graphml(path)
        return set(nodes), sorted(cells["label"] for cells in edges.values())

    def test_around(self, talks, tmp_path):
        path = tmp_path / "a.graphml"
        assert self.ids(talks, path, around=["ukraine"]) == ({"ukraine", "russia"}, ["attacked"])
        assert self.ids(talks, path, around="ukraine", hops=2) == (
            {"ukraine", "russia", "talks"},
            ["attacked", "proposed"],
        )
        assert self.ids(talks, path, around=["ukraine", "forge"], hops=0) == ({"ukraine", "forge"}, [])
        assert self.ids(talks, path, around=["alone"], hops=9) == ({"alone"}, [])

    def test_filters(self, talks, tmp_path):
        path = tmp_path / "a.graphml"
        assert self.ids(talks, path, relations=["attacked"]) == ({"ukraine", "russia"}, ["attacked"])
        assert self.ids(talks, path, statuses=["denied"]) == ({"forge", "talks"}, ["attended (denied)"])
        assert self.ids(talks, path, around=["forge"], statuses=[Status.DENIED], hops=3) == (
            {"forge", "talks"},
            ["attended (denied)"],
        )

    def test_a_claim_about_nobody_is_a_fault_of_the_store(self, talks, tmp_path):
        torn = Shelf(list(talks.entities())[1:], talks.documents(), talks.edges())
        with pytest.raises(StoreError, match="'talks'"):
            exports.write(torn, tmp_path / "a.json")
        assert list(tmp_path.iterdir()) == []


class TestFiles:
    @pytest.mark.parametrize("ending", list(exports.EXPORTERS))
    @pytest.mark.parametrize("edges", exports.EDGES)
    def test_twice_the_same_bytes(self, nasty, talks, tmp_path, ending, edges):
        for number, store in enumerate((nasty, talks)):
            first, second = tmp_path / f"{number}a{ending}", tmp_path / f"{number}b{ending}"
            exports.write(store, first, edges=edges)
            exports.write(store, second, edges=edges)
            assert first.read_bytes() == second.read_bytes()

    def test_every_exporter_can_be_imported(self):
        assert all(callable(exports.EXPORTERS[ending]) for ending in exports.EXPORTERS)

    def test_the_format_may_be_said_apart(self, talks, tmp_path):
        exports.write(talks, tmp_path / "a.txt", format="json")
        assert json.loads((tmp_path / "a.txt").read_text("utf-8"))["schema"] == 1

    @pytest.mark.parametrize(
        ("name", "options", "message"),
        [
            ("a.graphm", {}, "no export format is called '.graphm'"),
            ("a", {}, "has no ending"),
            ("", {"format": "json"}, "is a folder"),
            ("none/a.json", {}, "the folder .* does not exist"),
            ("a.json", {"edges": "some"}, "edges cannot be 'some'"),
            ("a.json", {"hops": -1}, "hops cannot be -1"),
            ("a.json", {"statuses": ["maybe"]}, "no status is called 'maybe'"),
        ],
    )
    def test_what_cannot_be_meant(self, talks, tmp_path, name, options, message):
        with pytest.raises(UsageError, match=message) as raised:
            exports.write(talks, tmp_path / name, **options)
        assert raised.value.hint

    def test_a_full_disk_leaves_the_old_file(self, talks, tmp_path, monkeypatch):
        path = tmp_path / "a.json"
        path.write_text("old")

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files.os, "fsync", full)
        with pytest.raises(KgraphError, match=r"cannot write .*: No space left on device"):
            exports.write(talks, path)
        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.json", "old")]

    def test_a_refused_folder(self, talks):
        if not Path("/proc/self").is_dir():
            pytest.skip("no /proc, which refuses new files to anybody, root too")
        with pytest.raises(KgraphError, match=r"cannot write /proc/a\.json"):
            exports.write(talks, "/proc/a.json")

    def test_a_device_is_no_file(self, talks):
        with pytest.raises(UsageError, match="not a regular file"):
            exports.write(talks, "/dev/null", format="json")

    def test_links_and_rights_stay(self, talks, tmp_path):
        path, link = tmp_path / "real.json", tmp_path / "link.json"
        path.write_text("old")
        path.chmod(0o640)
        link.symlink_to(path)
        exports.write(talks, link)
        assert link.is_symlink()
        assert path.stat().st_mode & 0o777 == 0o640
        assert path.read_text("utf-8").startswith('{"schema": 1')


class TestStore:
    """The same through a real store."""

    @pytest.fixture
    def store(self, tmp_path):
        path = str(tmp_path / "small.db")
        small_store.make(path)
        with open_store(path, mode="read") as store:
            yield store

    def test_evidence_is_where_it_says(self, store, tmp_path):
        written = exports.write(store, tmp_path / "a.json")
        graph = json.loads((tmp_path / "a.json").read_text("utf-8"))
        texts = {document.id: document.text for document in store.documents()}
        assert len(graph["edges"]) == written.edges > 0
        assert all(texts[edge["document"]][edge["start"] : edge["end"]] == edge["evidence"] for edge in graph["edges"])
        assert to_node_link(store) == graph

    def test_edges_come_in_their_order(self, store):
        places = [(edge.document, edge.start, edge.id) for edge in store.edges()]
        assert places == sorted(places)

    def test_a_part(self, store, tmp_path):
        written = exports.write(store, tmp_path / "a.graphml", around="oslo-talks", statuses=["denied"])
        _, nodes, edges = graphml(tmp_path / "a.graphml")
        assert set(nodes) == {"oslo-talks", "varna-arms"}
        assert [cells["label"] for cells in edges.values()] == ["attended (denied)"]
        assert (written.nodes, written.edges) == (2, 1)
