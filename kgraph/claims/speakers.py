"""Who says so: the speaker of a claim, as a mention where there is one, else in the text's own words."""

from __future__ import annotations

from kgraph.claims.saying import words_before
from kgraph.claims.scene import Scene
from kgraph.mentions.lexicon import REPRESENTATIVES
from kgraph.model import Mention, MentionKind

#: Documents that speak for whoever wrote them: "a Reuters report", "Acme's statement".
DOCUMENTS = frozenset(
    "report statement article story filing release interview dispatch document letter agency outlet newspaper".split()
)


def speaker_of(scene: Scene, token: int, verb: int) -> tuple[str, Mention | None]:
    """The speaker at a token in words, and its mention.

    "a Reuters report" is Reuters; "the ministry's spokesman" the ministry; "three people familiar with the matter" has
    words only. `verb` is the token of the verb of saying.
    """
    tree = scene.tree
    token = tree.antecedent(token)
    behind = _behind(scene, token)
    if behind is not None:
        return behind.name or behind.text, behind
    mention = scene.mention_at(token)
    if mention is not None:
        end = scene.ends[mention.id]
        told = end.id != mention.id and (mention.kind is MentionKind.PRONOUN or end.kind is MentionKind.NAME)
        if mention.kind is MentionKind.NAME or told:
            return end.name or end.text, mention
    if token < verb and tree.is_verb(verb) and not any(t.text == "," for t in tree.tokens[token:verb]):
        return words_before(tree, token, verb), None
    first, last = tree.core(token, possessor=True)
    for kid in tree.children(token, "amod", "acl", "nmod", "acl:relcl"):
        if kid > token and (
            tree.low(kid) in {"familiar", "close", "aware", "involved"}
            or tree.case_of(kid) in {"with", "in", "at", "of", "from", "close to"}
        ):
            last = max(last, *tree.subtree(kid))
    return tree.text(first, last).strip(" ,"), None


def _behind(scene: Scene, token: int) -> Mention | None:
    """Whose document or representative speaks: Reuters of "a Reuters report", Acme of "Acme's spokesman"."""
    tree = scene.tree
    document = tree.lemma(token) in DOCUMENTS
    if not document and tree.lemma(token) not in REPRESENTATIVES:
        return None
    named = [k for k in tree.children(token, "appos", "flat") if _name(scene, k)]
    sources = [*tree.children(token, "compound", "nmod:poss"), *tree.phrases(token, "by", "from", "of", "in", "for")]
    for source in [*named, *sources]:
        mention = _name(scene, source)
        if mention is None or mention.type not in {"organisation", "person", "country"}:
            continue
        several = tree.tokens[token].tag == "NNS" and mention.type != "organisation"
        if tree.tokens[source].tag != "NNPS" and (document or not several):
            return mention
    return None


def _name(scene: Scene, token: int) -> Mention | None:
    mention = scene.mention_at(token)
    return mention if mention is not None and mention.kind is MentionKind.NAME else None
