"""The network's forward pass, in numpy: what `training.network` trains, without its drop-outs.

A window is a run of words that is read together; words of other windows are not seen. All windows of a call go through
the matrices at once, row by row without padding, and attend each by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kgraph.neural.pieces import Gap, Shape

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Pieces in one window, the opening and the closing one included; the network was trained on no more.
WINDOW = 192
#: Rows that go through the wide middle of a layer at once: 64 rows of 1,536 numbers stay in a core's cache.
ROWS = 64
#: Added to the variance before its root, as BERT does.
EPSILON = 1e-12
#: The tanh approximation of the Gaussian error linear unit (Hendrycks and Gimpel 2016), written with one exponential:
#: x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 x^3))).
GELU_SCALE, GELU_CUBE = -1.5957691216, 0.044715
#: Scales of quantised rows: the largest number of a row becomes this.
QUANTISED = 127.0
MATRIX = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one window, as numbers; the fields have a value a word."""

    pieces: Sequence[tuple[int, ...]]
    shapes: Sequence[int]
    gaps: Sequence[int]

    def __len__(self) -> int:
        return len(self.pieces)


class Scores(NamedTuple):
    """What the network says of the words of one window; all but `arcs` have a row a word.

    `arcs[d, h]` scores word `h` as the head of word `d`, and `arcs[d, d]` word `d` as a root.
    """

    tags: Floats
    morphs: Floats
    starts: Floats
    names: Floats
    arcs: Floats
    label_heads: Floats
    label_deps: Floats


class Encoder:
    """The network with its weights.

    Args:
        weights: arrays by name, as `training.packaging` writes them. A quantised matrix `x` comes as `x` (8-bit
            integers) and `x.scale` (one number a row).
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]], *, heads: int, ends: tuple[int, int]) -> None:
        self._heads = heads
        self._ends = ends
        scales = {name for name in weights if name.endswith(".scale")}
        self._w: dict[str, Floats] = {}
        for name in weights:
            if name in scales:
                continue
            array = weights[name].astype(np.float32)
            if name + ".scale" in scales:
                array *= weights[name + ".scale"].astype(np.float32)[:, None]
            self._w[name] = array
        # PyTorch keeps matrices as (out, in); the products here want (in, out).
        for name, array in self._w.items():
            if array.ndim == MATRIX and name.endswith(".weight") and name.partition(".")[0] not in EMBEDDINGS:
                self._w[name] = np.ascontiguousarray(array.T)
        label = self._w["label"]
        self._labels = np.ascontiguousarray(label.transpose(1, 0, 2).reshape(label.shape[1], -1))
        self._layers = sum(name.startswith("layers.") and name.endswith(".up.weight") for name in self._w)

    def read(self, windows: Sequence[Words]) -> list[Scores]:
        """Scores of each window, in order."""
        if not windows:
            return []
        states, bounds = self._embed(windows)
        for number in range(self._layers):
            self._layer(f"layers.{number}.", states, bounds)
        words = self._pool(states, windows)
        return list(self._heads_of(words, [len(window) for window in windows]))

    def relations(self, heads: Floats, deps: Floats) -> Floats:
        """Scores of each relation between words (`deps`) and the words above them (`heads`), a row a word."""
        count, wide, _ = self._w["label"].shape
        side = _with_one(deps) @ self._labels
        scores: Floats = np.matmul(side.reshape(len(deps), count, wide), _with_one(heads)[:, :, None])[..., 0]
        return scores

    def _embed(self, windows: Sequence[Words]) -> tuple[Floats, list[tuple[int, int]]]:
        pieces: list[int] = []
        shapes: list[int] = []
        gaps: list[int] = []
        places: list[int] = []
        bounds = []
        for window in windows:
            first = len(pieces)
            pieces.append(self._ends[0])
            shapes.append(Shape.SIGN)
            gaps.append(Gap.PARAGRAPH)
            for parts, shape, gap in zip(window.pieces, window.shapes, window.gaps, strict=True):
                pieces += parts
                shapes += [shape] * len(parts)
                gaps.append(gap)
                gaps += [Gap.NONE] * (len(parts) - 1)
            pieces.append(self._ends[1])
            shapes.append(Shape.SIGN)
            gaps.append(Gap.PARAGRAPH)
            bounds.append((first, len(pieces)))
            places += range(len(pieces) - first)
        w = self._w
        states = w["piece.weight"][pieces] + w["position.weight"][places]
        states += w["shape.weight"][shapes]
        states += w["gap.weight"][gaps]
        self._norm(states, "norm")
        return states, bounds

    def _norm(self, x: Floats, name: str) -> None:
        x -= x.mean(1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
        x /= np.sqrt(spread + np.float32(EPSILON))
        x *= self._w[name + ".weight"]
        x += self._w[name + ".bias"]

    def _linear(self, x: Floats, name: str) -> Floats:
        product: Floats = x @ self._w[name + ".weight"]
        product += self._w[name + ".bias"]
        return product

    def _layer(self, at: str, states: Floats, bounds: Sequence[tuple[int, int]]) -> None:
        """One layer, in place."""
        width = states.shape[1]
        size = width // self._heads
        joint = self._linear(states, at + "qkv")
        joint[:, :width] *= np.float32(size**-0.5)
        attended = np.empty_like(states)
        for first, end in bounds:
            q, k, v = joint[first:end].reshape(end - first, 3, self._heads, size).transpose(1, 2, 0, 3)
            weights = q @ k.transpose(0, 2, 1)
            weights -= weights.max(-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(-1, keepdims=True)
            attended[first:end] = (weights @ v).transpose(1, 0, 2).reshape(end - first, width)
        states += self._linear(attended, at + "out")
        self._norm(states, at + "norm1")
        for first in range(0, len(states), ROWS):
            rows = states[first : first + ROWS]
            wide = self._linear(rows, at + "up")
            power = wide * wide
            power *= np.float32(GELU_CUBE)
            power += np.float32(1.0)
            power *= wide
            power *= np.float32(GELU_SCALE)
            with np.errstate(over="ignore"):  # x / inf is the 0 that is meant
                np.exp(power, out=power)
            power += np.float32(1.0)
            wide /= power
            rows += self._linear(wide, at + "down")
            self._norm(rows, at + "norm2")

    def _pool(self, states: Floats, windows: Sequence[Words]) -> Floats:
        """The mean of each word's pieces; opening and closing pieces fall out."""
        starts: list[int] = []
        sizes: list[int] = []
        keep: list[int] = []
        at = 0
        for window in windows:
            starts.append(at)
            sizes.append(1)
            at += 1
            for parts in window.pieces:
                keep.append(len(starts))
                starts.append(at)
                sizes.append(len(parts))
                at += len(parts)
            starts.append(at)
            sizes.append(1)
            at += 1
        sums = np.add.reduceat(states, starts, axis=0)[keep]
        sums /= np.array(sizes, dtype=np.float32)[keep][:, None]
        return sums

    def _heads_of(self, words: Floats, sizes: Sequence[int]) -> Sequence[Scores]:
        w = self._w
        tags, morphs = self._linear(words, "tag"), self._linear(words, "morph")
        starts = self._linear(words, "start")[:, 0]
        names = self._linear(np.maximum(self._linear(words, "name_in"), 0), "name_out")
        dep, head = (np.maximum(self._linear(words, part), 0) for part in ("arc_dep", "arc_head"))
        label_deps, label_heads = (np.maximum(self._linear(words, part), 0) for part in ("label_dep", "label_head"))
        roots = dep @ w["root"]
        side = _with_one(dep) @ w["arc"]
        found = []
        at = 0
        for size in sizes:
            own = slice(at, at + size)
            arcs = side[own] @ head[own].T
            np.fill_diagonal(arcs, roots[own])
            found.append(
                Scores(tags[own], morphs[own], starts[own], names[own], arcs, label_heads[own], label_deps[own])
            )
            at += size
        return found


#: Tables with a row a thing that is looked up, not matrices of a product.
EMBEDDINGS = frozenset({"piece", "position", "shape", "gap"})


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((len(x), 1), dtype=np.float32)], axis=1)
