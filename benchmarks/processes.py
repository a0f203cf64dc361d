"""What a command costs: CPU seconds and peak memory of a process, as the operating system counts them."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Runs whose median is reported; one more goes before them and is not counted.
RUNS = 5

#: Units of `ru_maxrss` in a mebibyte: kibibytes on Linux, bytes on macOS.
RSS_UNITS = 1024 * 1024 if sys.platform == "darwin" else 1024

#: The exit status with which kgraph says that there is no answer; it has worked all the same.
NOTHING_FOUND = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: CPU seconds, and MiB of memory at its peak."""

    seconds: float
    memory: float


class CommandFailed(Exception):
    """A command under measurement ended badly; its words are the message."""


def python(program: str, *arguments: str | Path) -> list[str]:
    """A command that runs a program given as text."""
    return [sys.executable, "-c", program, *map(str, arguments)]


def kgraph(*arguments: str | Path) -> list[str]:
    """A command of kgraph: the installed one, else the source tree's."""
    script = Path(sys.executable).with_name("kgraph")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "kgraph"]
    return [*start, *map(str, arguments)]


def cost(command: Sequence[str], *, folder: Path, before: Callable[[], object] = lambda: None) -> Cost:
    """The median cost of a command.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        before: done before each run, uncounted, such as removing what the last one left.
    """
    costs = []
    for _ in range(1 + RUNS):
        before()
        costs.append(_once(command, folder))
    counted = costs[1:]
    return Cost(
        seconds=statistics.median(each.seconds for each in counted),
        memory=statistics.median(each.memory for each in counted),
    )


def own_memory() -> float:
    """The peak of this process in MiB: a child starts as its copy, so that none can be seen to take less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RSS_UNITS


def _once(command: Sequence[str], folder: Path) -> Cost:
    environment = {name: value for name, value in os.environ.items() if name != "KGRAPH_STORE"}
    log = folder / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # told, since it was waited for behind Popen's back
    if process.returncode not in (0, NOTHING_FOUND):
        words = log.read_text("utf-8", errors="replace")[-500:]
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}: {words}")
    return Cost(seconds=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / RSS_UNITS)
