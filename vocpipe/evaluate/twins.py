"""Pairs of sentences that say the same in two languages: from a file, or those of the demo company's topics."""

import tomllib
from importlib import resources
from pathlib import Path

from vocpipe.evaluate.rows import LabelledRows, read_labelled

Pairs = list[tuple[str, str]]


def read_pairs(path: Path, question: str, twin: str) -> Pairs:
    """The pairs of the two columns of a CSV file. Raises EvaluationError if there are none."""
    rows: LabelledRows = read_labelled(path, question, twin)
    return list(zip(rows.texts, rows.labels, strict=True))


def demo_pairs() -> Pairs:
    """Pairs (Japanese, English) from the topics of the demo company, which were chosen by reading them."""
    folder = resources.files("vocpipe") / "demo"
    chosen = tomllib.loads((folder / "twins.toml").read_text(encoding="utf-8"))
    pairs: Pairs = []
    for topic, places in chosen.items():
        said = tomllib.loads((folder / "topics" / f"{topic}.toml").read_text(encoding="utf-8"))
        pairs += [(said["ja"][japanese], said["en"][english]) for japanese, english in places]
    return pairs
