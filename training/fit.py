"""Training: windows of texts, losses, the loop. Seeded, and resumed where it was broken off."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kgraph.neural.pieces import Gap
from training.network import WINDOW, Batch, Network, batch_of
from training.texts import MARKS, MISSING, Text
from training.variation import Variation

#: How much each part of the loss counts.
WEIGHTS = {"tags": 0.3, "morphs": 0.5, "starts": 0.5, "arcs": 1.0, "relations": 1.0, "names": 1.0}
#: Gaps between texts that share a window, drawn evenly.
JOINTS = (Gap.SPACE, Gap.SPACE, Gap.LINE, Gap.PARAGRAPH, Gap.PARAGRAPH)
#: How full a window is made, in pieces; drawn evenly. Small ones are single texts mostly.
FILLS = (1, 1, 60, 120, WINDOW - 2)
BLOCKED = -1e4
SECONDS = 60
#: Windows that are sorted by length before they are batched.
SORTED_TOGETHER = 960


class Gold(NamedTuple):
    """What is to be learnt of a batch; a row a window, padded with MISSING."""

    tags: Tensor
    morphs: Tensor
    starts: Tensor
    heads: Tensor
    relations: Tensor
    same: Tensor
    allowed: Tensor
    named: Tensor


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, in minutes of the clock, and how fast.

    The highest rates of old and new weights, pieces in a batch, steps until the rate is at its height, weight decay,
    seconds between checkpoints and between lines of the log.
    """

    minutes: float
    rate: float = 4e-4
    new_rate: float = 1e-3
    pieces: int = 1920
    seed: int = 7
    warmup: int = 200
    decay: float = 0.01
    checkpoint: float = 180.0
    evaluate: float = 300.0


def pieces_in(text: Text) -> int:
    """Pieces of a text."""
    return sum(map(len, text.pieces))


def cut(text: Text, most: int) -> Iterator[Text]:
    """The text in parts of at most `most` pieces, cut at sentences where they are known; arcs across a cut are lost."""
    first = 0
    while first < len(text):
        end, used, last_start = first, 0, 0
        while end < len(text) and used + len(text.pieces[end]) <= most:
            used += len(text.pieces[end])
            end += 1
            if end < len(text) and text.starts[end] == 1:
                last_start = end
        if end < len(text) and last_start > first:
            end = last_start
        yield _part(text, first, end) if first or end < len(text) else text
        first = end


def _part(text: Text, first: int, end: int) -> Text:
    heads = text.heads[first:end] - first
    lost = (text.heads[first:end] == MISSING) | (heads < 0) | (heads >= end - first)
    starts = text.starts[first:end].copy()
    return replace(
        text,
        words=text.words[first:end],
        lemmas=text.lemmas[first:end],
        pieces=text.pieces[first:end],
        shapes=text.shapes[first:end],
        gaps=text.gaps[first:end],
        tags=text.tags[first:end],
        morphs=text.morphs[first:end],
        heads=np.where(lost, MISSING, heads).astype(np.int32),
        relations=np.where(lost, MISSING, text.relations[first:end]).astype(np.int32),
        starts=starts,
        allowed=None if text.allowed is None else text.allowed[first:end],
    )


def windows(texts: Sequence[Text], chance: random.Random, vary: Variation | None) -> Iterator[list[Text]]:
    """Neighbouring texts of one source, joined to windows of many sizes."""
    at = 0
    while at < len(texts):
        fill = chance.choice(FILLS)
        found: list[Text] = []
        used = 0
        while at < len(texts) and (not found or (used < fill and texts[at].source == found[0].source)):
            text = vary(texts[at], chance) if vary else texts[at]
            size = pieces_in(text)
            if found and used + size > WINDOW - 2:
                break
            gaps = text.gaps.copy()
            gaps[0] = chance.choice(JOINTS) if found else Gap.PARAGRAPH
            found.append(replace(text, gaps=gaps))
            used += size
            at += 1
        yield found


def gold_of(rows: Sequence[Sequence[Text]]) -> Gold:
    """The gold of windows, as tensors."""
    n, most = len(rows), max(sum(map(len, row)) for row in rows)
    whole = {
        name: np.full((n, most), MISSING, dtype=np.int64) for name in ("tags", "morphs", "starts", "heads", "relations")
    }
    allowed, named = np.zeros((n, most, len(MARKS)), dtype=bool), np.zeros((n, most), dtype=bool)
    sentence = np.full((n, most), MISSING, dtype=np.int64)
    for i, row in enumerate(rows):
        at = 0
        for text in row:
            end = at + len(text)
            for name, array in whole.items():
                array[i, at:end] = getattr(text, name)
            known = text.heads != MISSING
            whole["heads"][i, at:end][known] += at
            if text.allowed is not None:
                allowed[i, at:end], named[i, at:end] = text.allowed, True
            sentence[i, at:end] = at + np.cumsum(text.starts == 1) - 1
            at = end
    tensors = {name: torch.from_numpy(array) for name, array in whole.items()}
    place = torch.from_numpy(sentence)
    same = (place[:, :, None] == place[:, None, :]) & (place >= 0)[:, None, :]
    return Gold(same=same, allowed=torch.from_numpy(allowed), named=torch.from_numpy(named), **tensors)


def losses(network: Network, batch: Batch, gold: Gold) -> dict[str, Tensor]:
    """The parts of the loss, each a mean over the words that it is known for."""
    out = network(batch)
    found: dict[str, Tensor] = {}
    for name, scores in (("tags", out.tags), ("morphs", out.morphs)):
        labels = getattr(gold, name)
        known = labels != MISSING
        if known.any():
            found[name] = functional.cross_entropy(scores[known].float(), labels[known])
    known = gold.starts != MISSING
    if known.any():
        found["starts"] = functional.binary_cross_entropy_with_logits(
            out.starts[known].float(), gold.starts[known].float()
        )
    known = gold.heads != MISSING
    if known.any():
        arcs = out.arcs.float().masked_fill(~gold.same, BLOCKED)
        found["arcs"] = functional.cross_entropy(arcs[known], gold.heads[known])
        known = known & (gold.relations != MISSING)
        heads = gold.heads.clamp(min=0)[..., None].expand(-1, -1, out.label_heads.shape[-1])
        above = torch.gather(out.label_heads, 1, heads)[known]
        found["relations"] = functional.cross_entropy(
            network.relations(above, out.label_deps[known]).float(), gold.relations[known]
        )
    if gold.named.any():
        scores = out.names[gold.named].float()
        allowed = gold.allowed[gold.named]
        inside = torch.logsumexp(scores.masked_fill(~allowed, BLOCKED), -1)
        found["names"] = (torch.logsumexp(scores, -1) - inside).mean()
    return found


@torch.no_grad()
def scores(network: Network, texts: Sequence[Text], ends: tuple[int, int]) -> dict[str, float]:
    """Shares of right words on development texts; heads without the tree's bonds, sentences as they are in the gold."""
    network.eval()
    texts = [part for text in texts for part in cut(text, WINDOW - 2)]
    count: dict[str, list[float]] = {}
    for at in range(0, len(texts), 24):
        rows = [[text] for text in texts[at : at + 24]]
        batch, gold = batch_of(rows, *ends), gold_of(rows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = network(batch)
            arcs = out.arcs.float().masked_fill(~gold.same, BLOCKED)
            heads = arcs.argmax(-1)
            index = heads[..., None].expand(-1, -1, out.label_heads.shape[-1])
            known = gold.heads != MISSING
            above = torch.gather(out.label_heads, 1, index)[known]
            relations = network.relations(above, out.label_deps[known]).argmax(-1) if known.any() else None
        right = {
            "tags": (out.tags.argmax(-1) == gold.tags)[gold.tags != MISSING],
            "morphs": (out.morphs.argmax(-1) == gold.morphs)[gold.morphs != MISSING],
            "starts": ((out.starts > 0) == (gold.starts == 1))[gold.starts != MISSING],
            "names": gold.allowed.gather(-1, out.names.argmax(-1, keepdim=True))[..., 0][gold.named],
        }
        if relations is not None:
            right["uas"] = (heads == gold.heads)[known]
            right["las"] = right["uas"] & (relations == gold.relations[known])
        for name, values in right.items():
            entry = count.setdefault(name, [0, 0])
            entry[0] += float(values.sum())
            entry[1] += values.numel()
    network.train()
    return {name: round(100 * hits / max(1, all_), 2) for name, (hits, all_) in count.items()}


@dataclass(slots=True)
class Training:
    """One training of a network, from its beginning or from where it was broken off.

    Args:
        network: changed in place.
        draw: the texts of one epoch, neighbours beside each other.
        development: named sets for the log.
        plan: how long and how fast.
        out: where weights go, and every few minutes the optimizer's state and the time used as well.
        ends: the numbers of the opening and the closing piece.
        vary: makes variations of texts, or None.
        say: takes a line of the log.
    """

    network: Network
    draw: Callable[[random.Random], Iterator[Text]]
    development: Mapping[str, Sequence[Text]]
    plan: Plan
    out: Path
    ends: tuple[int, int]
    vary: Variation | None
    say: Callable[[str], None]
    _used: float = 0.0
    _step: int = 0
    _epoch: int = 0
    _words: int = 0
    _counted: int = 0
    _sums: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Trains for the minutes of the plan; the rate falls to 0 over them, so that every run is properly finished."""
        optimizer = self._optimizer()
        self._resume(optimizer)
        begun = time.monotonic() - self._used
        saved = scored = time.monotonic()
        self.network.train()
        while self._used < self.plan.minutes * SECONDS:
            for group in self._groups():
                self._used = time.monotonic() - begun
                if self._used >= self.plan.minutes * SECONDS:
                    break
                self._learn(group, optimizer)
                if time.monotonic() - saved > self.plan.checkpoint:
                    self._save(optimizer)
                    saved = time.monotonic()
                if time.monotonic() - scored > self.plan.evaluate:
                    self._report()
                    scored = time.monotonic()
            self._epoch += 1
        self._report()
        torch.save({"network": self.network.state_dict()}, self.out)

    def _optimizer(self) -> torch.optim.Optimizer:
        """Weights that come from MiniLM, or from the teacher, learn more slowly than new ones."""
        old: list[Tensor] = []
        new: list[Tensor] = []
        for name, weight in self.network.named_parameters():
            (old if name.startswith(("piece", "position", "norm", "layers")) else new).append(weight)
        groups = [
            {"params": weights, "lr": rate, "top": rate}
            for weights, rate in ((old, self.plan.rate), (new, self.plan.new_rate))
        ]
        return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=self.plan.decay, fused=True)

    def _resume(self, optimizer: torch.optim.Optimizer) -> None:
        if not self.out.exists():
            return
        state = torch.load(self.out, weights_only=False)
        self.network.load_state_dict(state["network"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
            self._used, self._step, self._epoch = state["used"], state["step"], state["epoch"]
            self.say(f"goes on after {self._used / SECONDS:.1f} minutes, step {self._step}")
        else:
            self._used = self.plan.minutes * SECONDS
            self.say(f"{self.out} is finished already; remove it to train anew")

    def _groups(self) -> list[list[list[Text]]]:
        """The batches of one epoch: windows of about one length together, for little padding; the batches by chance."""
        chance = random.Random(self.plan.seed * 1000 + self._epoch)
        parts = [part for text in self.draw(chance) for part in cut(text, WINDOW - 2)]
        rows = list(windows(parts, chance, self.vary))
        chance.shuffle(rows)
        groups: list[list[list[Text]]] = []
        for at in range(0, len(rows), SORTED_TOGETHER):
            some = sorted(rows[at : at + SORTED_TOGETHER], key=lambda row: sum(map(pieces_in, row)))
            groups += _batches(some, self.plan.pieces)
        chance.shuffle(groups)
        return groups

    def _learn(self, group: Sequence[Sequence[Text]], optimizer: torch.optim.Optimizer) -> None:
        left = max(0.0, 1.0 - self._used / (self.plan.minutes * SECONDS))
        for part in optimizer.param_groups:
            part["lr"] = part["top"] * min(1.0, (self._step + 1) / self.plan.warmup) * left
        batch, gold = batch_of(group, *self.ends), gold_of(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(self.network, batch, gold)
        loss = sum((WEIGHTS[name] * part for name, part in parts.items()), torch.zeros(()))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        optimizer.step()
        self._step += 1
        self._words += sum(batch.sizes)
        self._counted += 1
        for name, value in parts.items():
            self._sums[name] = self._sums.get(name, 0.0) + float(value.detach())

    def _save(self, optimizer: torch.optim.Optimizer) -> None:
        state = {"network": self.network.state_dict(), "optimizer": optimizer.state_dict()}
        fresh = self.out.with_suffix(".new")
        torch.save({**state, "used": self._used, "step": self._step, "epoch": self._epoch}, fresh)
        fresh.replace(self.out)

    def _report(self) -> None:
        """A line of the log: mean losses since the last one, and shares of right words on the development sets."""
        line = {
            "minutes": round(self._used / SECONDS, 1),
            "step": self._step,
            "epoch": self._epoch,
            "words": self._words,
            "loss": {name: round(value / self._counted, 3) for name, value in self._sums.items()},
        }
        found = {name: scores(self.network, texts, self.ends) for name, texts in self.development.items()}
        self.say(json.dumps(line | found))
        self._sums, self._counted, self._words = {}, 0, 0


def _batches(rows: Sequence[list[Text]], most: int) -> Iterator[list[list[Text]]]:
    """Rows in batches of at most `most` pieces, padding counted."""
    group: list[list[Text]] = []
    for row in rows:
        size = sum(map(pieces_in, row))
        if group and (len(group) + 1) * size > most:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
