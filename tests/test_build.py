"""The build journey: what is new is added, and neither a killed build nor a second one loses anything."""

import json
import os
import random
import signal
import time
from dataclasses import asdict
from itertools import pairwise

import pytest
import records

import kgraph.claims
import kgraph.coreference
import kgraph.entities
import kgraph.mentions
from kgraph import pipeline
from kgraph.errors import OntologyError, StoreError
from kgraph.store import open_store
from kgraph.store.verification import verify

#: Moments at which a build is killed; the more, the likelier one of them hits the middle of a write.
KILLS = 50
#: Documents of the builds that are killed.
DOCUMENTS = 12


@pytest.fixture(autouse=True)
def ready_made(monkeypatch):
    """Stages that need no language pipeline."""
    stages = {
        kgraph.mentions: (
            "find_mentions",
            lambda article, sentences, ontology: records.mentions_of(article, sentences),
        ),
        kgraph.coreference: ("links", lambda article, sentences, mentions, ontology: coreferences(mentions)),
        kgraph.claims: ("find_claims", lambda article, sentences, mentions, *_: claims(article, sentences, mentions)),
        kgraph.entities: ("resolve", records.resolve),
    }
    for module, (name, stage) in stages.items():
        monkeypatch.setattr(module, name, stage)


def coreferences(mentions):
    return tuple(
        records.Link(mention=later.id, target=earlier.id, score=0.5, reasons=())
        for earlier, later in pairwise(mentions)
    )


def claims(article, sentences, mentions):
    if "Crash" in article.text:
        raise ZeroDivisionError("a fault of ours")
    return records.claims_of(article, sentences, mentions)


def article(number):
    return (
        f"Acme acquired Borel{number}. Borel{number} said_supplied Cobalt by Reuters. Delta{number} met Acme in 2025.\n"
    )


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:02}.txt").write_text(article(number))
    return folder


def build(path, *sources, **options):
    with open_store(path, mode="write") as store:
        return pipeline.build([str(source) for source in sources], store=store, parse=records.parse, **options)


def export(path):
    """Everything that is exported, as text; a store that cannot be trusted gives none."""
    with open_store(path, mode="read") as store:
        assert verify(store).differing == ()
        assert store.resolved()
        kinds = (
            store.documents,
            store.mentions,
            store.coreferences,
            store.claims,
            store.links,
            store.entities,
            store.edges,
        )
        return json.dumps([[asdict(record) for record in read()] for read in kinds], indent=1)


# ------------------------------------------------------------------------------------------------- what is built


def test_a_build_stores_documents_claims_and_entities(tmp_path, sources):
    report = build(tmp_path / "k.db", sources)
    assert (report.added, report.skipped, report.failed) == (DOCUMENTS, 0, ())
    with open_store(tmp_path / "k.db", mode="read") as store:
        assert store.meta["documents"] == DOCUMENTS
        assert store.meta["claims"] == store.meta["edges"] == 3 * DOCUMENTS
        assert store.meta["coreferences"] == 6 * DOCUMENTS
        assert {edge.source for edge in store.edges(relations=["met"])} == {"acme"}


def test_building_again_changes_nothing(tmp_path, sources, monkeypatch):
    path = tmp_path / "k.db"
    build(path, sources)
    before = path.read_bytes()
    monkeypatch.setattr(kgraph.entities, "resolve", None)  # not asked again
    report = build(path, sources)
    assert (report.added, report.skipped, report.failed) == (0, DOCUMENTS, ())
    assert path.read_bytes() == before


def test_what_is_built_does_not_depend_on_the_order_or_the_portions(tmp_path, sources):
    build(tmp_path / "one.db", sources)
    every = sorted(sources.iterdir(), reverse=True)
    for source in every:
        build(tmp_path / "two.db", source)
    build(tmp_path / "three.db", *every[5:])
    build(tmp_path / "three.db", *every)
    assert export(tmp_path / "one.db") == export(tmp_path / "two.db") == export(tmp_path / "three.db")


def test_resolve_sees_everything_by_id(tmp_path, sources, monkeypatch):
    seen = []

    def resolve(documents, mentions, links, claims):
        seen.append([[record.id for record in given] for given in (documents, mentions, claims)] + [len(links)])
        return records.resolve(documents, mentions, links, claims)

    monkeypatch.setattr(kgraph.entities, "resolve", resolve)
    first, *rest = sorted(sources.iterdir())
    build(tmp_path / "k.db", first)
    build(tmp_path / "k.db", *rest)
    assert [[len(ids) for ids in call[:3]] + call[3:] for call in seen] == [
        [1, 7, 3, 6],
        [DOCUMENTS, 7 * DOCUMENTS, 3 * DOCUMENTS, 6 * DOCUMENTS],
    ]
    assert seen[1][0] == sorted(seen[1][0])


def test_one_document_twice_in_one_build_is_skipped(tmp_path, sources):
    (sources / "copy.txt").write_text(article(0))
    report = build(tmp_path / "k.db", sources)
    assert (report.added, report.skipped) == (DOCUMENTS, 1)


def test_what_fails_does_not_stop_the_others(tmp_path, sources):
    (sources / "03.txt").write_bytes(b"\0\1\2" * 50)
    (sources / "04.txt").write_text("Crash acquired Borel. It was said on Tuesday that the company is fine.\n")
    report = build(tmp_path / "k.db", sources, sources / "no such file")
    assert report.added == DOCUMENTS - 2
    words = [(unread.error.message, unread.error.hint) for unread in report.failed]
    assert len(words) == 3
    assert all(message and hint for message, hint in words)
    assert any("ZeroDivisionError: a fault of ours" in message for message, _ in words)
    assert export(tmp_path / "k.db")
    assert len(build(tmp_path / "k.db", sources, sources / "no such file").failed) == 3


def test_progress_is_told(tmp_path, sources):
    told = []
    build(tmp_path / "k.db", sources, progress=lambda done, total, title: told.append((done, total, title)))
    assert [done for done, _, _ in told] == list(range(1, DOCUMENTS + 1))
    assert all(total is None and title for _, total, title in told)


def test_the_parse_gets_the_options(tmp_path, sources):
    given = {}

    def parse(documents, **options):
        given.update(options)
        return records.parse(documents)

    with open_store(tmp_path / "k.db", mode="write") as store:
        pipeline.build([str(sources)], store=store, parse=parse, jobs=3)
    assert given == {"pipeline": None, "jobs": 3}


def test_publisher_and_date_are_handed_to_documents(tmp_path, sources):
    build(tmp_path / "k.db", sources / "00.txt", publisher="Reuters", published="2025-11")
    with open_store(tmp_path / "k.db", mode="read") as store:
        (found,) = store.documents()
    assert (found.publisher, found.published) == ("Reuters", "2025-11")


def test_another_pipeline_or_ontology_is_not_mixed_in(tmp_path, sources, monkeypatch):
    path = tmp_path / "k.db"
    build(path, sources / "00.txt")
    before = path.read_bytes()
    monkeypatch.setattr(pipeline, "READY_MADE", "other parses")
    with pytest.raises(StoreError, match="another pipeline") as caught:
        build(path, sources)
    assert "--store" in caught.value.hint
    assert path.read_bytes() == before


def test_an_unusable_ontology_stops_before_anything_is_stored(tmp_path, sources):
    with pytest.raises(OntologyError):
        build(tmp_path / "k.db", sources, ontology=str(tmp_path / "none.toml"))
    with open_store(tmp_path / "k.db", mode="read") as store:
        assert (store.meta["documents"], store.meta["pipeline"]) == (0, None)


def test_a_build_that_was_cut_short_is_resolved_by_the_next(tmp_path, sources, monkeypatch):
    path = tmp_path / "k.db"
    build(tmp_path / "whole.db", sources)
    with monkeypatch.context() as patch:
        patch.setattr(kgraph.entities, "resolve", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build(path, sources)
    with open_store(path, mode="read") as store:
        assert (store.meta["documents"], store.resolved()) == (DOCUMENTS, False)
    report = build(path, sources)
    assert (report.added, report.skipped) == (0, DOCUMENTS)
    assert export(path) == export(tmp_path / "whole.db")


# ---------------------------------------------------------------------------------------------- killed, and two


def in_child(function):
    """Starts a function in a process of its own; gives the process's id."""
    child = os.fork()
    if child == 0:
        try:
            function()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def exit_status(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_build_killed_at_any_moment_is_completed_by_the_next(tmp_path, sources):
    build(tmp_path / "whole.db", sources)  # here, so that the children find everything imported
    whole = export(tmp_path / "whole.db")
    started = time.monotonic()
    assert exit_status(in_child(lambda: build(tmp_path / "timed.db", sources))) == 0
    lasts = time.monotonic() - started
    chance = random.Random(20251121)
    killed, half_written, seen = 0, 0, set()
    for attempt in range(4 * KILLS):
        path = tmp_path / f"{attempt}.db"
        child = in_child(lambda path=path: build(path, sources))
        time.sleep(lasts * chance.random())
        os.kill(child, signal.SIGKILL)
        if exit_status(child) == 0:
            lasts *= 0.9  # the machine has become faster
            continue
        killed += 1
        half_written += path.with_name(f"{path.name}-journal").exists()
        if path.exists() and path.stat().st_size:
            with open_store(path, mode="write") as store:
                assert verify(store).differing == ()
                seen.add((store.meta["documents"], store.resolved()))
        report = build(path, sources)
        assert report.added + report.skipped == DOCUMENTS
        assert export(path) == whole
        if killed == KILLS:
            break
    assert killed == KILLS
    assert half_written
    assert len(seen) > 3


@pytest.mark.parametrize("seed", range(10))
def test_a_build_killed_at_any_statement_is_readable_at_once(tmp_path, sources, seed):
    """Killed between two statements, in the middle of a transaction: the journal is left behind."""
    build(tmp_path / "whole.db", sources)
    path = tmp_path / "k.db"
    build(path, sources / "00.txt")

    def build_and_die():
        left = random.Random(seed).randrange(400)

        def count(statement):
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        with open_store(path, mode="write") as store:
            store._database._connection.execute("PRAGMA cache_size = 2")  # written before the transaction's end
            store._database._connection.set_trace_callback(count)
            pipeline.build([str(sources)], store=store, parse=records.parse)

    assert exit_status(in_child(build_and_die)) == -signal.SIGKILL
    with open_store(path, mode="read") as store:
        assert verify(store).differing == ()
        assert store.meta["documents"] >= 1
        assert list(store.edges(ids=["acme"]))
    build(path, sources)
    assert export(path) == export(tmp_path / "whole.db")


def test_two_builds_at_once_lose_nothing(tmp_path, sources):
    build(tmp_path / "whole.db", sources)
    every = sorted(sources.iterdir())
    for attempt in range(4):
        path = tmp_path / f"{attempt}.db"
        portions = (every, every) if attempt % 2 else (every[:8], every[4:])
        children = [in_child(lambda portion=portion, path=path: build(path, *portion)) for portion in portions]
        assert [exit_status(child) for child in children] == [0, 0]
        assert export(path) == export(tmp_path / "whole.db")


def test_a_build_beside_another_that_is_slower_leaves_the_last_word_to_it(tmp_path, sources, monkeypatch):
    """A resolution that was worked out before a document came in does not count for that document."""
    path = tmp_path / "k.db"
    build(tmp_path / "whole.db", sources)
    first, *rest = sorted(sources.iterdir())

    def slow(*everything):
        with monkeypatch.context() as patch:
            patch.setattr(kgraph.entities, "resolve", records.resolve)
            build(path, *rest)
        return records.resolve(*everything)

    with monkeypatch.context() as patch:
        patch.setattr(kgraph.entities, "resolve", slow)
        build(path, first)
    assert export(path) == export(tmp_path / "whole.db")
