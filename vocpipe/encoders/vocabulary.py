"""English words as they are usually written: the vocabulary of the packaged English encoder."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vocpipe.encoders.model_files import MINILM_PACKAGE, check_package

# Word pieces of this length and longer are words; shorter ones are mostly fragments.
_MIN_LETTERS = 2


@cache
def english_words() -> frozenset[str]:
    """Words in lower case, about 22,000. Raises ModelError if the package is missing or changed."""
    check_package(MINILM_PACKAGE)
    spec = find_spec(MINILM_PACKAGE)
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    lines = (folder / "model" / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if len(line) >= _MIN_LETTERS and line.isascii() and line.isalpha())
