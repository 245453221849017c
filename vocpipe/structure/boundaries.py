"""Where the sentences of a line begin and end."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from vocpipe.lexicon import lexicon
from vocpipe.masking.redact import MARK

MAX_LENGTH = 240  # characters of a sentence; a longer one is cut near _CUT_AT
_CUT_AT = 200
_DOTS = re.compile(r"\.{2,}|…+|・・+|。。+")
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿㐀-䶿々]")
_BULLET = re.compile(r"\s*(?:[・•●○■□◆◇▪※*＊→⇒>＞]+|[-–—]+(?=\D)|\d{1,2}[.)．）](?=\D)|[(（]\d{1,2}[)）]|[①-⑳])\s*")
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff♪♡♥☆★]")
_JOINS_EMOJI = frozenset("\ufe0f\u200d")
_ANY_EMOJI = re.compile(f"{_EMOJI.pattern}|[{''.join(_JOINS_EMOJI)}]")
_CLOSING = frozenset("」』）)]】〕》〉”’\"'")
_ENDING = _CLOSING | frozenset(
    ".…・。"
)  # without emoji, nothing else ends a sentence that the sentencizer goes on with
_OPENING = frozenset("「『（【(［[〔《〈“‘#＃")
_BREAKS = ("、", "，", "; ", ", ", " ", "")  # where a long sentence is cut, the best first
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "st"))


def sentence_spans(line: str, doc: Any) -> list[tuple[int, int]]:
    """(start, end) of each sentence in `line`, without blanks and bullets, of at most MAX_LENGTH characters.

    doc: the line as spaCy has tokenized it, with the sentencizer's sentence starts.
    """
    return _joined(line, [part for span in _spans(line, doc) for part in _cut(line, *span)])


def _spans(line: str, doc: Any) -> list[tuple[int, int]]:
    """(start, end) of the sentences in the line: as the sentencizer has them, but emoji end a sentence too."""
    starts = [0]
    emoji = False
    tokens = list(doc)
    without_emoji = not _ANY_EMOJI.search(line)
    for before, token in pairwise(tokens):
        if without_emoji and not token.is_sent_start and before.text[0] not in _ENDING:
            continue
        text = token.text
        is_emoji = bool(_EMOJI.match(text)) or text[0] in _JOINS_EMOJI
        emoji = bool(_EMOJI.match(before.text)) or (emoji and before.text[0] in _JOINS_EMOJI)
        if is_emoji or text[0] in _CLOSING:
            continue
        ends_with_emoji = emoji and not token.is_punct
        ended = ends_with_emoji or _follows_ended_emoji(doc, token.i) or _trails_off(doc, token.i)
        if ended or (token.is_sent_start and not _continues(doc, token.i)):
            starts.append(_opening(doc, token.i).idx)
    return list(zip(starts, [*starts[1:], len(line)], strict=True))


def _trails_off(doc: Any, at: int) -> bool:
    """Whether dots before token `at` end a sentence: a capital follows, or a Japanese word that can begin one."""
    if not _DOTS.fullmatch(doc[at - 1].text) or at < 3:
        return False
    after = doc[at]
    if after.text[0].isascii():
        return bool(after.text[0].isupper() and doc[at - 1].whitespace_)
    return bool(JAPANESE.match(after.text)) and not after.tag_.startswith(("助詞", "助動詞", "接尾辞"))


def _opening(doc: Any, at: int) -> Any:
    """The first token of the sentence of token `at`: a bracket, quote or # right before it belongs to it."""
    while at > 1 and doc[at - 1].text in _OPENING and not doc[at - 1].whitespace_:
        at -= 1
    return doc[at]


def _continues(doc: Any, at: int) -> bool:
    """Whether the sentence continues after the full stop before token `at`: Ver. 2, No. 5, e.g. this, 3. 5."""
    if doc[at - 1].text != "." or at < 2:
        return False
    word = doc[at - 2].text.lower()
    after = doc[at].text
    glued = not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_
    if word in _abbreviations():
        return after[0].isdigit() or after[0].islower() or word in _TITLES
    return glued and word[-1].isascii() and word[-1].isalnum() and (after[0].isdigit() or after[0].islower())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon("stop_words")["abbreviations"].split())


def _follows_ended_emoji(doc: Any, at: int) -> bool:
    """Whether there are only emoji between the end of the last sentence and token `at`, which begins the next."""
    back = at - 1
    while back > 0 and _is_tail(doc[back].text):
        if doc[back].is_sent_start:
            return not doc[at].is_punct
        back -= 1
    return False


def _is_tail(text: str) -> bool:
    return bool(_EMOJI.match(text)) or text[0] in _JOINS_EMOJI or text[0] in _CLOSING


def _cut(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks and bullet, in parts of at most MAX_LENGTH characters."""
    if bullet := _BULLET.match(line, start, end):
        start = bullet.end()
    start, end = _trimmed(line, start, end)
    while end - start > MAX_LENGTH:
        cut = _best_cut(line, start, min(start + MAX_LENGTH, end - 20))
        yield _trimmed(line, start, cut)
        start, end = _trimmed(line, cut, end)
    if start < end:
        yield start, end


def _best_cut(line: str, start: int, end: int) -> int:
    for sign in _BREAKS:
        at = line.rfind(sign, start + _CUT_AT // 2, end) if sign else start + _CUT_AT
        if at >= 0:
            return at + len(sign)
    return end


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def _joined(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` with fragments of under two letters joined to the span before them, the first one to the next."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and (_letters(line[start:end]) < 2 or _letters(line[slice(*out[-1])]) < 2):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in MARK.sub("", text))
