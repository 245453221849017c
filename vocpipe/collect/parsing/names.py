"""What the name of a file says about it."""

import unicodedata
from pathlib import Path, PurePath


def is_named(path: Path, words: tuple[str, ...]) -> bool:
    """Whether the file's name has one of the words in it, in any case and width."""
    stem = unicodedata.normalize("NFKC", path.stem).lower()
    return any(word in stem for word in words)


def suffix_of(path: PurePath) -> str:
    """The file's suffix in lower case, both if it is compressed: ".csv.gz"."""
    suffix = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() + suffix if suffix == ".gz" else suffix


def stem_of(path: PurePath) -> str:
    """The file's name without `suffix_of`."""
    return path.name[: len(path.name) - len(suffix_of(path))]
