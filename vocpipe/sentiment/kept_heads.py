"""Trained heads, once for a machine: they follow from the training sentences and their vectors alone."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from vocpipe.sentiment.features import Matrix
from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead, training_fingerprint
from vocpipe.sentiment.state import DAMAGED, pack, unpack
from vocpipe.sentiment.training import LABELS
from vocpipe.store.kept import keep, kept_place, read_kept


def kept_heads(training: Matrix) -> Heads | None:
    """The heads that were trained with these vectors of the training sentences, if they are kept."""
    found = kept_labels_heads("sentiment", training_fingerprint(), training)
    if found is None:
        return None
    sentiment, intent = found
    return Heads(SentimentHead(sentiment.weights, sentiment.intercepts), intent)


def keep_heads(training: Matrix, heads: Heads) -> None:
    """Keep the heads that were trained with these vectors."""
    sentiment = IntentHead(list(LABELS), heads.sentiment.weights, heads.sentiment.intercepts)
    keep_labels_heads("sentiment", training_fingerprint(), training, [sentiment, heads.intent])


def kept_labels_heads(kind: str, fingerprint: str, training: Matrix) -> list[IntentHead] | None:
    """The heads of this kind that were trained with these vectors, if they are kept.

    fingerprint: of their training sentences and settings.
    """
    content = read_kept(_place(kind, fingerprint, training))
    if content is None:
        return None
    heads = []
    try:
        sizes, packed = content.split(b"\n", 1)
        for names, size in json.loads(sizes):
            heads.append(IntentHead(names, *unpack(packed[:size], len(names))))
            packed = packed[size:]
    except DAMAGED:
        return None
    return heads


def keep_labels_heads(kind: str, fingerprint: str, training: Matrix, heads: Iterable[IntentHead]) -> None:
    """Keep the heads of this kind that were trained with these vectors."""
    packed = [(head.names, pack(head)) for head in heads]
    sizes = json.dumps([(names, len(content)) for names, content in packed]).encode()
    keep(_place(kind, fingerprint, training), b"\n".join([sizes, b"".join(content for _, content in packed)]))


def _place(kind: str, fingerprint: str, training: Matrix) -> Path:
    """The name changes with the vectors, the sentences, the heads' settings and what trains them."""
    about = [fingerprint, list(training.shape), *(version(name) for name in ("scikit-learn", "scipy"))]
    mark = hashlib.sha256(json.dumps(about).encode())
    mark.update(training.tobytes())
    return kept_place(f"{kind}-heads-{mark.hexdigest()[:12]}")
