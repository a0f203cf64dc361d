"""The network in PyTorch: an encoder grown from MiniLM, and what is read off it; `kgraph.neural` runs it in numpy.

Words go in as pieces, with a shape and the gap before them; the hidden states of a word's pieces are averaged. From a
word's state come its tag, its part of speech with features, whether a sentence begins with it, its mark as part of a
name, its head (biaffine; Dozat and Manning 2017) and the relation to it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.neural.pieces import Gap, Shape
from training.texts import MARKS, Text


@dataclass(frozen=True, slots=True)
class Size:
    """Layers of the encoder and widths."""

    layers: int
    pieces: int
    tags: int
    morphs: int
    relations: int
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 256
    arc: int = 256
    label: int = 96
    name: int = 192


class Layer(nn.Module):
    """Attention and a feed-forward step, each with its residual and norm (BERT's order)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, length, width = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(n, length, width)
        x = self.norm1(x + self.drop(self.out(attended)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x), approximate="tanh"))))


class Outputs(NamedTuple):
    """Scores; one row a word, windows padded to the longest."""

    tags: Tensor
    morphs: Tensor
    starts: Tensor
    names: Tensor
    arcs: Tensor
    label_heads: Tensor
    label_deps: Tensor


class Network(nn.Module):
    """All of it."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        w = size.width
        self.piece = nn.Embedding(size.pieces, w)
        self.position = nn.Embedding(size.positions, w)
        self.shape = nn.Embedding(len(Shape), w)
        self.gap = nn.Embedding(len(Gap), w)
        self.norm = nn.LayerNorm(w, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(w, size.tags)
        self.morph = nn.Linear(w, size.morphs)
        self.start = nn.Linear(w, 1)
        self.name_in = nn.Linear(w, size.name)
        self.name_out = nn.Linear(size.name, len(MARKS))
        self.arc_dep = nn.Linear(w, size.arc)
        self.arc_head = nn.Linear(w, size.arc)
        self.arc = nn.Parameter(torch.zeros(size.arc + 1, size.arc))
        self.root = nn.Parameter(torch.zeros(size.arc))
        self.label_dep = nn.Linear(w, size.label)
        self.label_head = nn.Linear(w, size.label)
        self.label = nn.Parameter(torch.zeros(size.relations, size.label + 1, size.label + 1))
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.normal_(self.gap.weight, std=0.02)
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.02)

    def forward(self, batch: Batch) -> Outputs:
        x = self.piece(batch.pieces) + self.position.weight[: batch.pieces.shape[1]]
        x = self.norm(x + self.shape(batch.shapes) + self.gap(batch.gaps))
        mask = batch.mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        # Means over the pieces of each word.
        words = torch.bmm(batch.pool.to(x.dtype), x)
        words = self.drop(words)
        dep = self.drop(functional.relu(self.arc_dep(words)))
        head = self.drop(functional.relu(self.arc_head(words)))
        ones = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, ones], -1) @ self.arc.to(dep.dtype) @ head.transpose(1, 2)
        roots = dep @ self.root.to(dep.dtype)
        arcs = torch.diagonal_scatter(arcs, roots, dim1=1, dim2=2)
        return Outputs(
            tags=self.tag(words),
            morphs=self.morph(words),
            starts=self.start(words)[..., 0],
            names=self.name_out(self.drop(functional.relu(self.name_in(words)))),
            arcs=arcs,
            label_heads=self.drop(functional.relu(self.label_head(words))),
            label_deps=self.drop(functional.relu(self.label_dep(words))),
        )

    def relations(self, heads: Tensor, deps: Tensor) -> Tensor:
        """Scores of the relations between words and their heads; both have a row a word."""
        ones = torch.ones_like(heads[:, :1])
        heads, deps = torch.cat([heads, ones], 1), torch.cat([deps, ones], 1)
        side = torch.einsum("nd,ldh->nlh", deps, self.label.to(deps.dtype))
        return torch.einsum("nlh,nh->nl", side, heads)


class Batch(NamedTuple):
    """Windows of texts, padded. `gold` has what the losses need."""

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    mask: Tensor
    pool: Tensor
    sizes: list[int]


#: Pieces in one window, the opening and the closing one included.
WINDOW = 192


def batch_of(windows: Sequence[Sequence[Text]], opening: int, closing: int) -> Batch:
    """One batch; each window is a run of texts."""
    rows = []
    for texts in windows:
        pieces, shapes, gaps, owners = [opening], [int(Shape.SIGN)], [int(Gap.PARAGRAPH)], [-1]
        word = 0
        for text in texts:
            for parts, shape, gap in zip(text.pieces, text.shapes, text.gaps, strict=True):
                pieces += parts
                shapes += [int(shape)] * len(parts)
                gaps += [int(gap)] + [int(Gap.NONE)] * (len(parts) - 1)
                owners += [word] * len(parts)
                word += 1
        rows.append(([*pieces, closing], [*shapes, int(Shape.SIGN)], [*gaps, int(Gap.PARAGRAPH)], [*owners, -1], word))
    length, most = max(len(row[0]) for row in rows), max(row[4] for row in rows)
    n = len(rows)
    pieces_t, shapes_t, gaps_t = (np.zeros((n, length), dtype=np.int64) for _ in range(3))
    mask, pool = np.zeros((n, length), dtype=bool), np.zeros((n, most, length), dtype=np.float32)
    for i, (pieces, shapes, gaps, owners, _) in enumerate(rows):
        k = len(pieces)
        pieces_t[i, :k], shapes_t[i, :k], gaps_t[i, :k], mask[i, :k] = pieces, shapes, gaps, True
        for at, owner in enumerate(owners):
            if owner >= 0:
                pool[i, owner, at] = 1
        pool[i] /= np.maximum(pool[i].sum(1, keepdims=True), 1)
    return Batch(
        pieces=torch.from_numpy(pieces_t),
        shapes=torch.from_numpy(shapes_t),
        gaps=torch.from_numpy(gaps_t),
        mask=torch.from_numpy(mask),
        pool=torch.from_numpy(pool),
        sizes=[row[4] for row in rows],
    )


def from_minilm(folder: Path, size: Size) -> Network:
    """A network whose encoder starts from the first layers of MiniLM; all else starts at random."""
    network = Network(size)
    old = safetensors(folder / "model.safetensors")
    with torch.no_grad():
        network.piece.weight.copy_(old["embeddings.word_embeddings.weight"])
        kind = old["embeddings.token_type_embeddings.weight"][0]
        network.position.weight.copy_(old["embeddings.position_embeddings.weight"][: size.positions] + kind)
        _copy(network.norm, old, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            at = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                joint = [old[f"{at}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(joint))
            _copy(layer.out, old, f"{at}.attention.output.dense")
            _copy(layer.norm1, old, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, old, f"{at}.intermediate.dense")
            _copy(layer.down, old, f"{at}.output.dense")
            _copy(layer.norm2, old, f"{at}.output.LayerNorm")
    return network


def _copy(module: nn.Module, old: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(old[f"{name}.weight"])
    module.bias.copy_(old[f"{name}.bias"])


def safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a file in safetensors' format: a length, a JSON header, then the numbers."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    found = {}
    for name, about in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = (8 + length + offset for offset in about["data_offsets"])
            array = np.frombuffer(data[start:end], dtype=np.float32).reshape(about["shape"])
            found[name.removeprefix("bert.")] = torch.from_numpy(array.copy())
    return found


@torch.no_grad()
def smaller(teacher: Network, size: Size, batches: Sequence[Batch]) -> Network:
    """A network of fewer layers and a narrower middle, started from the first layers of a trained one.

    Of the middle's units those are kept that add most to the layer's output on some batches: mean activation times
    the length of what it is multiplied with (after Michel et al. 2019, who prune attention's heads so).
    """
    network = Network(size)
    weight = [torch.zeros(teacher.size.inner) for _ in range(size.layers)]
    hooks = [
        layer.up.register_forward_hook(
            lambda _module, _inputs, out, number=number: weight[number].add_(
                functional.gelu(out, approximate="tanh").abs().flatten(0, -2).mean(0)
            )
        )
        for number, layer in enumerate(list(teacher.layers)[: size.layers])
    ]
    teacher.eval()
    for batch in batches:
        teacher(batch)
    for hook in hooks:
        hook.remove()
    state = teacher.state_dict()
    for number in range(size.layers):
        at = f"layers.{number}."
        score = weight[number] * state[at + "down.weight"].norm(dim=0)
        kept = score.topk(size.inner).indices.sort().values
        for name in ("up.weight", "up.bias"):
            state[at + name] = state[at + name][kept]
        state[at + "down.weight"] = state[at + "down.weight"][:, kept]
    own = network.state_dict()
    network.load_state_dict({name: state.get(name, value) for name, value in own.items()})
    return network
