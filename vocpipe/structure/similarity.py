"""How similar two texts are: equal by a hash, nearly equal by MinHash and then by the 5-grams that they share.

Broder (1997): two texts share a MinHash with a probability equal to the Jaccard similarity of their sets of 5-grams. 16
bands of 4 find a pair of similarity 0.8 with probability 0.9998; each pair is then confirmed on the texts themselves.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pyarrow as pa

MIN_EXACT_LETTERS = 12  # shorter texts are equal by chance: "とても良い"
MIN_NEAR_LETTERS = 30
MIN_SIMILARITY = 0.8
_GRAM = 5
_BANDS, _ROWS = 16, 4
_MAX_LETTERS = 20_000  # of a text that are looked at

UInt64s = npt.NDArray[np.uint64]


def fold(text: str) -> str:
    """The letters and digits of `text`, without case and width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def exact_hash(text: str) -> str | None:
    """32 hex digits that equal texts share; None for a text that is too short to be a duplicate."""
    folded = fold(text)
    return hashlib.sha256(folded.encode()).hexdigest()[:32] if len(folded) >= MIN_EXACT_LETTERS else None


def bands(feedback_ids: Sequence[str], texts: Sequence[str]) -> pa.Table:
    """feedback_id, band, hash: the rows of `duplicate_band` for those of `texts` that are long enough."""
    folded = [fold(text) for text in texts]
    long = [at for at, text in enumerate(folded) if len(text) >= MIN_NEAR_LETTERS]
    hashes = np.array([_band_hashes(folded[at]) for at in long], dtype=np.uint64).reshape(-1)
    return pa.table(
        {
            "feedback_id": pa.array([feedback_ids[at] for at in long for _ in range(_BANDS)], pa.string()),
            "band": pa.array(np.tile(np.arange(_BANDS, dtype=np.uint8), len(long))),
            "hash": pa.array(hashes),
        }
    )


def jaccard(first: str, second: str) -> float:
    """The share of two texts' 5-grams that both have, 0 to 1."""
    return _shared(_grams(first), _grams(second))


def compare(pairs: pa.Table, texts: pa.Table) -> pa.Table:
    """`pairs` (feedback_id, earlier_id) with the column similarity, 0 to 1; pairs of one feedback_id stand together.

    texts: feedback_id, text of every text in a pair.
    """
    rows = zip(texts["feedback_id"].to_pylist(), texts["text"].to_pylist(), strict=True)
    folded = {feedback_id: fold(text) for feedback_id, text in rows}
    return pairs.append_column("similarity", pa.array(_similarities(pairs, folded), pa.float64()))


def _similarities(pairs: pa.Table, folded: Mapping[str, str]) -> Iterator[float]:
    """The similarity of each pair in order."""
    every = zip(pairs["feedback_id"].to_pylist(), pairs["earlier_id"].to_pylist(), strict=True)
    for later, group in groupby(every, key=itemgetter(0)):
        grams = _grams(folded[later])
        for _, earlier in group:
            yield _shared(grams, _grams(folded[earlier]))


def _shared(first: set[str], second: set[str]) -> float:
    common = len(first & second)
    return common / (len(first) + len(second) - common) if first or second else 1.0


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(len(text[:_MAX_LETTERS]) - _GRAM + 1, 1))}


def _mixed(values: UInt64s) -> UInt64s:
    """The values hashed by splitmix64's finalizer, which gives the same numbers on every machine."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_SEEDS = _mixed(np.arange(_BANDS * _ROWS, dtype=np.uint64))
_POWERS = np.array([pow(1_000_003, power, 1 << 64) for power in range(_GRAM)], dtype=np.uint64)


def _band_hashes(text: str) -> UInt64s:
    """(16,) hashes, each of four MinHashes of the 5-grams of `text`."""
    codes = np.frombuffer(text[:_MAX_LETTERS].encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(codes, _GRAM)
    grams = _mixed(np.unique((windows * _POWERS).sum(axis=1, dtype=np.uint64)))
    smallest = _mixed(grams[:, np.newaxis] ^ _SEEDS).min(axis=0).reshape(_BANDS, _ROWS)
    return _mixed((smallest * _POWERS[:_ROWS]).sum(axis=1, dtype=np.uint64))
