"""Who refers to whom within one document: short names, acronyms, "the company", "these discussions", "he", "them".

Each link points back (or to the fuller name), carries its reason and how sure it is; a doubtful one is not made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgraph.coreference.events import event_links
from kgraph.coreference.names import bracket_links, name_links
from kgraph.coreference.nominals import class_links, definite_links
from kgraph.coreference.pronouns import pronoun_links
from kgraph.model import Document, Link, Mention, Sentence
from kgraph.ontology import Ontology
from kgraph.sentences.syntax import Tree

__all__ = ["links", "referents"]


def links(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    ontology: Ontology,  # noqa: ARG001 -- every stage takes it, so that a user's types may come to bear
) -> tuple[Link, ...]:
    """Links from mentions to other mentions of the same document; at most one for each mention.

    Args:
        document: its text holds every span.
        sentences: in text order.
        mentions: in text order.
        ontology: of the mentions' types.


    Returns:
        In the order of the mentions that they start from. `target` is a mention's id.
    """
    trees = {sentence.id: Tree(sentence) for sentence in sentences if sentence.tokens}
    found: dict[str, Link] = {}
    for stage in (
        bracket_links(document.text, mentions),
        name_links(mentions),
        event_links(mentions, trees),
        class_links(mentions, trees),
        definite_links(mentions, trees),
    ):
        for link in stage:
            found.setdefault(link.mention, link)
    so_far = referents(mentions, tuple(found.values()))
    for link in pronoun_links(mentions, trees, so_far):
        found.setdefault(link.mention, link)
    order = {mention.id: index for index, mention in enumerate(mentions)}
    return tuple(sorted(_acyclic(found), key=lambda link: order[link.mention]))


def _acyclic(found: Mapping[str, Link]) -> list[Link]:
    """The links without those that would close a circle ("A is B is A"); text order decides which one goes."""
    kept: dict[str, str] = {}
    good = []
    for link in found.values():
        node = link.target
        while node in kept:
            node = kept[node]
        if node != link.mention:
            kept[link.mention] = link.target
            good.append(link)
    return good


def referents(mentions: Sequence[Mention], found: Sequence[Link]) -> dict[str, Mention]:
    """For each mention's id, the mention at the end of its chain of links: what it finally refers to."""
    by_id = {mention.id: mention for mention in mentions}
    step = {link.mention: link.target for link in found}
    ends: dict[str, Mention] = {}
    for mention in mentions:
        node, passed = mention.id, {mention.id}
        while node in step and step[node] not in passed:
            node = step[node]
            passed.add(node)
        ends[mention.id] = by_id[node]
    return ends
