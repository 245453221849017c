"""The general heads, trained once on a machine: they follow from the training sentences and their vectors alone."""

import hashlib
import json
from importlib.metadata import version

from vocpipe.sentiment.features import Matrix
from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead, training_fingerprint
from vocpipe.sentiment.state import DAMAGED, pack, unpack
from vocpipe.store.kept import keep, kept_place, read_kept

_CLASSES = 3


def kept_heads(training: Matrix) -> Heads | None:
    """The heads that were trained with these vectors of the training sentences, if they are kept."""
    content = read_kept(kept_place(_name(training)))
    if content is None:
        return None
    try:
        names, sizes, packed = content.split(b"\n", 2)
        intents, size = json.loads(names), int(sizes)
        sentiment, intent = unpack(packed[:size], _CLASSES), unpack(packed[size:], len(intents))
    except DAMAGED:
        return None
    return Heads(SentimentHead(*sentiment), IntentHead(intents, *intent))


def keep_heads(training: Matrix, heads: Heads) -> None:
    """Keep the heads that were trained with these vectors."""
    sentiment, intent = pack(heads.sentiment), pack(heads.intent)
    names = json.dumps(heads.intent.names).encode()
    keep(kept_place(_name(training)), b"\n".join([names, str(len(sentiment)).encode(), sentiment + intent]))


def _name(training: Matrix) -> str:
    """The name changes with the vectors, the sentences, the heads' settings and what trains them."""
    about = [training_fingerprint(), list(training.shape), *(version(name) for name in ("scikit-learn", "scipy"))]
    mark = hashlib.sha256(json.dumps(about).encode())
    mark.update(training.tobytes())
    return f"sentiment-heads-{mark.hexdigest()[:12]}"
