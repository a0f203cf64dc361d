"""The ontology: the shipped file, reading and merging of users' files, every fault of lint with its line."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import OntologyError, UsageError
from kgraph.model import Status
from kgraph.ontology import PARTS_OF_SPEECH, PREPOSITION, ROLES, Example, Ontology, load, sources
from kgraph.ontology.keeping import packed, unpacked
from kgraph.ontology.lines import key_lines, line_of
from kgraph.ontology.lint import Fault, lint
from kgraph.ontology.sources import source_of

TYPES = ["organisation", "person", "country", "equipment", "event", "place", "programme"]
RELATIONS = (
    "attended met visited proposed led holds_post part_of represents partner_of acquired ordered signed manufactures "
    "supplies operates supplied_to sanctioned sanctions_risk attacked located_in reported"
).split()

#: A small file without a fault, whose lines the tests below change.
SMALL = """\
name = "harbour"

[types.ship]
plural = "ships"
description = "what sails"
color = "#123ABC"
nouns = ["ship", "ferry"]

[types.port]
plural = "ports"
description = "where it lies"
color = "#456DEF"
nouns = [
  "port",  # in the ship's own words
  "quay",
]

[frames.at]
pos = "verb"
subject = ["subject"]
object = ["prep:in|at"]

[relations.moored_in]
description = "lies in a port"
label = "is moored in"
inverse = "has moored in it"
domain = ["ship"]
range = ["port"]
asks = ["lie in", "be moored in"]

[[relations.moored_in.patterns]]
lemmas = ["moor", "lie", "tie up"]
frame = "at"

[[relations.moored_in.patterns]]
lemmas = ["berth"]
pos = "noun"
subject = ["poss", "prep:of"]
object = ["prep:in"]
needs = ["in"]

[[relations.moored_in.examples]]
text = "The ferry does not lie in Selm."
claim = "ferry -moored_in-> Selm [denied]"
"""


@pytest.fixture(scope="module")
def news():
    return load()


@pytest.fixture
def write(tmp_path):
    """Writes a file and gives its path."""

    def written(text: str, name: str = "mine.toml") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def line(text: str, words: str) -> int:
    """The first line, from 1, that holds these words."""
    return next(number for number, row in enumerate(text.splitlines(), 1) if words in row)


# ------------------------------------------------------------------------------------------------- the shipped ontology


def test_news_has_the_types_and_relations_of_the_contract(news):
    assert list(news.types) == TYPES
    assert list(news.relations) == RELATIONS
    assert news.name == "news"


def test_news_lints_clean():
    assert lint("news") == []


def test_news_is_the_default():
    assert load() == load("news")


def test_only_met_and_partner_of_have_no_direction(news):
    assert [name for name, relation in news.relations.items() if relation.symmetric] == ["met", "partner_of"]


def test_every_relation_has_words_and_examples(news):
    for relation in news.relations.values():
        assert len({lemma for pattern in relation.patterns for lemma in pattern.lemmas}) >= 4, relation.name
        assert len(relation.examples) >= 3, relation.name
        assert len(relation.asks) >= 4, relation.name
        assert relation.description, relation.name


def test_every_relation_has_an_example_that_is_no_plain_assertion(news):
    for relation in news.relations.values():
        assert any(example.parsed()[3] is not Status.ASSERTED for example in relation.examples), relation.name


def test_patterns_are_resolved_to_legal_values(news):
    for relation in news.relations.values():
        for pattern in relation.patterns:
            assert pattern.pos in PARTS_OF_SPEECH
            assert pattern.status is None or pattern.status in set(Status)
            for role in (*pattern.subject, *pattern.object):
                assert role in ROLES or role.startswith(PREPOSITION)
                assert "|" not in role


@pytest.mark.parametrize(
    ("kind", "least"),
    [("organisation", 80), ("equipment", 100), ("event", 60), ("programme", 50), ("person", 60), ("place", 40)],
)
def test_types_know_many_nouns(news, kind, least):
    nouns = news.type(kind).nouns
    assert len(nouns) >= least
    assert len(set(nouns)) == len(nouns)


def test_colours_differ(news):
    assert len({kind.color for kind in news.types.values()}) == len(news.types)


def test_a_question_phrase_runs_one_way_only(news):
    for relation in news.relations.values():
        assert not set(relation.asks) & set(relation.inverse_asks), relation.name


def test_loading_imports_nothing_heavy():
    code = (
        "import sys; from kgraph.ontology import load; load()\n"
        "print(sorted({'spacy', 'networkx', 'numpy', 'difflib', 'kgraph.ontology.lint'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------------------------------------------------------- look-ups


def test_a_type_and_a_relation_by_name(news):
    assert news.type("event").plural == "events"
    assert news.relation("met").symmetric


@pytest.mark.parametrize(
    ("look_up", "name", "hint"),
    [
        (Ontology.type, "organization", "did you mean organisation?"),
        (Ontology.relation, "attend", "did you mean attended?"),
        (Ontology.type, "qqq", "known: country, equipment, event"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(news, look_up, name, hint):
    with pytest.raises(UsageError) as error:
        look_up(news, name)
    assert repr(name) in error.value.message
    assert error.value.hint.startswith(hint)


# ------------------------------------------------------------------------------------------------------------- examples


def test_an_example_is_read():
    example = Example(text="…", claim="Acme Corp. -part_of-> Borel - Sons [asserted, ended]")
    assert example.parsed() == ("Acme Corp.", "part_of", "Borel - Sons", Status.ASSERTED)
    assert example.ended


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Acme acquired Borel", "not a claim"),
        ("Acme -acquired-> Borel", "not a claim"),
        ("-acquired-> Borel [denied]", "not a claim"),
        ("Acme -acquired-> Borel [denyed]", "unknown status 'denyed'"),
    ],
)
def test_a_claim_that_cannot_be_read_says_so(claim, words):
    with pytest.raises(OntologyError, match=words):
        Example(text="…", claim=claim).parsed()


NAMES = st.text("ABC xyz.-'", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(NAMES, st.sampled_from(RELATIONS), NAMES, st.sampled_from(list(Status)), st.booleans())
def test_a_written_claim_reads_back(subject, relation, target, status, ended):
    mark = f"{status}, ended" if ended else f"{status}"
    example = Example(text="…", claim=f"{subject} -{relation}-> {target} [{mark}]")
    assert (*example.parsed(), example.ended) == (subject, relation, target, status, ended)


# -------------------------------------------------------------------------------------------------------- users' files


def test_a_file_of_its_own(write):
    mine = load(write(SMALL))
    assert (mine.name, list(mine.types), list(mine.relations)) == ("harbour", ["ship", "port"], ["moored_in"])
    first, second = mine.relation("moored_in").patterns
    assert first.lemmas == ("moor", "lie", "tie up")
    assert (first.pos, first.subject, first.object) == ("verb", ("subject",), ("prep:in", "prep:at"))
    assert (first.status, first.ended, first.needs) == (None, False, ())
    assert (second.pos, second.subject, second.needs) == ("noun", ("poss", "prep:of"), ("in",))


def test_a_pattern_goes_before_its_frame(write):
    text = SMALL.replace('frame = "at"', 'frame = "at"\nobject = ["prep:alongside"]\nstatus = "planned"\nended = true')
    pattern = load(write(text)).relation("moored_in").patterns[0]
    assert (pattern.pos, pattern.object, pattern.status, pattern.ended) == (
        "verb",
        ("prep:alongside",),
        "planned",
        True,
    )


def test_a_file_without_a_name_is_called_as_the_file(write):
    assert load(write(SMALL.replace('name = "harbour"\n', ""), "quays.toml")).name == "quays"


def test_a_missing_inverse_can_still_be_read_backwards(write):
    text = SMALL.replace('inverse = "has moored in it"\n', "")
    assert load(write(text)).relation("moored_in").inverse == "← is moored in"


USER = """\
extends = "news"

[types.vessel]
plural = "vessels"
description = "a ship, told apart from other equipment"
color = "#000000"
nouns = ["dhow", "barge"]

[types.event]
nouns = ["regatta"]

[relations.attended]
label = "was at"
domain = ["vessel"]
asks = ["sail in"]

[[relations.attended.patterns]]
lemmas = ["sail"]
frame = "at"

[[relations.attended.examples]]
text = "The Dawn sailed in the Selm regatta."
claim = "Dawn -attended-> Selm regatta [asserted]"

[relations.escorted]
description = "went along to protect"
label = "escorted"
inverse = "was escorted by"
domain = ["vessel", "organisation"]
range = ["vessel", "equipment"]

[[relations.escorted.patterns]]
lemmas = ["escort", "accompany"]
frame = "transitive"

[[relations.escorted.examples]]
text = "The Selm navy escorted the Dawn."
claim = "Selm navy -escorted-> Dawn [asserted]"
"""


def test_lists_grow_and_words_are_replaced(write, news):
    mine, old = load(write(USER)), news.relation("attended")
    new = mine.relation("attended")
    assert mine.name == "mine"
    assert new.domain == (*old.domain, "vessel")
    assert new.range == old.range
    assert new.asks == (*old.asks, "sail in")
    assert new.patterns[: len(old.patterns)] == old.patterns
    assert new.patterns[-1].lemmas == ("sail",)
    assert new.examples[:-1] == old.examples
    assert (new.label, new.inverse) == ("was at", old.inverse)
    assert mine.type("event").nouns == (*news.type("event").nouns, "regatta")
    assert mine.type("event").color == news.type("event").color


def test_new_types_and_relations_stand_behind_the_shipped_ones(write):
    mine = load(write(USER))
    assert list(mine.types) == [*TYPES, "vessel"]
    assert list(mine.relations) == [*RELATIONS, "escorted"]


def test_what_is_not_touched_stays(write, news):
    mine = load(write(USER))
    assert all(mine.relations[name] == news.relations[name] for name in RELATIONS if name != "attended")


def test_a_good_extension_lints_clean(write):
    assert lint(write(USER)) == []


def test_a_file_may_extend_a_file_beside_it(write):
    write(SMALL, "harbour.toml")
    path = write('extends = "./harbour.toml"\n[types.ship]\nnouns = ["tug"]\n')
    assert load(path).type("ship").nouns == ("ship", "ferry", "tug")
    assert lint(path) == []


def test_a_frame_redefined_leaves_inherited_patterns_alone(write, news):
    text = USER + '\n[frames.at]\npos = "verb"\nsubject = ["object"]\nobject = ["prep:along"]\n'
    new = load(write(text)).relation("attended")
    assert new.patterns[:-1] == news.relation("attended").patterns
    assert (new.patterns[-1].subject, new.patterns[-1].object) == (("object",), ("prep:along",))


@pytest.mark.parametrize("names", [("mine.toml",), ("mine.toml", "other.toml"), ("mine.toml", "other.toml", "b.toml")])
def test_files_that_extend_each_other_in_a_circle_are_refused(write, names):
    paths = [write(f'extends = "./{after}"\n', name) for name, after in zip(names, [*names[1:], names[0]])]
    with pytest.raises(OntologyError, match="leads back to itself"):
        load(paths[0])
    assert [fault.line for fault in lint(paths[0])] == [1]


def test_an_unknown_shipped_name_is_answered_with_the_nearest():
    with pytest.raises(OntologyError) as error:
        load("newz")
    assert error.value.message == "no ontology is called 'newz'"
    assert error.value.hint.startswith("did you mean news?")
    assert "./newz.toml" in error.value.hint


@pytest.mark.parametrize("name", ["", "no/such.toml", "nosuch.toml", "a\0b", "a\0b.toml", "../news", "/"])
def test_what_cannot_be_read_is_refused_in_words(name):
    for reading in (load, lint):
        with pytest.raises(OntologyError) as error:
            reading(name)
        assert error.value.hint


def test_a_missing_base_is_told_at_extends(write):
    path = write('name = "x"\nextends = "newz"\n')
    with pytest.raises(OntologyError, match=r"mine\.toml: extends: no ontology is called 'newz'"):
        load(path)
    assert [(fault.line, fault.message) for fault in lint(path)] == [(2, "extends: no ontology is called 'newz'")]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "café"'.encode("latin-1"))
    with pytest.raises(OntologyError, match="not UTF-8"):
        load(str(path))


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path):
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(str(path)).name == "harbour"
    assert lint(path) == []


@pytest.mark.parametrize("value", ["[" * 100_000, "9" * 10_000])
def test_toml_beyond_the_readers_own_limits_is_refused(write, value):
    path = write(f"x = {value}\n")
    with pytest.raises(OntologyError, match="is not TOML"):
        load(path)
    assert len(lint(path)) == 1


# --------------------------------------------------------------------------------------------------------------- digest


def test_the_digest_is_the_same_each_time():
    assert load().digest == load().digest


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def shuffled(value: object, chance: random.Random) -> object:
    """Tables in another order of keys; nouns, lemmas, domain and range in another order of words."""
    if not isinstance(value, dict):
        return [shuffled(item, chance) for item in value] if isinstance(value, list) else value
    pairs = [(key, shuffled(item, chance)) for key, item in value.items()]
    for key, item in pairs:
        if key in {"nouns", "lemmas", "domain", "range"}:
            chance.shuffle(item)
    chance.shuffle(pairs)
    return dict(pairs)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_the_digest_does_not_know_the_order_of_the_file(tmp_path_factory, seed):
    raw = tomllib.loads(source_of("news").text)
    mixed = shuffled(raw, random.Random(seed))
    path = tmp_path_factory.mktemp("mixed") / "news.toml"
    path.write_text("\n".join(f"{key} = {toml(value)}" for key, value in mixed.items()), encoding="utf-8")
    assert load(str(path)).digest == load().digest


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('["ship", "ferry"]', '["ferry", "ship"]', True),
        ('"what sails"', '"what floats"', True),
        ("#123ABC", "#000000", True),
        ('asks = ["lie in",', 'asks = ["be in",', True),
        ('["ship", "ferry"]', '["ship"]', False),
        ('["poss", "prep:of"]', '["prep:of", "poss"]', False),
        ('["poss", "prep:of"]', '["poss"]', False),
        ('range = ["port"]', 'range = ["port", "ship"]', False),
        ('lemmas = ["berth"]', 'lemmas = ["berth"]\nended = true', False),
        ('lemmas = ["berth"]', 'lemmas = ["berth"]\nstatus = "possible"', False),
        ('label = "is moored in"', 'label = "is moored in"\nsymmetric = true', False),
        ('needs = ["in"]', "", False),
    ],
)
def test_the_digest_changes_with_what_is_found(write, old, new, same):
    assert old in SMALL
    assert (load(write(SMALL)).digest == load(write(SMALL.replace(old, new), "new.toml")).digest) is same


# ------------------------------------------------------------------------------------------- faults that forbid loading

#: What is replaced in SMALL, by what; the words to find the line by; the message; the hint's beginning.
UNUSABLE = [
    ('name = "harbour"', 'nam = "harbour"', "nam =", "unknown key 'nam'", "did you mean name?"),
    ('plural = "ships"', 'plurals = "ships"', "plurals", "unknown key 'plurals'", "did you mean plural?"),
    ('plural = "ships"', "plural = 3", "plural = 3", "plural must be a text in quotation marks", "write plural = "),
    ('plural = "ships"\n', "", "[types.ship]", "types.ship has no plural", "add plural = "),
    ('color = "#123ABC"', 'color = "blue"', '"blue"', "'blue' is no colour", "write it as #"),
    ('nouns = ["ship", "ferry"]', "nouns = [1]", "nouns = [1]", "nouns must be a list of texts", "write nouns = ["),
    ("[types.ship]", "[types.Ship]", "[types.Ship]", "'Ship' is no name", "use a-z"),
    ('domain = ["ship"]', 'domain = ["shp"]', '"shp"', "unknown type 'shp' in domain", "did you mean ship?"),
    ('range = ["port"]', 'range = [\n  "ship",\n  "prt"\n]', '"prt"', "unknown type 'prt' in range", "did you mean"),
    ('range = ["port"]', "range = []", "range = []", "range has no type", "known: port, ship"),
    ('range = ["port"]\n', "", "[relations.moored_in]", "relations.moored_in has no range", "add range"),
    ('label = "is moored in"', "symmetric = 1", "symmetric = 1", "symmetric must be true or false", "write symmetric"),
    ('frame = "at"', 'frame = "att"', 'frame = "att"', "unknown frame 'att'", "did you mean at?"),
    ('frame = "at"', 'frames = "at"', 'frames = "at"', "unknown key 'frames'", "did you mean frame?"),
    ('frame = "at"\n', "", "[[relations.moored_in.p", "relations.moored_in.patterns[1] has no pos", "add pos"),
    ('subject = ["subject"]\n', "", "[[relations.moored_in.p", "patterns[1] has no subject", "add subject"),
    ('object = ["prep:in|at"]', 'object = ["obj"]', '["obj"]', "unknown role 'obj' in object", "did you mean object?"),
    ('object = ["prep:in"]', 'object = ["prep:"]', '["prep:"]', "unknown role 'prep:' in object", "did you mean"),
    ('object = ["prep:in"]', "object = []", "object = []", "object has no role", "known: amod"),
    ('pos = "noun"', 'pos = "nuon"', '"nuon"', "unknown part of speech 'nuon'", "did you mean noun?"),
    ('needs = ["in"]', 'status = "plannd"', '"plannd"', "unknown status 'plannd'", "did you mean planned?"),
    ('needs = ["in"]', 'ended = "yes"', 'ended = "yes"', "ended must be true or false", "write ended = true"),
    ('lemmas = ["berth"]', "lemmas = []", "lemmas = []", "a pattern without a word", "write lemmas"),
    ('text = "The ferry does not lie in Selm."\n', "", "[[relations.moored_in.e", "has no text", "add text"),
    ('claim = "ferry', 'clam = "ferry', "clam =", "unknown key 'clam'", "did you mean claim?"),
    ("[frames.at]", "[frame.at]", "[frame.at]", "unknown key 'frame'", "did you mean frames?"),
]


@pytest.mark.parametrize(("old", "new", "words", "message", "hint"), UNUSABLE)
def test_a_fault_that_forbids_loading_is_told_with_its_line(write, old, new, words, message, hint):
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    path = write(text)
    told = [fault for fault in lint(path) if message in fault.message]
    assert [fault.line for fault in told] == [line(text, words)]
    assert told[0].hint.startswith(hint)
    with pytest.raises(OntologyError) as error:
        load(path)
    assert error.value.message.startswith(f"{path}: ")


def test_the_message_names_file_key_and_nearest_name(write):
    path = write(SMALL.replace('range = ["port"]', 'range = ["ship", "prot"]'))
    with pytest.raises(OntologyError) as error:
        load(path)
    assert error.value.message == f"{path}: relations.moored_in.range[2]: unknown type 'prot' in range"
    assert error.value.hint == "did you mean port?"


def test_all_faults_are_told_not_the_first(write):
    text = SMALL.replace('"#123ABC"', '"blue"').replace('frame = "at"', 'frame = "att"').replace('["ship"]', '["shp"]')
    assert [fault.line for fault in lint(write(text))] == sorted(
        [line(text, "blue"), line(text, "shp"), line(text, '"att"')]
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("types = 3\n", "types must be a table"),
        ("[types]\nship = 3\n", "this must be a table"),
        ("[relations]\nmet = []\n", "this must be a table"),
        ("[relations.met]\npatterns = 3\n", "patterns must be a list of tables"),
        ("[relations.met]\npatterns = [3]\n", "patterns must be a list of tables"),
        ("[relations.met]\nexamples = [3]\n", "examples must be a list of tables"),
        ("[relations.met]\ndomain = 3\n", "domain must be a list of texts"),
        ("[frames]\nat = 3\n[[relations.met.patterns]]\nframe = 'at'\n", "this must be a table"),
        ("extends = 3\n", "extends must be a text"),
        ("name = ' '\n", "name must be a text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(write, text, message):
    path = write(text)
    assert message in " ".join(fault.message for fault in lint(path))
    with pytest.raises(OntologyError):
        load(path)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('name = "a"\n[types\n', 2),
        ('name = "a"\nname = "b"\n', 2),
        ("a = 1\nb = [\n  1\n", 3),
        ("[types.ship]\n\n[types.ship]\n", 3),
        ("x", 1),
        ('a = """\n\n', 2),
    ],
)
def test_broken_toml_is_told_with_its_line(write, text, number):
    path = write(text)
    (fault,) = lint(path)
    assert fault.line == number
    assert fault.message.startswith("not TOML: ")
    assert "line" not in fault.message
    with pytest.raises(OntologyError, match=r"mine\.toml is not TOML"):
        load(path)


def test_a_fault_of_the_base_is_told_at_extends(write):
    write(SMALL.replace('frame = "at"', 'frame = "att"'), "harbour.toml")
    path = write('name = "x"\n\nextends = "./harbour.toml"\n')
    (fault,) = lint(path)
    assert fault.line == 3
    assert "harbour.toml: relations.moored_in.patterns[1].frame: unknown frame 'att'" in fault.message


# ----------------------------------------------------------------------------------------------- faults of what loads

#: As UNUSABLE; these files load, but read badly.
POOR = [
    ('frame = "at"', 'subject = ["subject"]\nobject = ["prep:at"]\npos = "verb"', "[frames.at]", "no pattern uses", ""),
    ('inverse = "has moored in it"\n', "", "[relations.moored_in]", "moored_in has no inverse", "add inverse"),
    ('range = ["port"]', 'range = ["port"]\nsymmetric = true', "[relations.moored_in]", "is symmetric, yet", "give"),
    ('"moor", "lie"', '"moor", "Lie"', '"Lie"', "'Lie' is no lemma", "write 'lie'"),
    ('"ship", "ferry"', '"ship", "car  ferry"', "car  ferry", "'car  ferry' is no lemma", "write 'car ferry'"),
    ('  "quay",', '  "ferry",', '  "ferry",', "'ferry' is a noun of ship already", "keep it in one"),
    ('"ferry -moored_in-> Selm [denied]"', '"ferry -moord_in-> Selm [denied]"', "moord", "unknown relation", "did you"),
    ('"ferry -moored_in-> Selm [denied]"', '"ferry -moored_in-> Selm [denid]"', "denid", "unknown status", "did you"),
    ('"ferry -moored_in-> Selm [denied]"', '"ferry lies in Selm"', "ferry lies", "not a claim", "write it as"),
    ("lie in Selm.", "lie in Port Marn.", "Port Marn.", "'Selm' is not in the text", "use its words"),
    ('claim = "ferry ', 'claim = "barge ', "text =", "'barge' is not in the text", "use its words"),
]


@pytest.mark.parametrize(("old", "new", "words", "message", "hint"), POOR)
def test_a_fault_of_a_file_that_loads_is_told_with_its_line(write, old, new, words, message, hint):
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    path = write(text)
    (fault,) = lint(path)
    assert fault.line == line(text, words)
    assert message in fault.message
    assert fault.hint.startswith(hint)
    load(path)


def test_the_small_file_has_no_fault(write):
    assert lint(write(SMALL)) == []


def test_a_relation_without_pattern_and_example_is_told(write):
    text = SMALL[: SMALL.index("[[relations")].replace("[frames.at]", "[frames.in]")
    messages = [fault.message for fault in lint(write(text))]
    assert messages == [
        "no pattern uses the frame 'in'",
        "nothing shows what moored_in means: it has no example",
        "nothing triggers moored_in: it has no pattern",
    ]


SECOND = """
[relations.anchored_off]
description = "lies before a port"
label = "is anchored off"
inverse = "has anchored off it"
domain = ["ship"]
range = ["port"]

[[relations.anchored_off.patterns]]
lemmas = ["anchor", "lie"]
frame = "at"

[[relations.anchored_off.examples]]
text = "The ferry is anchored off Selm."
claim = "ferry -anchored_off-> Selm [asserted]"
"""


def test_a_word_of_two_relations_is_told_at_the_second(write):
    text = SMALL + SECOND
    (fault,) = lint(write(text))
    assert fault.line == line(text, '"anchor"')
    assert fault.message == "'lie' triggers moored_in already, with the same roles and types"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('range = ["port"]', 'range = ["ship"]'),
        ('domain = ["ship"]', 'domain = ["port"]'),
        ('frame = "at"', 'frame = "at"\nobject = ["prep:off"]'),
    ],
)
def test_a_word_of_two_relations_with_other_types_or_roles_is_none(write, old, new):
    assert old in SECOND
    assert lint(write(SMALL + SECOND.replace(old, new))) == []


def test_a_word_that_needs_another_preposition_is_none(write):
    first = SMALL.replace('frame = "at"', 'frame = "at"\nneeds = ["in"]')
    assert lint(write(first + SECOND.replace('frame = "at"', 'frame = "at"\nneeds = ["off"]'))) == []


def test_a_word_twice_in_one_relation_is_told(write):
    text = SMALL + '\n[[relations.moored_in.patterns]]\nlemmas = [\n  "dock",\n  "moor",\n]\nframe = "at"\n'
    (fault,) = lint(write(text))
    assert fault.message == "'moor' triggers moored_in twice with the same roles"
    assert fault.line == line(text, '  "moor",')


def test_an_example_under_another_relation_is_told(write):
    text = SMALL + SECOND.replace("-anchored_off->", "-moored_in->")
    told = [fault for fault in lint(write(text)) if "an example of moored_in under anchored_off" in fault.message]
    assert [fault.line for fault in told] == [len(text.splitlines())]


def test_a_word_of_the_base_claimed_again_is_told_in_the_users_file(write):
    text = USER.replace('lemmas = ["sail"]\nframe = "at"', 'lemmas = ["attend"]\nframe = "transitive"')
    (fault,) = lint(write(text))
    assert fault.message == "'attend' triggers attended twice with the same roles"
    assert fault.line == line(text, '"attend"')


def test_a_noun_of_the_base_claimed_again_is_told(write):
    text = USER.replace('"barge"', '"frigate"')
    (fault,) = lint(write(text))
    assert (fault.line, fault.message) == (line(text, '"frigate"'), "'frigate' is a noun of equipment already")


def test_the_bases_frames_may_stay_unused(write):
    assert lint(write('extends = "news"\n')) == []


# ---------------------------------------------------------------------------------------------------------------- lines


def test_lines_of_all_that_toml_can_write():
    text = """\
# comment with [brackets] = "and quotes"
"quoted.key".bare = 'x # no comment'
a = [ # comment, with a comma
  "one", "two",
  ["three",
   "four"], { key = "x, y" },
]
long = \"\"\"
[not.a.header]
\"\"\"
b = 1.5
[c . 'd'] # header
e = 1
[[c.d.list]]
f = 1
[[c.d.list]]
[c.d.list.inner]
f = 2
"""
    lines = key_lines(text)
    assert tomllib.loads(text)
    expected = {
        ("quoted.key",): 2,
        ("quoted.key", "bare"): 2,
        ("a",): 3,
        ("a", 0): 4,
        ("a", 1): 4,
        ("a", 2): 5,
        ("a", 3): 6,
        ("long",): 8,
        ("b",): 11,
        ("c", "d"): 12,
        ("c", "d", "e"): 13,
        ("c", "d", "list"): 14,
        ("c", "d", "list", 0): 14,
        ("c", "d", "list", 0, "f"): 15,
        ("c", "d", "list", 1): 16,
        ("c", "d", "list", 1, "inner"): 17,
        ("c", "d", "list", 1, "inner", "f"): 18,
    }
    assert {path: lines.get(path) for path in expected} == expected
    assert line_of(("c", "d", "list", 0, "g"), lines) == 14
    assert line_of(("nowhere",), lines) == 1


@given(st.lists(st.tuples(st.text("ab,#[]{}=. é", max_size=6), st.integers(0, 3), st.booleans()), max_size=8))
def test_each_element_of_a_list_has_its_line(elements):
    rows, expected, number = ["x = ["], {}, 1
    for place, (word, blanks, comment) in enumerate(elements):
        rows += [""] * blanks + [f'  "{word}",' + (' # "a", [b]' if comment else "")]
        number += blanks + 1
        expected["x", place] = number
    text = "\n".join([*rows, "]", 'y = "z"'])
    assert tomllib.loads(text)["x"] == [word for word, _, _ in elements]
    lines = key_lines(text)
    assert {path: at for path, at in lines.items() if len(path) == 2} == expected
    assert lines["y",] == number + 2


def paths_of(value: object, path: tuple[str | int, ...] = ()):
    """Paths of all keys and list elements of a TOML value, but those inside of inline tables and nested lists."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths_of(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from paths_of(item, (*path, place))


def test_every_key_of_the_shipped_file_has_its_own_line():
    text = source_of("news").text
    lines, rows = key_lines(text), text.splitlines()
    paths = [path for path in paths_of(tomllib.loads(text)) if len(path) > 1]
    assert len(paths) > 1000
    for path in paths:
        if isinstance(path[-1], str):
            assert path[-1] in rows[lines[path] - 1], path


# -------------------------------------------------------------------------------------------------------- broken files


@st.composite
def damaged(draw):
    """The small file with some lines taken out, doubled, swapped or cut, and words exchanged."""
    rows = SMALL.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        kind = draw(st.sampled_from(["drop", "double", "swap", "cut", "value", "list", "key"]))
        row = rows[at]
        if kind == "drop":
            rows[at] = ""
        elif kind == "double":
            rows.insert(at, row)
        elif kind == "swap":
            rows[at], rows[other] = rows[other], row
        elif kind == "cut":
            rows[at] = row[: draw(st.integers(0, len(row)))]
        elif "=" in row:
            key, _, value = row.partition(" = ")
            new = draw(
                st.sampled_from(["3", "true", '""', "[]", '["x"]', "{}", "[[]]", '"ship"', "1979-05-27", '[""]'])
            )
            rows[at] = {"value": f"{key} = {new}", "list": f"{key} = [{value}]", "key": f"frame = {value}"}[kind]
    return "\n".join(rows)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_no_file_brings_a_traceback_and_lint_tells_whatever_load_refuses(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("damaged") / "mine.toml"
    path.write_text(text, encoding="utf-8")
    faults = lint(path)
    assert all(isinstance(fault, Fault) and 1 <= fault.line <= text.count("\n") + 1 for fault in faults)
    assert all(fault.message and fault.hint for fault in faults)
    assert faults == sorted(faults)
    try:
        load(str(path))
    except OntologyError:
        assert faults
    else:
        assert not any(fault.message.startswith("not TOML") for fault in faults)


# ------------------------------------------------------------------------------------------------------ kept in a store
def test_a_kept_ontology_says_what_questions_need():
    kept, read = unpacked(packed(load("news"), "news")), load("news")
    assert (kept.name, kept.digest) == (read.name, read.digest)
    assert kept.types == {name: kind._replace(description="") for name, kind in read.types.items()}
    assert kept.relations == {
        name: relation._replace(description="", examples=()) for name, relation in read.relations.items()
    }


def test_a_shipped_ontology_that_has_changed_is_read_anew(tmp_path, monkeypatch):
    kept = packed(load("news"), "news")
    (tmp_path / "news.toml").write_text('name = "news"', "utf-8")
    monkeypatch.setattr(sources, "SHIPPED", tmp_path)
    assert unpacked(kept) is None


def test_a_kept_ontology_of_the_users_own_needs_its_file_no_more(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text('name = "ours"\nextends = "news"', "utf-8")
    kept = packed(load(str(file)), str(file))
    file.unlink()
    assert unpacked(kept).name == "ours"
