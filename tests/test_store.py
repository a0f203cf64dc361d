"""The store: what goes in comes out, in a fixed order, whoever else reads, writes or was killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import records

from kgraph.errors import InputError, KgraphError, StoreError, UnknownName
from kgraph.model import Entity, Evidence, Link, Reason, Status
from kgraph.store import SCHEMA_VERSION, database, open_store, schema
from kgraph.store.verification import verify

ONE = "Acme acquired Borel. Borel said_supplied Cobalt by Reuters."
TWO = "Delta met Cobalt in 2025. Acme not_met Delta."


@pytest.fixture
def store():
    with open_store(":memory:", mode="write") as held:
        yield held


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kgraph.db"


def said(store, **wanted):
    return [(edge.source, edge.relation, edge.target, str(edge.status)) for edge in store.edges(**wanted)]


def everything(store):
    kinds = (
        store.documents,
        store.mentions,
        store.coreferences,
        store.claims,
        store.links,
        store.entities,
        store.edges,
    )
    return [list(read()) for read in kinds]


# ------------------------------------------------------------------------------------------------------ records


def test_what_goes_in_comes_out(store):
    article = records.document(ONE, title="T", publisher="P", published="2025-11", url="https://example.org")
    sentences = records.sentences_of(article)
    mentions = records.mentions_of(article, sentences)
    mentions = (replace(mentions[0], name="Acme Corporation"), *mentions[1:])
    claims = records.claims_of(article, sentences, mentions)
    links = (Link(mention=mentions[2].id, target=mentions[1].id, score=0.7, reasons=(Reason(text="r", weight=0.5),)),)
    assert store.add(article, b"packed", mentions, links, claims)
    assert list(store.documents()) == [article] == [store.document(article.id)]
    assert store.packed_sentences(article.id) == b"packed"
    assert list(store.mentions()) == list(mentions) == list(store.mentions(article.id))
    assert store.mention(mentions[3].id) == mentions[3]
    assert list(store.coreferences()) == list(links) == list(store.coreferences(document=article.id))
    assert list(store.claims()) == list(claims) == list(store.claims(document=article.id))
    assert store.claim(claims[1].id) == claims[1]
    assert store.reasons(claims[0].id) == claims[0].reasons
    counts = {name: store.meta[name] for name in ("documents", "mentions", "coreferences", "claims", "entities")}
    assert counts == {"documents": 1, "mentions": 5, "coreferences": 1, "claims": 2, "entities": 0}


def test_a_document_is_stored_once(store):
    (article,) = records.fill(store, ONE)
    before = store.meta
    assert store.has(article.id)
    assert not store.add(article, b"other", (), (), ())
    assert store.meta == before
    assert store.resolved()


def test_records_with_one_id_are_one_record(store):
    article = records.document(ONE)
    sentences = records.sentences_of(article)
    mentions = records.mentions_of(article, sentences)
    claims = records.claims_of(article, sentences, mentions)
    store.add(article, b"", mentions * 2, (), claims * 2)
    assert (store.meta["mentions"], store.meta["claims"]) == (5, 2)
    assert list(store.faults()) == []


def test_order_of_reading_does_not_depend_on_order_of_adding():
    texts = [ONE, TWO, "Borel met Acme. Acme met Borel.", "Zeta attended Talks."]
    with open_store(":memory:", mode="write") as one, open_store(":memory:", mode="write") as other:
        records.fill(one, *texts)
        for text in reversed(texts):
            records.fill(other, text)
        assert everything(one) == everything(other)
        assert list(one.documents()) == sorted(one.documents(), key=lambda article: article.id)


def test_many_documents_are_read_in_stretches(store, monkeypatch):
    records.fill(store, *(f"Acme{number} acquired Borel." for number in range(250)))
    assert len(list(store.edges())) == len(list(store.claims())) == len(list(store.documents())) == 250
    assert len(store.edges_touching([f"acme{number}" for number in range(250)] * 5)) == 250


@pytest.mark.parametrize(
    ("text", "first"),
    [("𝒳é acquired Borel.", "𝒳é"), ("A\0b acquired Borel.", "A\0b"), ("Acme acquired\n  Borel.", "Acme")],
    ids=["astral", "null character", "line break"],
)
def test_offsets_are_code_points(store, text, first):
    article = records.document(text)
    sentences = records.sentences_of(article)
    mentions = [replace(mention) for mention in records.mentions_of(article, sentences)]
    store.add(article, records.pack(sentences), mentions, (), records.claims_of(article, sentences, mentions))
    store.set_resolution(*records.resolve((), store.mentions(), (), ()))
    assert [edge.evidence for edge in store.edges()] == [text] * store.meta["edges"]
    assert next(store.mentions()).text in {first, "Borel"}
    assert verify(store).faults == ()


def test_a_lone_surrogate_is_an_input_error_and_stores_nothing(store):
    with pytest.raises(InputError, match="no character"):
        store.add(records.document("Acme \ud800"), b"", (), (), ())
    assert store.meta["documents"] == 0


def test_records_of_another_document_are_refused(store):
    article, other = records.document(ONE), records.document(TWO)
    sentences = records.sentences_of(article)
    mentions = records.mentions_of(article, sentences)
    claims = records.claims_of(article, sentences, mentions)
    stray = replace(claims[0], context=(Evidence(document=other.id, start=0, end=1),))
    for given in ((mentions[1:], (), claims), (mentions, (), (stray,))):
        with pytest.raises(StoreError, match="no part of it"):
            store.add(article, b"", *given)
    with pytest.raises(StoreError, match="no part of it"):
        store.add(other, b"", mentions, (), ())
    assert not store.has(article.id)
    assert not store.has(other.id)


@pytest.mark.parametrize("read", ["document", "packed_sentences", "mention", "claim", "entity", "reasons"])
def test_unknown_ids_are_said(store, read):
    records.fill(store, ONE)
    with pytest.raises(UnknownName, match="acmee"):
        getattr(store, read)("acmee")


def test_an_unknown_entity_is_answered_with_the_nearest(store):
    records.fill(store, ONE)
    with pytest.raises(UnknownName) as caught:
        store.entity("acmee")
    assert caught.value.nearest == ("acme",)


# -------------------------------------------------------------------------------------------------------- edges


def test_an_edge_is_a_claim_with_entities_at_both_ends(store):
    records.fill(store, ONE)
    first, second = store.edges()
    assert (first.source, first.relation, first.target) == ("acme", "acquired", "borel")
    assert (first.attributed_to, second.attributed_to) == (None, "Reuters")
    assert second.status is Status.REPORTED
    assert second.evidence == "Borel said_supplied Cobalt by Reuters."
    assert [quote.quote for quote in second.context] == ["Acme"]
    assert {first.id, second.id} == {claim.id for claim in store.claims()}


def test_who_says_so_is_the_speakers_entity_else_the_words(store):
    records.fill(store, "Acme acquired Borel by Reuters.", "Acme acquired Borel by sources.")
    assert sorted(edge.attributed_to for edge in store.edges()) == ["Reuters", "sources"]
    entities, links = records.resolve((), store.mentions(), (), ())
    renamed = [replace(entity, name="Reuters News") if entity.id == "reuters" else entity for entity in entities]
    store.set_resolution(renamed, links)
    assert sorted(edge.attributed_to for edge in store.edges()) == ["Reuters News", "sources"]


def test_relations_without_direction_start_at_the_smaller_id(store):
    store.set_origin(pipeline="p", ontology="o", symmetric=["allied_with"])
    records.fill(store, "Delta allied_with Cobalt.", "Delta met Cobalt.")
    assert set(said(store)) == {("cobalt", "allied_with", "delta", "asserted"), ("delta", "met", "cobalt", "asserted")}


def test_met_and_partner_of_have_no_direction_unless_told_otherwise(store):
    records.fill(store, "Delta met Cobalt.", "Delta partner_of Cobalt.")
    assert {(edge.source, edge.target) for edge in store.edges()} == {("cobalt", "delta")}


def test_claims_without_two_entities_are_no_edges(store):
    records.fill(store, ONE, TWO)
    entities, links = records.resolve((), store.mentions(), (), ())
    kept = [entity for entity in entities if entity.id != "cobalt"]
    store.set_resolution(kept, [link for link in links if link.target != "cobalt"])
    assert set(said(store)) == {("acme", "acquired", "borel", "asserted"), ("acme", "met", "delta", "denied")}
    assert store.meta["claims"] == 4


def test_a_claim_about_one_entity_twice_is_no_edge(store):
    records.fill(store, "Acme acquired Acme.")
    assert list(store.edges()) == []
    assert store.meta["claims"] == 1
    assert verify(store).faults == ()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"ids": ["acme"]}, {"acquired", "met"}),
        ({"ids": ["borel"]}, {"acquired", "supplied"}),
        ({"ids": []}, set()),
        ({"ids": ["nobody"]}, set()),
        ({"ids": ["acme", "delta"], "relations": ["met"], "statuses": ["denied"]}, {"met"}),
        ({"relations": ["acquired"]}, {"acquired"}),
        ({"relations": ["acquired", "supplied"], "statuses": [Status.REPORTED]}, {"supplied"}),
        ({"statuses": ["asserted"]}, {"acquired", "met"}),
        ({"relations": ["'; DROP TABLE claim; --"]}, set()),
        ({"document": records.document(ONE).id}, {"acquired", "supplied"}),
        ({"document": records.document(ONE).id, "relations": ["acquired"]}, {"acquired"}),
        ({"document": records.document(ONE).id, "ids": ["borel"], "relations": ["supplied"]}, {"supplied"}),
        ({"document": "none"}, set()),
    ],
)
def test_edges_are_filtered(store, wanted, expected):
    records.fill(store, ONE, TWO)
    assert {edge.relation for edge in store.edges(**wanted)} == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025", "2025", {"undated", "year", "since"}),
        ("2025-03", "2025-03", {"year", "since"}),
        ("2025-11", None, {"undated", "year", "since"}),
        ("2025-11-04", None, {"year", "since"}),
        (None, "2024", {"until", "since"}),
        (None, "2021", {"until"}),
        ("2023", "2023", {"until", "since"}),
        ("2026", None, {"since"}),
        (None, None, {"undated", "year", "since", "until", "nothing"}),
    ],
)
def test_windows_overlap_what_is_known_of_the_time(store, since, until, expected):
    times = {"year": ("2025", "2025"), "since": ("2022-02", None), "until": (None, "2023-06"), "undated": None}
    for name, time in {**times, "nothing": None}.items():
        article = records.document(f"Acme {name} Borel.", published=None if name == "nothing" else "2025-11-03")
        sentences = records.sentences_of(article)
        mentions = records.mentions_of(article, sentences)
        (claim,) = records.claims_of(article, sentences, mentions)
        when = time and records.When(text="then", start=time[0], end=time[1])
        store.add(article, b"", mentions, (), (replace(claim, when=when),))
    store.set_resolution(*records.resolve((), store.mentions(), (), ()))
    assert {edge.relation for edge in store.edges(since=since, until=until)} == expected
    assert {edge.relation for edge in store.edges(since=since, until=until, ids=["acme"])} == expected


# --------------------------------------------------------------------------------------------------- who is who


def test_adding_a_document_leaves_the_store_to_be_resolved(store):
    assert store.resolved()
    records.fill(store, ONE, resolved=False)
    assert not store.resolved()
    assert list(store.edges()) == []
    store.set_resolution(*records.resolve((), store.mentions(), (), ()))
    assert store.resolved()
    records.fill(store, TWO, resolved=False)
    assert not store.resolved()
    assert len(list(store.edges())) == 2


def test_a_resolution_replaces_the_one_before(store):
    records.fill(store, ONE)
    mentions = list(store.mentions())
    entity = Entity(id="all", type="organisation", name="All", aliases=("Every",))
    reason = Reason(text="because", weight=0.25)
    store.set_resolution([entity], [Link(mention=mentions[0].id, target="all", score=0.5, reasons=(reason,))])
    assert list(store.entities()) == [entity] == [store.entity("all")] == store.entities_of(["all", "acme"])
    assert list(store.entities(type="place")) == []
    ((mention, link),) = store.merges("all")
    assert (mention, link.reasons, list(store.links())) == (mentions[0], (reason,), [link])
    assert store.names_exact(["acme"]) == []


def test_a_link_to_nothing_changes_nothing(store):
    records.fill(store, ONE)
    before = everything(store)
    mention = next(store.mentions())
    for link in (("none", "acme"), (mention.id, "none")):
        with pytest.raises(StoreError, match="which the store lacks"):
            store.set_resolution(store.entities(), [Link(mention=link[0], target=link[1], score=1.0, reasons=())])
    assert everything(store) == before


def test_a_resolution_of_fewer_documents_leaves_the_store_unresolved(store):
    records.fill(store, ONE, resolved=False)
    early, resolution = store.meta["revision"], records.resolve((), store.mentions(), (), ())
    records.fill(store, TWO, resolved=False)
    assert store.set_resolution(*resolution, revision=early)
    assert not store.resolved()
    assert store.meta["edges"] == 2


def test_a_newer_resolution_is_kept(store):
    records.fill(store, ONE)
    early, resolution = store.meta["revision"], records.resolve((), store.mentions(), (), ())
    records.fill(store, TWO)
    assert not store.set_resolution(*resolution, revision=early)
    assert store.resolved()
    assert store.meta["edges"] == 4


def test_a_store_is_built_with_one_pipeline_and_one_ontology(store):
    store.set_origin(pipeline="p", ontology="o")
    store.set_origin(pipeline="p", ontology="o")
    for other in ({"pipeline": "q", "ontology": "o"}, {"pipeline": "p", "ontology": "q"}):
        with pytest.raises(StoreError, match="built with another") as caught:
            store.set_origin(**other)
        assert "--store" in caught.value.hint
    assert (store.meta["pipeline"], store.meta["ontology"]) == ("p", "o")


# ------------------------------------------------------------------------------------------------------ opening


def test_reading_never_makes_a_store(path):
    with pytest.raises(StoreError, match="no store at") as caught:
        open_store(path, mode="read")
    assert "kgraph build" in caught.value.hint
    assert not path.exists()


def test_reading_never_changes_a_store(path):
    with open_store(path, mode="write") as held:
        records.fill(held, ONE)
    with open_store(path, mode="read") as held, pytest.raises(StoreError, match="may not be written"):
        records.fill(held, TWO)


def test_a_store_is_one_file(path, tmp_path):
    with open_store(path, mode="write") as held:
        records.fill(held, ONE, TWO)
    assert list(tmp_path.iterdir()) == [path]
    with open_store(f"sqlite:///{path}", mode="read") as held:
        assert held.meta["documents"] == 2


def test_odd_file_names(tmp_path):
    odd = tmp_path / "a ?b#c%20 é.db"
    with open_store(odd, mode="write") as held:
        records.fill(held, ONE)
    with open_store(odd, mode="read") as held:
        assert held.meta["documents"] == 1


def other_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key, value)")
    connection.close()


def text_file(path):
    path.write_text("this is no database, " * 100)


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("make", [other_database, text_file])
def test_what_is_not_a_store_is_refused_and_left_alone(path, make, mode):
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a kgraph store"):
        open_store(path, mode=mode)
    assert path.read_bytes() == before


def test_folders_and_missing_folders_and_urls_are_refused(tmp_path):
    for given, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "k.db", "does not exist"),
        ("pg://h/d", "not supp"),
    ):
        with pytest.raises(StoreError, match=words) as caught:
            open_store(str(given), mode="write")
        assert caught.value.hint


def test_an_empty_file_is_made_a_store_only_when_written(path):
    path.touch()
    with pytest.raises(StoreError, match="no store"):
        open_store(path, mode="read")
    with open_store(path, mode="write") as held:
        assert held.meta["schema"] == SCHEMA_VERSION


def test_a_newer_store_is_refused(path):
    with open_store(path, mode="write") as held:
        held._database.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION + 1)])
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match="newer kgraph") as caught:
            open_store(path, mode=mode)
        assert "upgrade kgraph" in caught.value.hint


def test_an_older_store_is_upgraded_when_written_and_refused_when_read(path, monkeypatch):
    with open_store(path, mode="write") as held:
        records.fill(held, ONE)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(StoreError, match="too old to upgrade") as caught:
        open_store(path, mode="write")
    monkeypatch.setattr(schema, "UPGRADES", {SCHEMA_VERSION: ("ALTER TABLE document ADD COLUMN colour TEXT",)})
    with pytest.raises(StoreError, match="older kgraph") as caught:
        open_store(path, mode="read")
    assert "kgraph build" in caught.value.hint
    with open_store(path, mode="write") as held:
        assert held.meta["schema"] == SCHEMA_VERSION + 1
        assert held._database.rows("SELECT colour FROM document") == [(None,)]


def as_nobody(function, *, superuser=False):
    """Runs a function in a child without the superuser's right to write everywhere; whether it went well."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0 and not superuser:
                os.setuid(65534)
            function()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


@pytest.fixture
def open_folder():
    """A folder that others may look into, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("mode", [0o755, 0o555], ids=["file", "file and folder"])
def test_what_may_not_be_written_can_be_read(open_folder, mode):
    path = open_folder / "kgraph.db"
    with open_store(path, mode="write") as held:
        records.fill(held, ONE)
    path.chmod(0o444)
    open_folder.chmod(mode)

    def read():
        with open_store(path, mode="read") as held:
            assert held.meta["documents"] == len(list(held.documents())) == 1
        with open_store(path, mode="write") as held, pytest.raises(StoreError, match="may not be written"):
            records.fill(held, TWO)

    try:
        assert as_nobody(read)
    finally:
        open_folder.chmod(0o700)


def test_a_store_left_half_written_asks_for_somebody_who_may_clean_up(open_folder):
    path = open_folder / "kgraph.db"
    with open_store(path, mode="write") as held:
        records.fill(held, ONE)

    def die():
        held = open_store(path, mode="write")
        held._database.execute("PRAGMA cache_size = 1")  # written before the transaction's end
        with held._database.transaction():
            held._database.execute("UPDATE document SET text = ?", ["x" * 200_000])
            held._database.rows("SELECT * FROM mention")
            os.kill(os.getpid(), signal.SIGKILL)

    def read():
        with pytest.raises(StoreError, match="cut short") as caught:
            open_store(path, mode="read")
        assert "kgraph.db-journal" in caught.value.hint

    assert not as_nobody(die, superuser=True)
    assert path.with_name("kgraph.db-journal").exists()
    path.chmod(0o444)
    path.with_name("kgraph.db-journal").chmod(0o444)
    assert as_nobody(read)
    path.chmod(0o644)
    with open_store(path, mode="read") as held:
        assert verify(held).faults == ()


# ------------------------------------------------------------------------------------------------- other builds


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(database, "SILENT_WAIT", 0.02)


def test_a_writer_waits_for_another_and_says_so_once(path, impatient):
    told = []
    with open_store(path, mode="write") as one, open_store(path, mode="write", on_wait=told.append) as other:
        records.fill(one, ONE)
        begun, release = threading.Event(), threading.Event()

        def hold():
            blocker = sqlite3.connect(path, isolation_level=None)
            blocker.execute("BEGIN IMMEDIATE")
            begun.set()
            release.wait()
            blocker.execute("COMMIT")
            blocker.close()

        thread = threading.Thread(target=hold)
        thread.start()
        begun.wait()
        threading.Timer(0.3, release.set).start()
        records.fill(other, TWO)
        thread.join()
        assert one.meta["documents"] == 2
    assert told == ["another build is writing to kgraph.db; waiting"]


def test_the_wait_is_told_on_stderr_unless_told_otherwise(capsys):
    database.tell_on_stderr("waiting")
    assert capsys.readouterr() == ("", "waiting\n")


def test_a_writer_gives_up_on_a_store_locked_for_too_long(path, impatient, monkeypatch):
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.1)
    with open_store(path, mode="write", on_wait=lambda words: None) as held:
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked") as caught:
            records.fill(held, ONE)
        blocker.close()
        assert caught.value.hint
        records.fill(held, ONE)
        assert held.meta["documents"] == 1


def test_a_half_read_list_does_not_stop_a_writer(path, impatient, monkeypatch):
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.1)
    with open_store(path, mode="write") as held, open_store(path, mode="read") as reader:
        records.fill(held, ONE)
        half_read = [reader.edges(), reader.documents(), reader.mentions(), reader.claims(), reader.entities()]
        for records_read in half_read:
            next(records_read)
        records.fill(held, TWO)
        assert held.meta["documents"] == 2


def test_a_snapshot_is_one_state(path, impatient, monkeypatch):
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.1)
    with open_store(path, mode="write", on_wait=lambda words: None) as held, open_store(path, mode="read") as reader:
        records.fill(held, ONE)
        with reader.snapshot(), reader.snapshot():
            assert reader.meta["documents"] == 1
            with pytest.raises(StoreError, match="locked"):
                records.fill(held, TWO)
            assert len(list(reader.documents())) == 1
        records.fill(held, TWO)
        assert len(list(reader.documents())) == 2


def test_a_full_disk_is_said_and_leaves_the_store_as_it_was(path):
    with open_store(path, mode="write") as held:
        records.fill(held, ONE)
        before = everything(held)
        (pages,) = held._database.row("PRAGMA page_count")
        held._database.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full") as caught:
            records.fill(held, "Acme acquired Borel. " * 5000)
        assert "make room" in caught.value.hint
        assert everything(held) == before
    with open_store(path, mode="read") as held:
        assert verify(held).faults == ()


# ------------------------------------------------------------------------------------------------------- sound?


def test_a_sound_store_has_no_faults(store):
    records.fill(store, ONE, TWO)
    found = verify(store)
    assert (found.faults, found.differing) == ((), ())
    words, mentions, sentences, claims, cues = 16, 9, 4, 4, 2
    assert found.spans == words + mentions + sentences + 2 * claims + cues


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE mention SET text = 'Acne' WHERE text = 'Acme'", "'Acne' is stored, its document has 'Acme'"),
        ("UPDATE mention SET start = start + 1 WHERE text = 'Borel'", "its document has 'orel'"),
        ("UPDATE mention SET stop = 9999 WHERE text = 'Borel'", "not inside its document"),
        ("UPDATE mention SET sentence = 'x' WHERE text = 'Borel'", "lacks the sentence x"),
        ("UPDATE claim SET stop = 9999", "evidence of claim"),
        ("UPDATE claim SET start = -1", "not inside its document"),
        ("UPDATE claim SET context = '[[5,5]]'", "context of claim"),
        ("UPDATE claim SET cues = '[[0,999]]'", "cue of claim"),
        ("UPDATE document SET text = upper(text)", "its content has the hash"),
        ("UPDATE document SET publisher = 'Other'", "its content has the hash"),
        ("UPDATE parse SET packed = x'00'", "a stored parse is damaged"),
        ("DELETE FROM parse", "no document has the id"),
        ("DELETE FROM edge", "2 edges are missing"),
        ("UPDATE edge SET status = 'denied'", "2 edges do not follow"),
        ("DELETE FROM claim", "it tells of 2 claims and holds 0"),
        ("UPDATE mention SET document = 77", "points at a row that document lacks"),
    ],
)
def test_damage_is_found(store, damage, words):
    records.fill(store, ONE)
    store._database.execute("PRAGMA foreign_keys = OFF")
    store._database.execute(damage)
    assert any(words in fault for fault in verify(store).differing)


def test_a_damaged_file_is_said(path):
    with open_store(path, mode="write") as held:
        records.fill(held, *(f"Acme{number} acquired Borel." for number in range(50)))
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 20 * 4096)
    with pytest.raises(KgraphError) as caught, open_store(path, mode="read") as held:  # noqa: PT012
        assert verify(held).faults
        everything(held)
    assert "damaged" in caught.value.message


def test_the_store_is_light_to_import():
    code = "import sys, kgraph.store, kgraph.names, kgraph.network; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "numpy", "networkx", "rapidfuzz", "trafilatura", "kgraph.sentences"} & set(done.stdout.split())
