"""A trained network tells texts without trees what it thinks of them, so that a smaller one can learn from many more.

A word whose head or relation the teacher itself doubts is left open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from kgraph.neural.trees import best_tree
from training.fit import cut
from training.network import WINDOW, Network, batch_of
from training.texts import MISSING, Labels, Text

Numbers = npt.NDArray[Any]
#: Least probability of a head, and of a relation to it, that is taught.
SURE = 0.55
#: Texts that are read at once, and how far ahead they are sorted by length.
BATCH, AHEAD = 40, 2000


@torch.no_grad()
def taught(network: Network, texts: Sequence[Text], labels: Labels, ends: tuple[int, int]) -> Iterator[Text]:
    """The texts in order, cut to windows, with tags, features, sentences, heads and relations of the network."""
    network.eval()
    root = labels.relations["root"]
    parts = [part for text in texts for part in cut(text, WINDOW - 2)]
    for first in range(0, len(parts), AHEAD):
        some = parts[first : first + AHEAD]
        found: dict[int, Text] = {}
        order = sorted(range(len(some)), key=lambda i: len(some[i]))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            batch = batch_of([[some[i]] for i in chosen], *ends)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(batch)
            for row, i in enumerate(chosen):
                n = len(some[i])
                starts = (out.starts[row, :n].float() > 0).numpy()
                starts[0] = True
                arcs = out.arcs[row, :n, :n].float().numpy()
                heads, sure = _heads(arcs, starts)
                above = out.label_heads[row, :n][torch.from_numpy(heads)]
                scores = network.relations(above.float(), out.label_deps[row, :n].float())
                chances = torch.softmax(scores, -1).numpy()
                is_root = heads == np.arange(n)
                chances[is_root] = 0
                chances[is_root, root] = 1
                chances[~is_root, root] = 0
                relations = chances.argmax(1)
                doubtful = ~sure | (chances.max(1) < SURE)
                _headlines(some[i].words, heads, relations, doubtful, labels)
                found[i] = replace(
                    some[i],
                    tags=out.tags[row, :n].argmax(-1).numpy().astype(np.int32),
                    morphs=out.morphs[row, :n].argmax(-1).numpy().astype(np.int32),
                    starts=starts.astype(np.int32),
                    heads=np.where(doubtful, MISSING, heads).astype(np.int32),
                    relations=np.where(doubtful, MISSING, relations).astype(np.int32),
                )
        yield from (found[i] for i in range(len(some)))


def _heads(arcs: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Heads by sentence, and whether the network is sure of each."""
    heads, sure = np.arange(len(arcs)), np.zeros(len(arcs), dtype=bool)
    bounds = [*np.flatnonzero(starts).tolist(), len(arcs)]
    for first, end in itertools.pairwise(bounds):
        own = arcs[first:end, first:end]
        tree = np.array(best_tree(own))
        chances = np.exp(own - own.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        heads[first:end] = tree + first
        sure[first:end] = chances[np.arange(end - first), tree] >= SURE
    return heads, sure


def _headlines(words: Sequence[str], heads: Numbers, relations: Numbers, doubtful: Numbers, labels: Labels) -> None:
    """Of "Denmark to buy 16 jets" the verb is the root and Denmark its subject; in place.

    A teacher that knows treebanks, where headlines are rare, takes the name for the root and the rest for its clause.
    """
    number = labels.relations
    for verb in np.flatnonzero(relations == number["acl"]).tolist():
        noun = int(heads[verb])
        to = next(
            (c for c in np.flatnonzero(heads == verb).tolist() if relations[c] == number["mark"] and c < verb), -1
        )
        if heads[noun] != noun or to < 0 or words[to].lower() != "to" or not noun < to:
            continue
        heads[verb], relations[verb] = verb, number["root"]
        heads[noun], relations[noun] = verb, number["nsubj"]
        doubtful[[verb, noun]] = False
        for child in np.flatnonzero(heads == noun):
            if child > verb or relations[child] in {number["punct"], number["parataxis"]}:
                heads[child] = verb
