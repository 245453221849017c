"""Texts to sentences, the unit of analysis, and the content words in each; every text is tokenized once for both.

A sentence is a piece of its text as it stands there, so that it can be found in it again. spaCy's blank pipelines do
the work: `ja` (Sudachi) for lines with Japanese or Chinese characters, `en` for all others.
"""

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from vocpipe.own_names import NO_NAMES, OwnNames
from vocpipe.structure.keywords import content_words
from vocpipe.structure.lexicon import lexicon
from vocpipe.structure.redact import MARKS

LONGEST = 240  # characters of a sentence, beyond which it is cut near 200
_CUT_AT = 200
_DOTS = re.compile(r"\.{2,}|…+|・・+|。。+")
_LINE = 10_000  # characters handed to the tokenizer at once; Sudachi takes 49,149 bytes
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿㐀-䶿々]")
_BULLET = re.compile(r"\s*(?:[・•●○■□◆◇▪※*＊→⇒>＞]+|[-–—]+(?=\D)|\d{1,2}[.)．）](?=\D)|[(（]\d{1,2}[)）]|[①-⑳])\s*")
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff♪♡♥☆★]")
_JOINS_EMOJI = frozenset("\ufe0f\u200d")
_CLOSING = frozenset("」』）)]】〕》〉”’\"'")
_OPENING = frozenset("「『（【(［[〔《〈“‘#＃")
_BREAKS = ("、", "，", "; ", ", ", " ", "")  # where a long sentence is cut, the best first
_EXTRA_ENDS = ["!!", "??", "!?", "?!", "！！", "？？", "……", "…。"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a text, and its content words in their base form."""

    text: str
    tokens: list[str]


def split(texts: Sequence[str], own: OwnNames = NO_NAMES) -> list[list[Sentence]]:
    """The sentences of each of `texts`, own names not among their words; a text of line breaks and blanks has none."""
    pieces = [[piece for line in text.split("\n") for piece in _short_lines(line)] for text in texts]
    wanted: dict[str, list[Sentence]] = {piece: [] for lines in pieces for piece in lines}
    for japanese in (True, False):
        part = [piece for piece in wanted if bool(_JAPANESE.search(piece)) is japanese]
        wanted.update(zip(part, _sentences(part, "ja" if japanese else "en", own), strict=True))
    return [[sentence for piece in lines for sentence in wanted[piece]] for lines in pieces]


def sentence_id(feedback_id: str, text: str, occurrence: int) -> str:
    """The id of the `occurrence`-th sentence (from 0) of that feedback that reads `text`."""
    return "s_" + hashlib.sha256(f"{feedback_id}\x1f{text}\x1f{occurrence}".encode()).hexdigest()[:16]


def _short_lines(line: str) -> Iterator[str]:
    line = line.strip()
    while len(line) > _LINE:
        cut = max(line.rfind(end, _LINE // 2, _LINE) for end in "。.!?！？、, ") + 1 or _LINE
        yield line[:cut].strip()
        line = line[cut:].strip()
    if line:
        yield line


def _sentences(lines: list[str], language: str, own: OwnNames) -> Iterator[list[Sentence]]:
    if not lines:
        return
    for line, doc in zip(lines, _pipeline(language).pipe(lines, batch_size=500), strict=True):
        spans = _joined(line, [part for span in _spans(doc) for part in _cut(line, *span)])
        words = content_words(doc, language, own.spans(line))
        yield [Sentence(line[start:end], [word for at, word in words if start <= at < end]) for start, end in spans]


@cache
def _pipeline(language: str) -> Any:
    """A blank spaCy pipeline with the rule-based sentencizer."""
    with _without_torch():
        import spacy
        from spacy.pipeline import Sentencizer

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer", config={"punct_chars": [*Sentencizer.default_punct_chars, *_EXTRA_ENDS]})
    return nlp


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keeps spaCy from importing torch, which takes seconds: no blank pipeline has a network."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]


def _spans(doc: Any) -> list[tuple[int, int]]:
    """(start, end) of the sentences in the line, by the sentencizer, with emoji as ends and abbreviations as none."""
    starts = [0]
    emoji = False
    for token in doc[1:] if len(doc) else []:
        before = doc[token.i - 1]
        text = token.text
        is_emoji = bool(_EMOJI.match(text)) or text[0] in _JOINS_EMOJI
        emoji = bool(_EMOJI.match(before.text)) or (emoji and before.text[0] in _JOINS_EMOJI)
        if is_emoji or text[0] in _CLOSING:
            continue
        ends_with_emoji = emoji and not token.is_punct
        ended = ends_with_emoji or _follows_ended_emoji(doc, token.i) or _trails_off(doc, token.i)
        if ended or (token.is_sent_start and not _goes_on(doc, token.i)):
            starts.append(_opening(doc, token.i).idx)
    return list(zip(starts, [*starts[1:], len(doc.text)], strict=True))


def _trails_off(doc: Any, at: int) -> bool:
    """Whether dots before token `at` end a sentence: a capital, or a Japanese word that joins nothing, follows."""
    if not _DOTS.fullmatch(doc[at - 1].text) or at < 3:
        return False
    after = doc[at]
    if after.text[0].isascii():
        return bool(after.text[0].isupper() and doc[at - 1].whitespace_)
    return bool(_JAPANESE.match(after.text)) and not after.tag_.startswith(("助詞", "助動詞", "接尾辞"))


def _opening(doc: Any, at: int) -> Any:
    """The token that the sentence of token `at` begins with: a bracket, quote or # right before it is part of it."""
    while at > 1 and doc[at - 1].text in _OPENING and not doc[at - 1].whitespace_:
        at -= 1
    return doc[at]


def _goes_on(doc: Any, at: int) -> bool:
    """Whether the full stop before token `at` ends no sentence: Ver. 2, No. 5, e.g. this, 3. 5."""
    if doc[at - 1].text != "." or at < 2:
        return False
    word = doc[at - 2].text.lower()
    after = doc[at].text
    glued = not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_
    if word in _abbreviations():
        return after[0].isdigit() or after[0].islower() or word in _TITLES
    return glued and word[-1].isascii() and word[-1].isalnum() and (after[0].isdigit() or after[0].islower())


_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "st"))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon("stop")["abbreviations"].split())


def _follows_ended_emoji(doc: Any, at: int) -> bool:
    """Whether only emoji stand between token `at` and the sentence's end, where the sentencizer has begun the next."""
    back = at - 1
    while back > 0 and _is_tail(doc[back].text):
        if doc[back].is_sent_start:
            return not doc[at].is_punct
        back -= 1
    return False


def _is_tail(text: str) -> bool:
    return bool(_EMOJI.match(text)) or text[0] in _JOINS_EMOJI or text[0] in _CLOSING


def _cut(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks and bullet, in parts of at most LONGEST characters."""
    if bullet := _BULLET.match(line, start, end):
        start = bullet.end()
    start, end = _trimmed(line, start, end)
    while end - start > LONGEST:
        cut = _best_cut(line, start, min(start + LONGEST, end - 20))
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
    """`spans`, fragments of under two letters joined to the one before, at the beginning to the one after."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and (_letters(line[start:end]) < 2 or _letters(line[slice(*out[-1])]) < 2):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in _MARK.sub("", text))


_MARK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")
