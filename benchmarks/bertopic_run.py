"""One run of BERTopic with its defaults, from a CSV file to a topic for each row; run by benchmarks.beside_bertopic.

    python benchmarks/bertopic_run.py FILE TOPICS MODEL|VECTORS.npy

FILE has a column `text`. TOPICS becomes a JSON file: the topic of each row (-1: none) and the seconds of each stage.
MODEL is of sentence-transformers; VECTORS has a row for each text. Nothing of vocpipe is needed.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import Any

# BERTopic's own steps, which it has no clock for.
_STEPS = {
    "_extract_embeddings": "embed",
    "_reduce_dimensionality": "UMAP",
    "_cluster_embeddings": "HDBSCAN",
    "_extract_topics": "topics",
    "_save_representative_docs": "typical texts",
}
_seconds: dict[str, float] = {}
_open: list[str] = []


@contextmanager
def _timed(stage: str) -> Iterator[None]:
    """Add the seconds of the block to those of the stage, and take them from the stage around it."""
    _open.append(stage)
    start = monotonic()
    yield
    took = monotonic() - start
    for name, seconds in zip(_open[-2:], (-took, took)[-len(_open[-2:]) :], strict=True):
        _seconds[name] = _seconds.get(name, 0.0) + seconds
    _open.pop()


def main(file: Path, topics_file: Path, source: str) -> None:
    """Read, fit, and write the topics."""
    with _timed("imports"):
        import numpy as np
        from bertopic import BERTopic
        from sentence_transformers import SentenceTransformer
    with _timed("read"), file.open(encoding="utf-8", newline="") as rows:
        texts = [row["text"] for row in csv.DictReader(rows)]
    with _timed("load"):
        vectors = np.load(source) if source.endswith(".npy") else None
        model = SentenceTransformer(source) if vectors is None else None
    for method, stage in _STEPS.items():
        setattr(BERTopic, method, _clocked(getattr(BERTopic, method), stage))
    with _timed("rest"):
        topics, _ = BERTopic(embedding_model=model).fit_transform(texts, vectors)
    result = {"topics": [int(topic) for topic in topics], "seconds": _seconds}
    topics_file.write_text(json.dumps(result), encoding="utf-8")


def _clocked(method: Callable[..., Any], stage: str) -> Callable[..., Any]:
    @wraps(method)
    def run(*args: Any, **options: Any) -> Any:
        with _timed(stage):
            return method(*args, **options)

    return run


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
