"""Parsing in several processes, with the same result as in one.

The workers are plain child processes of this interpreter that speak over their pipes, not a `multiprocessing` pool:
that would import the caller's main module again, which a script without a guard or a notebook does not survive.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import IO, cast

from kgraph.errors import KgraphError, PipelineError
from kgraph.model import Document, Sentence
from kgraph.sentences.packing import unpack

#: Documents that a worker gets at once: enough to make the pipes cheap, few enough to keep all workers busy.
BATCH = 8
#: Batches that wait per worker, so that none idles while the caller stores what another has parsed.
AHEAD = 2

Result = tuple[Document, tuple[Sentence, ...]]


def parse_shared(documents: Iterable[Document], *, pipeline: str | None, jobs: int) -> Iterator[Result]:
    """As `kgraph.sentences.parse`, with `jobs` child processes; order and result are those of one process.

    Raises:
        PipelineError: the pipeline cannot be loaded, or a worker died.
    """
    idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
    workers: list[_Worker] = []

    def work(batch: list[Document]) -> list[Result]:
        try:
            worker = idle.get_nowait()
        except queue.Empty:
            worker = _Worker(pipeline)
            workers.append(worker)
        packed = worker.ask(batch)
        idle.put(worker)
        return [(document, unpack(parses)) for document, parses in zip(batch, packed, strict=True)]

    pending: deque[Future[list[Result]]] = deque()
    try:
        with ThreadPoolExecutor(jobs) as threads:
            try:
                for batch in _batches(documents):
                    pending.append(threads.submit(work, batch))
                    if len(pending) >= jobs * AHEAD:
                        yield from pending.popleft().result()
                while pending:
                    yield from pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()
                for worker in workers.copy():
                    worker.end()
    finally:
        for worker in workers:  # one may have started while the others were ended
            worker.end()


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        yield batch


class _Worker:
    """One child process; answers one batch at a time."""

    def __init__(self, pipeline: str | None) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from kgraph.sentences.workers import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self.pipeline = pipeline
        self.requests = cast("IO[bytes]", self.process.stdin)
        self.answers = cast("IO[bytes]", self.process.stdout)

    def ask(self, batch: list[Document]) -> list[bytes]:
        try:
            pickle.dump((self.pipeline, batch), self.requests)
            self.requests.flush()
            answer: list[bytes] | KgraphError = pickle.load(self.answers)  # noqa: S301  (from our own child process)
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            self.end()
            raise PipelineError(
                "a parsing process ended before its work was done", hint="it may have run out of memory: use fewer jobs"
            ) from fault
        if isinstance(answer, KgraphError):
            raise answer
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.requests.close()
        self.answers.close()


def serve() -> None:
    """The child's side: batches of documents in on standard input, packed sentences out on standard output."""
    from kgraph.sentences.packing import pack
    from kgraph.sentences.parsing import parse_one

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its children itself
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that a library prints may get between the answers
    while True:
        try:
            pipeline, batch = pickle.load(sys.stdin.buffer)  # noqa: S301  (from our own parent process)
        except EOFError:
            return
        answer: list[bytes] | KgraphError
        try:
            answer = [pack(parse_one(document, pipeline=pipeline)) for document in batch]
        except KgraphError as fault:
            answer = type(fault)(fault.message, hint=fault.hint)
        pickle.dump(answer, answers)
        answers.flush()
