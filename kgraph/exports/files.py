"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import KgraphError, UsageError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends well and vanishes when it does not.

    It lies in the same folder, since a rename is atomic only within one file system. A symbolic link stays one.

    Raises:
        UsageError: `path` is a folder, or something else that is no file, or its folder is missing.
        KgraphError: the operating system refuses.
    """
    try:
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "not a regular file"
            raise UsageError(f"{path} is {what}", hint="name a file to write to")
        target = path.resolve()
        if not target.parent.is_dir():
            raise UsageError(f"the folder {path.parent} does not exist", hint="make it first, or choose another")
        draft = target.with_name(f".kgraph-{os.getpid()}-{threading.get_ident()}.part")
        draft.unlink(missing_ok=True)
        try:
            with draft.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise KgraphError(f"cannot write {path}: {reason}", hint="choose another folder, or make room there") from error
