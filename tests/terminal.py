"""kgraph run as people and as scripts run it: on a terminal of 80 columns, or with pipes."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 80, 40


def environment(**more):
    """The test's own environment, without what changes kgraph's output."""
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "KGRAPH_STORE"}}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}


def piped(arguments, *, cwd=None, **more):
    """The finished process."""
    command = [sys.executable, "-m", "kgraph", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment(**more), check=False, timeout=120
    )


def on_terminal(arguments, *, cwd=None, **more):
    """What standard output shows on a terminal, with trailing spaces left out."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    command = [sys.executable, "-m", "kgraph", *map(str, arguments)]
    with subprocess.Popen(command, stdout=its, stderr=subprocess.DEVNULL, cwd=cwd, env=environment(**more)) as child:
        os.close(its)
        out = b""
        while part := _read(ours):
            out += part
        child.wait(timeout=120)
    os.close(ours)
    return "".join(line.rstrip() + "\n" for line in out.decode().splitlines())


def _read(descriptor):
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux: the other side was closed
        return b""
