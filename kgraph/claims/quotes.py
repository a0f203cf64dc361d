"""Who speaks in a sentence that stands inside somebody's quotation, when another sentence says so.

"A spokesman for Acme said: “We do not work in Iran. We have sold nothing to Iran.”" The second sentence has no verb of
saying of its own, and still is no word of the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.claims import cues
from kgraph.claims.scene import Scene
from kgraph.claims.speakers import speaker_of
from kgraph.model import Mention
from kgraph.sentences.syntax import Tree

OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')
#: Marks that may stand behind a quotation's last word.
AFTER = "”»\"'’.,;!? "

Speaker = tuple[str, Mention | None]


def speakers_of_quotes(scenes: Sequence[Scene]) -> Iterator[Speaker | None]:
    """For each sentence whoever is quoted in the whole of it, if other sentences tell; None for all the rest.

    Args:
        scenes: a document's sentences in text order.
    """
    states = list(_inside(scenes))
    inside = [whole for whole, _ in states]
    speakers = [_sayer(scene, within=within) for scene, (_, within) in zip(scenes, states, strict=True)]
    for index, scene in enumerate(scenes):
        if not inside[index] or speakers[index] is not None:
            yield None
            continue
        opened = index
        while opened > 0 and scenes[opened].tree.sentence.text.lstrip()[:1] not in OPENING | EITHER and inside[opened]:
            opened -= 1
        # "“A. B,” Orsk said. “C.”": told before, or at the quotation's end.
        before = speakers[opened] if opened < index else None
        earlier = speakers[opened - 1] if opened > 0 else None
        yield before or _ahead(scene, speakers[index + 1 :], inside[index + 1 :]) or earlier


def _ahead(scene: Scene, speakers: Sequence[Speaker | None], inside: Sequence[bool]) -> Speaker | None:
    """Who is said to speak where the quotation goes on into the next sentences."""
    if scene.tree.sentence.text.rstrip()[-1:] in CLOSING | EITHER:
        return None
    for speaker, within in zip(speakers, inside, strict=True):
        if speaker is not None:
            return speaker
        if not within:
            return None
    return None


def _inside(scenes: Sequence[Scene]) -> Iterator[tuple[bool, bool]]:
    """Whether each sentence stands between quotation marks as a whole, and whether they are open where it begins."""
    within, at = False, 0
    for scene in scenes:
        text, sentence = scene.document.text, scene.tree.sentence
        if "\n\n" in text[at : sentence.start]:
            within = False
        states = [within]
        for character in text[at : sentence.end]:
            if character in OPENING or (character in EITHER and not within):
                within = True
            elif character in CLOSING or character in EITHER:
                within = False
            states.append(within)
        before, *own = states[sentence.start - at :]
        last = len(sentence.text.rstrip(AFTER))
        yield bool(own) and all(own[:last]), before
        at = sentence.end


def _sayer(scene: Scene, *, within: bool) -> Speaker | None:
    """Who is said to speak in a sentence that has a quotation mark in it."""
    tree = scene.tree
    if not any(token.text in OPENING | CLOSING | EITHER for token in tree.tokens):
        return None
    for verb in range(len(tree)):
        if tree.is_verb(verb) and tree.lemma(verb) in cues.SAY and not _quoted(tree, verb, within=within):
            subjects = [s for s in tree.subjects(verb) if not _quoted(tree, s, within=within)]
            if subjects:
                words, mention = speaker_of(scene, subjects[0], verb)
                if words:
                    return words, mention
    return None


def _quoted(tree: Tree, index: int, *, within: bool) -> bool:
    """Whether a word stands between quotation marks; `within`: they are open where the sentence begins."""
    for token in tree.tokens[:index]:
        if token.text in OPENING or (token.text in EITHER and not within):
            within = True
        elif token.text in CLOSING | EITHER:
            within = False
    return within
