"""Signs of feeling in a text: good and bad words and whether they are negated, faces, stress.

The vector of a sentence blurs them: "not bad" is near to "bad", and most emoji and faces of signs (^^, T_T, ´;ω;`) are
unknown to the encoder. The words are in lexicon/feeling.toml.
"""

import hashlib
import re
from functools import cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from vocpipe.lexicon import alternatives, lexicon

SIGNS = (
    "good", "bad", "not good", "not bad", "good at last", "bad at last",
    "happy face", "sad face", "laughter", "exclamation", "question", "stretched", "trailing", "capitals",
)  # fmt: skip
_PLACE = {name: place for place, name in enumerate(SIGNS)}
# More of a sign than this adds nothing.
_MOST = 3.0
# How far before an English word a negation may stand, in words, and how far after a Japanese one, in letters.
_NEGATED_WITHIN, _NEGATION_FOLLOWS = 3, 6
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|[.;:!?,]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_NOT = re.compile(r"な[いくかし]|ません|ねえ|ねー|ず[、。にと]|わけが")
_STRETCHED = re.compile(r"([a-z])\1\1|[ー〜~]{2,}|[ぁ-んァ-ヶ][〜~](?![0-9０-９一-龠])|っ(?=[!！。…]|$)", re.IGNORECASE)
_TRAILING = re.compile(r"…|\.\.\.|・・・|。。")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_MARKS = (("exclamation", re.compile(r"[!！]")), ("question", re.compile(r"[?？]")), ("stretched", _STRETCHED),
          ("trailing", _TRAILING), ("capitals", _CAPITALS))  # fmt: skip


def signs(texts: list[str]) -> npt.NDArray[np.float32]:
    """How much of each sign is in each text, 0..1, shape (texts, SIGNS)."""
    counts = np.zeros((len(texts), len(SIGNS)), dtype=np.float32)
    for row, text in zip(counts, texts, strict=True):
        _count(_ADDRESS.sub(" ", text), row)
    return (np.minimum(counts, _MOST) / _MOST).astype(np.float32)


def signs_fingerprint() -> str:
    """16 hex digits that change with the words and faces, and with what is counted."""
    counted = (
        SIGNS,
        _MOST,
        _NEGATED_WITHIN,
        _NEGATION_FOLLOWS,
        _NOT.pattern,
        [pattern.pattern for _, pattern in _MARKS],
    )
    return hashlib.sha256(f"{counted}{lexicon('feeling')}".encode()).hexdigest()[:16]


def _count(text: str, row: npt.NDArray[np.float32]) -> None:
    for name, pattern in _MARKS:
        row[_PLACE[name]] += len(pattern.findall(text))
    lowered = text.lower()
    for name, faces in _faces().items():
        row[_PLACE[name]] += len(faces.findall(lowered))
    found = _english(lowered)
    if _JAPANESE.search(lowered):
        found += _japanese(lowered)
    for name in found:
        row[_PLACE[name]] += 1


@cache
def _faces() -> dict[str, re.Pattern[str]]:
    kinds = {"happy face": "happy", "sad face": "sad", "laughter": "laughter"}
    signs = lexicon("feeling")["faces"]
    return {
        name: re.compile(alternatives([re.escape(one) for one in signs[key].split()])) for name, key in kinds.items()
    }


@cache
def _english_words() -> dict[str, str]:
    """Each English word or stem (with its *) -> good, bad, negation or turn."""
    return {word: kind for kind, words in lexicon("feeling")["en"].items() for word in words.split()}


@cache
def _english_kind(word: str) -> str:
    """Good, bad, negation, turn or nothing."""
    kinds = _english_words()
    if word in kinds:
        return kinds[word]
    if word.endswith(("n't", "n’t")):
        return "negation"
    stems = (word[:length] + "*" for length in range(len(word), 2, -1))
    return next((kinds[stem] for stem in stems if stem in kinds), "")


def _english(text: str) -> list[str]:
    """The names of the signs of the English words."""
    found, since_negation, turned = [], _NEGATED_WITHIN + 1, False
    for word in _WORD.findall(text):
        kind = _english_kind(word)
        since_negation = 0 if kind == "negation" else since_negation + 1
        if not word[0].isalpha():
            since_negation = _NEGATED_WITHIN + 1
        turned = turned or kind == "turn"
        if kind in ("good", "bad"):
            found += _named(kind, since_negation <= _NEGATED_WITHIN, turned)
    return found


def _named(kind: str, negated: bool, turned: bool) -> list[str]:
    if negated:
        return [f"not {kind}"]
    return [kind, f"{kind} at last"] if turned else [kind]


@cache
def _japanese_pieces() -> dict[str, list[tuple[str, str]]]:
    """The first two letters -> the pieces of words that begin so with their kinds, the longest first."""
    kinds = [(piece, kind) for kind, pieces in lexicon("feeling")["ja"].items() for piece in pieces.split()]
    kinds.sort(key=lambda pair: (pair[0][:2], -len(pair[0])))
    return {start: list(pairs) for start, pairs in groupby(kinds, key=lambda pair: pair[0][:2])}


def _japanese(text: str) -> list[str]:
    """The names of the signs of the Japanese words."""
    pieces, found, place, turned = _japanese_pieces(), [], 0, False
    while place < len(text):
        candidates = pieces.get(text[place : place + 2]) or pieces.get(text[place], [])
        piece, kind = next(((one, kind) for one, kind in candidates if text.startswith(one, place)), ("", ""))
        place += len(piece) or 1
        turned = turned or kind == "turn"
        if kind in ("good", "bad"):
            negated = bool(_NOT.search(text, place, place + _NEGATION_FOLLOWS))
            found += _named(kind, negated, turned)
    return found
