"""The tables of a store, their version, and how an older version becomes the present one.

Integer keys inside, text ids outside; both ends of every relation between tables are indexed. Tables up to `claim` hold
what was read and are never rewritten; `entity` and all below follow from them and are replaced by each resolution.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Version of the tables below; raised by one with every change, together with an entry in `UPGRADES`.
SCHEMA_VERSION = 1

#: Marks a SQLite file as a store: "KGRF" read as a big-endian number (SQLite's `application_id`).
APPLICATION_ID = int.from_bytes(b"KGRF", "big")

#: Statements that lead from a version to the next one. Empty so far: there is no older version.
UPGRADES: Mapping[int, tuple[str, ...]] = MappingProxyType({})

#: `document.text` is last in its row, so that titles are read without the pages of long texts.
#: Keys of `entity` are in the order of the ids, which makes the order of keys a fixed one.
#: Keys of `name` are in the order of prominence, so that the first rows found are those most often meant; its kinds
#: name, alias, acronym happen to be in the reverse order of the alphabet, which puts names first.
TABLES = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE document (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        title TEXT, publisher TEXT, published TEXT, url TEXT, text TEXT NOT NULL)""",
    """CREATE TABLE parse (
        document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, packed BLOB NOT NULL)""",
    """CREATE TABLE mention (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        sentence TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
        type TEXT NOT NULL, kind TEXT NOT NULL, head INTEGER NOT NULL, name TEXT)""",
    """CREATE INDEX mention_by_document ON mention (document)""",
    """CREATE TABLE coreference (
        key INTEGER PRIMARY KEY,
        mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
        target INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
        score REAL NOT NULL, reasons TEXT NOT NULL)""",
    """CREATE INDEX coreference_by_mention ON coreference (mention)""",
    """CREATE INDEX coreference_by_target ON coreference (target)""",
    """CREATE TABLE claim (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        start INTEGER NOT NULL, stop INTEGER NOT NULL,
        subject INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
        relation TEXT NOT NULL,
        object INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
        status TEXT NOT NULL, ended INTEGER NOT NULL,
        role TEXT, place TEXT, amount TEXT, recipient TEXT, cause TEXT,
        date_text TEXT, date_start TEXT, date_end TEXT,
        speaker TEXT, speaker_mention INTEGER REFERENCES mention ON DELETE CASCADE,
        confidence REAL NOT NULL, reasons TEXT NOT NULL, context TEXT NOT NULL, cues TEXT NOT NULL)""",
    """CREATE INDEX claim_by_document ON claim (document)""",
    """CREATE INDEX claim_by_subject ON claim (subject)""",
    """CREATE INDEX claim_by_object ON claim (object)""",
    """CREATE INDEX claim_by_speaker ON claim (speaker_mention) WHERE speaker_mention IS NOT NULL""",
    """CREATE TABLE entity (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, name TEXT NOT NULL,
        aliases TEXT NOT NULL, mentions INTEGER NOT NULL, degree INTEGER NOT NULL)""",
    """CREATE INDEX entity_by_type ON entity (type, id)""",
    """CREATE TABLE link (
        mention INTEGER PRIMARY KEY REFERENCES mention ON DELETE CASCADE,
        entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        score REAL NOT NULL, reasons TEXT NOT NULL)""",
    """CREATE INDEX link_by_entity ON link (entity)""",
    """CREATE TABLE edge (
        claim INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
        source INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        target INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        relation TEXT NOT NULL, status TEXT NOT NULL)""",
    """CREATE INDEX edge_by_source ON edge (source, relation, status, target)""",
    """CREATE INDEX edge_by_target ON edge (target, relation, status, source)""",
    """CREATE INDEX edge_by_relation ON edge (relation, status)""",
    """CREATE TABLE name (
        key INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        kind TEXT NOT NULL, text TEXT NOT NULL, squashed TEXT NOT NULL)""",
    """CREATE INDEX name_by_squashed ON name (squashed, kind DESC)""",
    """CREATE INDEX name_by_entity ON name (entity)""",
    """CREATE TABLE word (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, names INTEGER NOT NULL)""",
    """CREATE TABLE name_word (word INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) WITHOUT ROWID""",
    """CREATE TABLE gram (
        gram TEXT NOT NULL, length INTEGER NOT NULL, word INTEGER NOT NULL,
        PRIMARY KEY (gram, length, word)) WITHOUT ROWID""",
)
