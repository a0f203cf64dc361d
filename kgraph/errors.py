"""What can go wrong, each with the way out.

One root, `KgraphError`; its kinds are told apart by what the caller can do about them. Every error carries a
message (what is wrong) and a hint (what to do); the command line prints one line of each and no traceback.
"""

from __future__ import annotations


class KgraphError(Exception):
    """Root of everything that kgraph raises on purpose.

    Args:
        message: what is wrong, in one line, without a final full stop.
        hint: what to do about it, in one line; may be empty where nothing can be done.

    Example:
        >>> str(InputError("notes.png is not text", hint="give a text, HTML or JSON Lines file"))
        'notes.png is not text'
    """

    #: Exit status of the command line, as the contract has it: 1 nothing found, 2 wrong.
    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(KgraphError):
    """A source that cannot be read: missing, empty, binary, too large, wrongly encoded, not English."""


class OntologyError(KgraphError):
    """An ontology file that cannot be used; the message names the file and the key at fault."""


class PipelineError(KgraphError):
    """A language pipeline that is not installed or lacks a part that kgraph needs."""


class StoreError(KgraphError):
    """A store that cannot be opened, written or trusted."""


class UsageError(KgraphError):
    """A request that contradicts itself or names something that does not exist (a relation, a status, a format)."""


class AmbiguousName(KgraphError):
    """A typed name that fits several entities, none clearly ahead; `candidates` lists them."""

    def __init__(self, message: str, *, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates


class UnknownName(KgraphError):
    """A typed name that the graph does not hold; `nearest` lists what it does hold. Nothing found is exit status 1."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.nearest = nearest
