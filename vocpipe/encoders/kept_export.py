"""MiniLM's export is made once, checked, and kept in the user's cache; without one, torch does the work and says so.

Nothing is used that was not checked against torch, with this onnxruntime, on this machine. A kept file has its hash
beside it, so that a damaged one is made again.
"""

import hashlib
import json
import logging
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock

from vocpipe.encoders.model_files import MINILM_PACKAGE, known_files, sha256
from vocpipe.encoders.onnx_encoder import TOKENIZER, OnnxEncoder, is_installed
from vocpipe.store.files import cache_folder, private_folder
from vocpipe.store.vectors import MINILM
from vocpipe.wording import tell

# Exporting costs as much time of the processor as some hundred texts in torch; who has fewer does not wait for it.
MIN_TEXTS = 256
_GRAPH, _FACTS = "model.onnx", "facts.json"
_EDITION = 1  # of what `onnx_export` writes and checks
_log = logging.getLogger(__name__)
_given_up: list[str] = []  # why torch does the work in this process, once that is known


def onnx_encoder(folder: Path, *, make: bool) -> OnnxEncoder | None:
    """The exported model in `folder`, if it is kept or `make` says to export it; else None, and torch does the work.

    Why an export can't be had is logged, once.
    """
    if _given_up:
        return None
    if not is_installed():
        _give_up(tell("encoders.onnx.not_installed"))
        return None
    kept = kept_folder()
    try:
        facts = _facts(kept) or (_make(folder, kept) if make else {})
        if problem := facts.get("problem"):
            _give_up(problem)
            return None
        return OnnxEncoder(kept / _GRAPH, folder / TOKENIZER, facts["max_tokens"]) if facts else None
    except Exception as error:  # whatever onnxruntime can't do here, the vectors are to be had from torch
        _give_up(tell("encoders.onnx.failed", kind=type(error).__name__))
        return None


def kept_folder() -> Path:
    """Where the export of this version of the model, for this onnxruntime, is kept."""
    parts = [known_files()[MINILM_PACKAGE]["files"], version("onnxruntime"), _EDITION]
    key = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:12]
    return cache_folder() / "encoders" / f"{MINILM}-{key}"


def _facts(kept: Path) -> dict[str, Any]:
    """What is noted of the kept export; nothing if there is none, or its file is not the one that was checked."""
    try:
        facts: dict[str, Any] = json.loads((kept / _FACTS).read_text(encoding="utf-8"))
        whole = "problem" in facts or sha256(kept / _GRAPH) == facts["sha256"]
    except (OSError, ValueError):
        return {}
    return facts if whole else {}


def _make(folder: Path, kept: Path) -> dict[str, Any]:
    """Export, check and keep the model, while others who want it wait; returns what is noted of it.

    Raises OSError if it can't be kept.
    """
    private_folder(kept.parent)
    with FileLock(f"{kept}.lock"):
        if facts := _facts(kept):
            return facts
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix="partial-") as partial:
            facts = _export(folder, Path(partial) / _GRAPH)
            _keep(Path(partial), kept, facts)
        return facts


def _export(folder: Path, graph: Path) -> dict[str, Any]:
    """What is noted of the export: its hash and where it cuts texts; or why there is none, so that it is tried once."""
    from vocpipe.encoders.onnx_export import MIN_COSINE, export, least_cosine

    try:
        max_tokens = export(folder, graph)
        cosine = least_cosine(folder, graph, max_tokens)
    except OSError:  # a full disk may have room the next time
        raise
    except Exception as error:
        return {"problem": tell("encoders.onnx.failed", kind=type(error).__name__)}
    if not cosine >= MIN_COSINE:  # also if it is not a number
        return {"problem": tell("encoders.onnx.differs", cosine=cosine)}
    return {"sha256": sha256(graph), "max_tokens": max_tokens, "cosine": cosine}


def _keep(partial: Path, kept: Path, facts: dict[str, Any]) -> None:
    """Move what was made to its place; the facts last, so that nothing half moved is used."""
    private_folder(kept)
    (kept / _FACTS).unlink(missing_ok=True)
    if "problem" not in facts:
        (partial / _GRAPH).replace(kept / _GRAPH)
    (partial / _FACTS).write_text(json.dumps(facts), encoding="utf-8")
    (partial / _FACTS).replace(kept / _FACTS)


def _give_up(reason: str) -> None:
    """Say once, in one line, that torch does the work and why."""
    _given_up.append(reason)
    _log.warning(tell("encoders.onnx.notice", model=MINILM, reason=reason))
