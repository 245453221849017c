"""The content words of a tokenized line in their base form; themes are described by them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vocpipe.lexicon import lexicon
from vocpipe.masking.redact import MARKS

_ENGLISH = re.compile(r"[a-z][a-z'-]*[a-z]\d{0,4}|[a-z]+\d{1,4}|\d{1,4}[a-z]+")
_NOUNS = ("名詞-普通名詞", "名詞-固有名詞")
_PARTS = (*_NOUNS, "接頭辞", "接尾辞-名詞的", "形状詞-一般")  # of a compound
_VERBS = ("動詞-", "形容詞-", "形状詞-一般")
_MAX_COMPOUND = 4
_ONE_KANA = re.compile(r"[ぁ-んァ-ヶーA-Za-zｦ-ﾟ0-9]?")
_HAS_LETTER = re.compile(r"[^\W\d_]")


def content_words(line: str, doc: Any, language: str, names: Sequence[tuple[int, int]] = ()) -> list[tuple[int, str]]:
    """(start in the line, word) of each content word; Japanese compounds are listed with their parts.

    doc: the line as spaCy has tokenized it. names: (start, end) in the line of own names,
    which are neither words nor parts of a compound.
    """
    excluded: set[int] = set()
    if names or "[" in line:
        excluded = {token.i for token in doc if _is_mark(doc, token.i) or _overlaps(token, names)}
    return list(_japanese(doc, excluded) if language == "ja" else _english(doc, excluded))


@cache
def _stop(language: str) -> frozenset[str]:
    return frozenset(lexicon("stop_words")[language].split())


def _is_mark(doc: Any, at: int) -> bool:
    return doc[at].text in MARKS and at > 0 and doc[at - 1].text.endswith("[")


def _overlaps(token: Any, names: Sequence[tuple[int, int]]) -> bool:
    return any(token.idx < end and start < token.idx + len(token) for start, end in names)


def _english(doc: Any, excluded: set[int]) -> Iterator[tuple[int, str]]:
    stop = _stop("en")
    for token in doc:
        word = token.lower_.replace("’", "'")
        if _ENGLISH.fullmatch(word) and word not in stop and token.i not in excluded:
            yield token.idx, word


def _japanese(doc: Any, excluded: set[int]) -> Iterator[tuple[int, str]]:
    run: list[Any] = []
    for token in doc:
        noun = token.tag_.startswith(_PARTS) and _HAS_LETTER.search(token.text) and token.i not in excluded
        if run and (not noun or run[-1].whitespace_):
            yield from _compound(run)
            run = []
        if noun:
            run.append(token)
        elif token.tag_.startswith(_VERBS) and token.i not in excluded and _is_word(token.lemma_):
            yield token.idx, token.lemma_
    yield from _compound(run)


def _compound(run: list[Any]) -> Iterator[tuple[int, str]]:
    """The nouns of `run`, and all of it as one word if it is a compound of two to four parts."""
    while run and run[0].tag_.startswith("接尾辞"):
        run = run[1:]
    for token in run:
        if token.tag_.startswith((*_NOUNS, "形状詞-一般")) and _is_word(_base(token)):
            yield token.idx, _base(token)
    parts = [token for token in run if not (token.tag_.startswith("接頭辞") and token.text in ("お", "ご", "御"))]
    if 2 <= len(parts) <= _MAX_COMPOUND and not parts[-1].tag_.startswith("接頭辞"):
        word = "".join(token.text for token in parts)
        if word not in _stop("ja") and not all(token.text in _stop("ja") for token in parts[1:]):
            yield parts[0].idx, word


def _base(token: Any) -> str:
    """The base form of a token; Latin words in lower case, so that PDF and pdf are one word."""
    return str(token.text.lower() if token.text.isascii() else token.lemma_)


def _is_word(word: str) -> bool:
    return word not in _stop("ja") and not _ONE_KANA.fullmatch(word) and bool(_HAS_LETTER.search(word))
