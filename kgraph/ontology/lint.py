"""What is wrong with an ontology file, and in which line.

First what keeps the file from being used (`checks`); where there is nothing of that, what makes it a poor one: a
relation that nothing triggers, a word claimed twice, an example that shows nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kgraph.errors import OntologyError
from kgraph.ontology.checks import KeyPath, Problem, Table, dotted, part_of, problems
from kgraph.ontology.lines import key_lines, line_of
from kgraph.ontology.reading import Layer, merged, parsed, read_layers
from kgraph.ontology.records import Example, Ontology, Pattern, Relation, nearest
from kgraph.ontology.sources import source_of

#: Where the TOML reader's own words tell the line.
_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")

#: A word or several, in lower case, one blank between two: "armed force", "F-16s" would be a name.
_LOWER: Final = re.compile(r"[^\sA-Z]+( [^\sA-Z]+)*")


class Fault(NamedTuple):
    """Something wrong in a file: the line, from 1, what it is and what to do about it."""

    line: int
    message: str
    hint: str


def lint(path: str | os.PathLike[str]) -> list[Fault]:
    """All faults of an ontology file, by line; none where it may be used and reads well.

    Args:
        path: a file, or the name of a shipped ontology.

    Raises:
        OntologyError: the file cannot be read at all.

    Example:
        >>> lint("news")
        []
    """
    source = source_of(os.fspath(path))
    try:
        parsed(source)
    except OntologyError as error:
        return [_syntax(error.message.partition(" is not TOML: ")[2], source.text)]
    lines = key_lines(source.text)
    try:
        layers = read_layers(source)
    except OntologyError as error:
        message = error.message.removeprefix(f"{source.label}: ")
        return [Fault(line_of(("extends",), lines), message, error.hint)]
    found = [Fault(line_of(problem.path, lines), problem.message, problem.hint) for problem in _problems(layers)]
    return sorted(dict.fromkeys(found))


def _syntax(message: str, text: str) -> Fault:
    """A fault of TOML itself: its line is in the reader's words, or it is the last one."""
    place = _LINE.search(message)
    line = int(place[1]) if place else len(text.splitlines()) or 1
    return Fault(line, f"not TOML: {_LINE.sub('', message).strip()}", "correct this line, or the one above it")


def _problems(layers: list[Layer]) -> list[Problem]:
    """What is unusable, in the file itself or in what it extends; else what is poor in the file."""
    *below, own = layers
    found = list(problems(own.raw, own.known, own.inherited))
    for layer in below:
        for problem in problems(layer.raw, layer.known, layer.inherited):
            message = f"{layer.source.label}: {dotted(problem.path)}: {problem.message}"
            found.append(Problem(("extends",), message, problem.hint))
    if found:
        return found
    ontology = merged(layers)
    return [
        *_unused_frames(own.raw),
        *_bare_relations(own, ontology),
        *_words(own.raw),
        *_shared_nouns(own.raw, ontology),
        *_shared_lemmas(own.raw, ontology),
        *_examples(own.raw, ontology),
    ]


def _unused_frames(raw: Table) -> Iterator[Problem]:
    relations = part_of(raw, "relations").values()
    used = {pattern.get("frame") for table in relations for pattern in table.get("patterns", ())}
    for name in part_of(raw, "frames"):
        if name not in used:
            yield Problem(("frames", name), f"no pattern uses the frame {name!r}", "use it or take it out")


def _bare_relations(own: Layer, ontology: Ontology) -> Iterator[Problem]:
    """Relations without a pattern, an example or an inverse; and symmetric ones with unlike ends."""
    for name, table in part_of(own.raw, "relations").items():
        relation, path = ontology.relations[name], ("relations", name)
        if not relation.patterns:
            hint = f"add [[relations.{name}.patterns]] with lemmas and a frame"
            yield Problem(path, f"nothing triggers {name}: it has no pattern", hint)
        if not relation.examples:
            hint = f"add [[relations.{name}.examples]] with text and claim"
            yield Problem(path, f"nothing shows what {name} means: it has no example", hint)
        if "inverse" not in table and name not in own.inherited.relations:
            hint = f'add inverse = "…", as it reads from the object: "was {relation.label} by"'
            yield Problem(path, f"{name} has no inverse", hint)
        if relation.symmetric and set(relation.domain) != set(relation.range):
            yield Problem(path, f"{name} is symmetric, yet its domain and range differ", "give both the same types")


def _words(raw: Table) -> Iterator[Problem]:
    """Nouns and lemmas that no lemma can equal."""
    for name, table in part_of(raw, "types").items():
        yield from _not_lower(table.get("nouns", ()), ("types", name, "nouns"))
    for name, table in part_of(raw, "relations").items():
        for place, pattern in enumerate(table.get("patterns", ())):
            yield from _not_lower(pattern["lemmas"], ("relations", name, "patterns", place, "lemmas"))


def _not_lower(words: list[str], path: KeyPath) -> Iterator[Problem]:
    for place, word in enumerate(words):
        if not _LOWER.fullmatch(word):
            hint = f"write {' '.join(word.lower().split())!r}"
            yield Problem((*path, place), f"{word!r} is no lemma: lower case, single blanks", hint)


def _shared_nouns(raw: Table, ontology: Ontology) -> Iterator[Problem]:
    """Nouns of two types; told of the later one."""
    first: dict[str, str] = {}
    for kind in ontology.types.values():
        own = part_of(raw, "types").get(kind.name, {}).get("nouns", [])
        for noun in kind.nouns:
            other = first.setdefault(noun, kind.name)
            if other != kind.name and noun in own:
                path = ("types", kind.name, "nouns", own.index(noun))
                yield Problem(path, f"{noun!r} is a noun of {other} already", "keep it in one of the two")


class _Use(NamedTuple):
    """A word that triggers a relation, in a pattern; `path` is None in what the file extends."""

    relation: Relation
    pattern: Pattern
    path: KeyPath | None


def _uses(raw: Table, ontology: Ontology) -> Iterator[tuple[str, _Use]]:
    """Lemma and use, those of what the file extends first."""
    mine: list[tuple[str, _Use]] = []
    for relation in ontology.relations.values():
        own = part_of(raw, "relations").get(relation.name, {}).get("patterns", [])
        inherited = len(relation.patterns) - len(own)  # a file's own patterns stand behind those that it extends
        for number, pattern in enumerate(relation.patterns):
            for lemma in pattern.lemmas:
                if number < inherited:
                    yield lemma, _Use(relation, pattern, None)
                else:
                    place = own[number - inherited]["lemmas"].index(lemma)
                    path = ("relations", relation.name, "patterns", number - inherited, "lemmas", place)
                    mine.append((lemma, _Use(relation, pattern, path)))
    yield from mine


def _shared_lemmas(raw: Table, ontology: Ontology) -> Iterator[Problem]:
    """Words that say two things of the same two ends; told of the later one, where that is the file's own."""
    seen: dict[tuple[object, ...], list[_Use]] = {}
    for lemma, use in _uses(raw, ontology):
        roles = (lemma, use.pattern.pos, frozenset(use.pattern.subject), frozenset(use.pattern.object))
        earlier = [other for other in seen.setdefault(roles, []) if _compete(other, use)]
        seen[roles].append(use)
        if use.path is None or not earlier:
            continue
        other = earlier[0].relation.name
        if other == use.relation.name:
            hint = "take it out of one pattern"
            yield Problem(use.path, f"{lemma!r} triggers {other} twice with the same roles", hint)
        else:
            message = f"{lemma!r} triggers {other} already, with the same roles and types"
            yield Problem(use.path, message, f"take it out of {other} or {use.relation.name}, or change roles or types")


def _compete(one: _Use, other: _Use) -> bool:
    """Whether two uses with the same roles may take the same two mentions."""
    apart = one.pattern.needs and other.pattern.needs and not set(one.pattern.needs) & set(other.pattern.needs)
    ends = set(one.relation.domain) & set(other.relation.domain), set(one.relation.range) & set(other.relation.range)
    return not apart and all(ends)


def _examples(raw: Table, ontology: Ontology) -> Iterator[Problem]:
    for name, table in part_of(raw, "relations").items():
        for place, one in enumerate(table.get("examples", ())):
            path = ("relations", name, "examples", place)
            yield from _example(Example(text=one["text"], claim=one["claim"]), name, path, ontology)


def _example(example: Example, relation: str, path: KeyPath, ontology: Ontology) -> Iterator[Problem]:
    try:
        subject, said, target, _ = example.parsed()
    except OntologyError as error:
        yield Problem((*path, "claim"), error.message, error.hint)
        return
    if said not in ontology.relations:
        message = f"unknown relation {said!r} in the claim {example.claim!r}"
        yield Problem((*path, "claim"), message, nearest(said, ontology.relations))
    elif said != relation:
        yield Problem((*path, "claim"), f"an example of {said} under {relation}", f"move it to relations.{said}")
    for name in (subject, target):
        if name not in example.text:
            yield Problem(
                (*path, "text"), f"{name!r} is not in the text {example.text!r}", "use its words in the claim"
            )
