"""Which language pipeline, where it lies, and loading it. The one module that imports spaCy, and only when it loads.

The shipped pipeline lies beside this package; a user may name an installed one (`en_core_web_sm`) or a folder.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language

#: The pipeline that is shipped with kgraph.
SHIPPED = Path(__file__).resolve().parent.parent / "english"
#: Counts changes of the code between spaCy and the stored sentences (mapping, repairs); part of the digest, so that a
#: store can tell that its parses are older.
REVISION = 2
#: Hexadecimal digits of the digest's hash, as in `kgraph.model.content_id`.
DIGEST_DIGITS = 16


def locate(pipeline: str | None) -> Path:
    """The folder of a pipeline, found without importing spaCy or the pipeline itself.

    Args:
        pipeline: None for the shipped one, else a folder or the name of an installed package.

    Raises:
        PipelineError: neither a folder with a `meta.json` nor an installed package.
    """
    if pipeline is None:
        return _checked(SHIPPED, "the shipped pipeline", hint="install kgraph anew; the wheel carries it")
    if _is_folder(pipeline):
        return _checked(Path(pipeline).resolve(), pipeline, hint="name the folder that holds meta.json and config.cfg")
    spec = find_spec(pipeline) if pipeline.isidentifier() else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise PipelineError(f"the pipeline {pipeline!r} is not installed", hint=_how_to_install(pipeline))
    package = Path(places[0])
    meta = _read_meta(_checked(package, pipeline, hint="it is a package, but not a spaCy pipeline"), pipeline)
    inner = package / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    return inner if inner.is_dir() else package


def pipeline_digest(pipeline: str | None = None) -> str:
    """Name, version and hash of a pipeline, recorded in the store so that it can tell which parses are its own.

    The hash covers the meta data, the name and size of every file and `REVISION`; weights are not read, which would
    take seconds for a large pipeline.

    Raises:
        PipelineError: no such pipeline.

    Example:
        >>> pipeline_digest().startswith("en_kgraph-0.3.0-")
        True
    """
    folder = locate(pipeline)
    meta = _read_meta(folder, str(pipeline))
    digest = hashlib.sha256(f"revision {REVISION}\n".encode())
    digest.update((folder / "meta.json").read_bytes())
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and path.parent != folder:
            digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
    return f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}-{digest.hexdigest()[:DIGEST_DIGITS]}"


@functools.lru_cache(maxsize=2)
def load(pipeline: str | None) -> Language:
    """Loads a pipeline, once per process.

    One thread and one matrix library, whatever the machine offers: the last bits of a sum depend on both, and the same
    input is to give the same bytes. (numpy's OpenBLAS is also 1.5 times as fast here as spaCy's BLIS.)

    Raises:
        PipelineError: not installed, not loadable, not English, or without a part that kgraph needs.
    """
    folder = locate(pipeline)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    import kgraph.neural.component
    import kgraph.neural.lemmas  # noqa: F401 - these tell spaCy of the parts that the shipped pipeline is made of

    set_current_ops(NumpyOps(use_blis=False))
    label = pipeline or "the shipped pipeline"
    try:
        nlp = spacy.load(folder)
    except Exception as fault:  # spaCy raises whatever the damaged part raises: ValueError, OSError, ConfigError, …
        reason = str(fault).strip().splitlines()[0][:200] if str(fault).strip() else type(fault).__name__
        raise PipelineError(
            f"{label} cannot be loaded: {reason}", hint="it needs spaCy 3.8 and may be damaged"
        ) from fault
    _check(nlp, label)
    return nlp


def _check(nlp: Language, label: str) -> None:
    if nlp.lang != "en":
        raise PipelineError(f"{label} is for {nlp.lang!r}, not for English", hint="name an English pipeline")
    sets = {what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns}
    if "token.dep" not in sets:
        raise PipelineError(f"{label} has no parser", hint="kgraph reads claims from trees: name one with a parser")
    if not {"token.tag", "token.pos"} & sets or "token.lemma" not in sets:
        raise PipelineError(f"{label} has no tagger or no lemmatizer", hint="kgraph needs tags and lemmas")


def _how_to_install(pipeline: str) -> str:
    otherwise = "or leave the pipeline out to use the shipped one"
    if not pipeline.isidentifier():
        return f"give the name of an installed pipeline or a folder, {otherwise}"
    if pipeline.startswith("en_core_web_"):
        return f"python -m spacy download {pipeline}, {otherwise}"
    return f"pip install {pipeline}, {otherwise}"


def _is_folder(pipeline: str) -> bool:
    try:
        return bool(pipeline) and Path(pipeline).is_dir()
    except (OSError, ValueError):
        return False


def _checked(folder: Path, label: str, *, hint: str) -> Path:
    if not (folder / "meta.json").is_file():
        raise PipelineError(f"{label} is not a spaCy pipeline: it has no meta.json", hint=hint)
    return folder


def _read_meta(folder: Path, label: str) -> dict[str, Any]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise PipelineError(f"the meta.json of {label} cannot be read", hint="install it anew") from fault
    return meta if isinstance(meta, dict) else {}
