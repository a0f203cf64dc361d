"""What a document speaks of: names, designations, common nouns of the ontology's types, events and pronouns.

A stage: sentences in, mentions out. Names are typed by votes over the whole document (`typing`), where they lie is
found sentence by sentence (`spans`), and common nouns come from the ontology (`nominals`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgraph.gazetteer import BLOC_ADJECTIVES, BLOC_NOUNS, countries
from kgraph.mentions.designations import is_designation
from kgraph.mentions.nominals import PRONOUNS, NounPhrase, noun_phrases
from kgraph.mentions.programmes import quoted_programmes
from kgraph.mentions.senses import capital_is_state
from kgraph.mentions.spans import NameSpan, name_spans, names_elsewhere
from kgraph.mentions.typing import Votes, decide, head_of, noun_type, votes_for
from kgraph.model import Document, Mention, MentionKind, Sentence, content_id
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

__all__ = ["find_mentions"]

#: Names of countries and capitals that are persons' names too; the votes decide.
ALSO_PERSONS = frozenset(
    {
        "Jordan",
        "Chad",
        "Georgia",
        "Israel",
        "Kingston",
        "Victoria",
        "Paris",
        "Sofia",
        "Washington",
        "Santiago",
        "Lima",
        "London",
        "Georgetown",
        "Wellington",
        "Nassau",
    }
)


def find_mentions(document: Document, sentences: Sequence[Sentence], ontology: Ontology) -> tuple[Mention, ...]:
    """The mentions of a document, in text order; they may nest ("Russia" in "talks in Russia").

    Args:
        document: the mentions' offsets index into its text.
        sentences: of this document, in text order; those without tokens (datelines, footers) have no mentions.
        ontology: whose types' `nouns` make common nouns into mentions.

    Example:
        On the tree of "Acme supplied 30 Kestrel-3 drones to Norway." yields Acme (organisation, name), "Kestrel-3
        drones" (equipment, designation, named Kestrel-3) and Norway (country, name).
    """
    trees = [Tree(sentence) for sentence in sentences if sentence.tokens]
    spans = names_elsewhere(trees, [name_spans(tree) for tree in trees])
    types = _types(trees, spans, ontology)
    found: dict[tuple[int, int], Mention] = {}
    for tree, names in zip(trees, spans, strict=True):
        for mention in (
            *_named(document, tree, names, types, ontology),
            *_common(document, tree, names, ontology),
            *_pronouns(document, tree),
            *_bloc_adjectives(document, tree),
        ):
            found.setdefault((mention.start, mention.end), mention)
    return tuple(sorted(_outermost(found.values()), key=lambda m: (m.start, -m.end)))


def _outermost(found: Iterable[Mention]) -> Iterator[Mention]:
    """Without what lies inside a designation or a programme's slogan, or overlaps it: "India" in "Make in India"."""
    mentions = list(found)
    solid = [
        m
        for m in mentions
        if m.kind is MentionKind.DESIGNATION or (m.kind is MentionKind.NAME and m.type == "programme")
    ]
    for mention in mentions:
        longer = [other for other in solid if other.end - other.start > mention.end - mention.start]
        if not any(
            mention.start < other.end and other.start < mention.end and not _holds(mention, other)
            for other in (longer if mention in solid else solid)
            if other is not mention
        ):
            yield mention


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether an event's or a deal's longer phrase holds a name whole, as "talks on the S-400" does."""
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.type in {"event", "programme"}
        and outer.kind is MentionKind.NOMINAL
        and outer.end - outer.start > inner.end - inner.start
        and outer.start < inner.start
    )


def _types(trees: Sequence[Tree], spans: Sequence[tuple[NameSpan, ...]], ontology: Ontology) -> dict[str, str]:
    """The type of each name by the votes of all its occurrences; a part of a longer name votes with it."""
    votes: dict[str, list[Votes]] = defaultdict(list)
    for tree, names in zip(trees, spans, strict=True):
        for span in names:
            votes[_key(tree.text(span.first, span.last))].append(votes_for(tree, span, ontology))
    longer = {key: [other for other in votes if _begins(other, key)] for key in votes}
    return {
        key: decide([*own, *(vote for other in longer[key] for vote in votes[other])]) for key, own in votes.items()
    }


def _key(name: str) -> str:
    return name.casefold()


def _begins(longer: str, shorter: str) -> bool:
    """Whether a name is the first or the last word(s) of a longer one: "adani" of "adani defence", "kumar"."""
    return longer != shorter and (longer.startswith(shorter + " ") or longer.endswith(" " + shorter))


def _named(
    document: Document, tree: Tree, names: tuple[NameSpan, ...], types: dict[str, str], ontology: Ontology
) -> Iterator[Mention]:
    table = countries()
    for span in names:
        text = tree.text(span.first, span.last)
        country = table.name_of(text)
        kind = types[_key(text)]
        if country and not (kind == "person" and text in ALSO_PERSONS):
            yield _mention(
                document, tree, span.first, span.last, "country", MentionKind.NAME, head_of(tree, span), country
            )
        elif text in table.capitals and not (kind == "person" and text in ALSO_PERSONS):
            state = capital_is_state(tree, span)
            name = table.capitals[text] if state else None
            yield _mention(
                document,
                tree,
                span.first,
                span.last,
                "country" if state else "place",
                MentionKind.NAME,
                head_of(tree, span),
                name,
            )
        elif kind == "equipment" or any(is_designation(t.text) for t in tree.tokens[span.first : span.last + 1]):
            yield _equipment(document, tree, span, ontology)
        elif kind == "organisation" and _is_adjective(tree, span):
            continue
        else:
            yield _mention(document, tree, span.first, span.last, kind, MentionKind.NAME, head_of(tree, span), None)


def _is_adjective(tree: Tree, span: NameSpan) -> bool:
    """Whether a name is only an adjective: "European", "Kurdish", "Islamist"."""
    word = tree.tokens[span.first]
    bloc = span.first == span.last and word.pos == "ADJ" and tree.low(span.first) in BLOC_ADJECTIVES
    endings = ("ern", "ist", "ic", "an", "ish", "ese", "ists", "ans")
    return bloc or (span.label == "NORP" and tree.text(span.first, span.last).endswith(endings))


def _equipment(document: Document, tree: Tree, span: NameSpan, ontology: Ontology) -> Mention:
    """A designation with its class noun: "the Mikoyan MiG-29 fighter jets", named MiG-29."""
    designated = [i for i in range(span.first, span.last + 1) if is_designation(tree.tokens[i].text)]
    first_named = designated[0] if designated else span.first
    last = span.last
    while last + 1 < len(tree) and tree.tokens[last + 1].pos == "NOUN" and _class_follows(tree, last + 1, ontology):
        last += 1
    head = last if last > span.last else head_of(tree, span)
    name = tree.text(first_named, span.last)
    plain = name[:-1] if name.endswith("s") and is_designation(name[:-1]) else name
    return _mention(document, tree, span.first, last, "equipment", MentionKind.DESIGNATION, head, plain)


def _class_follows(tree: Tree, index: int, ontology: Ontology) -> bool:
    """Whether from here on a class of equipment is named: "fighter jets", "main battle tanks"."""
    for end in range(index, min(index + 3, len(tree))):
        if tree.tokens[end].pos != "NOUN":
            return False
        if noun_type(tree, end, ontology) == "equipment":
            return True
    return False


def _common(document: Document, tree: Tree, names: tuple[NameSpan, ...], ontology: Ontology) -> Iterator[Mention]:
    for phrase in noun_phrases(tree, names, ontology):
        bloc = _bloc_name(tree, phrase)
        if bloc:
            yield _mention(document, tree, phrase.first, phrase.last, "country", MentionKind.NAME, phrase.head, bloc)
        else:
            kind = MentionKind.NOMINAL
            yield _mention(document, tree, phrase.first, phrase.last, phrase.type, kind, phrase.head, phrase.name)
    for first, last, head in quoted_programmes(tree):
        yield _mention(document, tree, first, last, "programme", MentionKind.NAME, head, None)


def _bloc_name(tree: Tree, phrase: NounPhrase) -> str | None:
    """ "Western nations": a bloc of countries, by its adjective."""
    if tree.lemma(phrase.head) not in BLOC_NOUNS:
        return None
    return next(
        (BLOC_ADJECTIVES[tree.low(i)] for i in range(phrase.first, phrase.head) if tree.low(i) in BLOC_ADJECTIVES), None
    )


def _bloc_adjectives(document: Document, tree: Tree) -> Iterator[Mention]:
    """ "Western sanctions": the bloc as who imposes them."""
    for index, token in enumerate(tree.tokens):
        following = tree.lemma(index + 1) if index + 1 < len(tree) else ""
        if (
            token.text.istitle()
            and tree.low(index) in BLOC_ADJECTIVES
            and following in {"sanction", "embargo", "pressure"}
        ):
            yield _mention(
                document, tree, index, index, "country", MentionKind.NAME, index, BLOC_ADJECTIVES[tree.low(index)]
            )


def _pronouns(document: Document, tree: Tree) -> Iterator[Mention]:
    for index, token in enumerate(tree.tokens):
        # "These included …": the tagger takes "these" for an article of whatever follows.
        opens = index == 0 and len(tree) > 1 and tree.tokens[1].tag.startswith("VB") and token.tag == "DT"
        pronoun = token.pos in {"PRON", "DET"} and (tree.dep(index) != "det" or opens)
        if token.text.casefold() in PRONOUNS and pronoun:
            yield _mention(document, tree, index, index, "", MentionKind.PRONOUN, index, None)


def _mention(  # noqa: PLR0913, PLR0917 - a mention's own fields, once each
    document: Document, tree: Tree, first: int, last: int, kind: str, how: MentionKind, head: int, name: str | None
) -> Mention:
    start, end = tree.tokens[first].start, tree.tokens[last].end
    text = document.text[start:end]
    return Mention(
        id=content_id("mention", document.id, start, end),
        document=document.id,
        sentence=tree.sentence.id,
        start=start,
        end=end,
        text=text,
        type=kind,
        kind=how,
        head=head,
        name=name if name != text else None,
    )
