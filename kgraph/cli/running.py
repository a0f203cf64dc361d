"""One run of the command line: whatever goes wrong ends in one line what, one line what to do, and a status.

Status: 0 found or done, 1 nothing found or a check that failed, 2 wrong, 130 stopped by Ctrl-C, 141 the reader of the
pipe went away (as a shell reports SIGPIPE).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kgraph.errors import KgraphError

#: Statuses that shells give to processes ended by SIGINT and SIGPIPE: 128 and the signal's number.
INTERRUPTED = 130
PIPE_CLOSED = 141
#: Objects that Python makes between two searches for garbage. Its own 700 search the modules over and over as they are
#: loaded, which is a twentieth of what a question costs, and find nothing.
GARBAGE = 50_000
#: Anything but empty shows the traceback of an error that kgraph did not foresee.
DEBUG = "KGRAPH_DEBUG"


def main() -> NoReturn:
    """The `kgraph` command."""
    gc.set_threshold(GARBAGE)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit status."""
    _forgive_surrogates()
    try:
        from kgraph.cli.app import command

        words = list(arguments) or ["--help"]
        status = command(words[0]).main(words, prog_name="kgraph", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as error:  # Typer's way to end where the reader of the pipe went away
        return _pipe_closed() if isinstance(error.__context__, BrokenPipeError) else 2
    except Exception as error:  # noqa: BLE001 - the last stop: users never see a traceback
        return _told(error)
    if status == INTERRUPTED:
        tell("stopped")
    return status if isinstance(status, int) else 0


def tell(message: str, hint: str = "") -> None:
    """One line what and one line what to do, on standard error."""
    from kgraph.graph.sheet import clean

    for line in (f"kgraph: {message}", hint):
        if line:
            print(clean(line), file=sys.stderr)  # noqa: T201


def _told(error: Exception) -> int:
    if isinstance(error, KgraphError):
        tell(error.message, error.hint)
        return error.exit_code
    message = getattr(error, "format_message", None)  # Typer's own errors: bad usage
    if message is not None:
        tell(message(), _usage_hint(error))
        return 2
    if os.environ.get(DEBUG):
        raise error
    if isinstance(error, OSError):
        tell(
            f"{error.filename or 'output'}: {error.strerror or error}",
            "see that the place exists, may be used and has room",
        )
        _close_quietly()
        return 2
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    tell(
        f"a fault of kgraph itself: {what}",
        f"report it with the command that led here; {DEBUG}=1 shows where it happened",
    )
    return 2


def _usage_hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'kgraph'} --help tells how"


def _forgive_surrogates() -> None:
    """Text that the terminal's encoding cannot say is written as an escape instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _pipe_closed() -> int:
    _close_quietly()
    return PIPE_CLOSED


def _close_quietly() -> None:
    """Sends what is still buffered nowhere, so that Python's own flush at exit says nothing."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
