"""What the name of a file says about it."""

import unicodedata
from pathlib import Path


def is_named(path: Path, words: tuple[str, ...]) -> bool:
    """Whether the file's name has one of the words in it, in any case and width."""
    stem = unicodedata.normalize("NFKC", path.stem).lower()
    return any(word in stem for word in words)
