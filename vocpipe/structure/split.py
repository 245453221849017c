"""Texts to sentences, the unit of analysis, and the content words in each; every text is tokenized once for both.

A sentence is an unchanged piece of its text, so that it can be found in it. spaCy's blank pipelines do the work: `ja`
(Sudachi) for lines with Japanese or Chinese characters, `en` for all others.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from vocpipe.own_names import NO_NAMES, OwnNames
from vocpipe.store.secret import keyed
from vocpipe.structure.boundaries import JAPANESE, sentence_spans
from vocpipe.structure.contrast import Span, english_clauses, japanese_clauses, may_contrast
from vocpipe.structure.keywords import content_words

_MAX_LINE = 10_000  # characters given to the tokenizer at once; Sudachi takes at most 49,149 bytes
_EXTRA_ENDS = ["!!", "??", "!?", "?!", "！！", "？？", "……", "…。"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a text, its content words in their base form, and the clauses in it that contrast with each other.

    clauses: (start, end) in the piece; empty if it sets nothing against anything.
    """

    text: str
    tokens: list[str]
    clauses: list[Span]


def split(texts: Sequence[str], own: OwnNames = NO_NAMES) -> list[list[Sentence]]:
    """The sentences of each text, without own names among their words; a text of nothing but blanks has none."""
    pieces = [[piece for line in text.split("\n") for piece in _short_lines(line)] for text in texts]
    sentences_of: dict[str, list[Sentence]] = {piece: [] for lines in pieces for piece in lines}
    for japanese in (True, False):
        part = [piece for piece in sentences_of if bool(JAPANESE.search(piece)) is japanese]
        sentences_of.update(zip(part, _sentences(part, "ja" if japanese else "en", own), strict=True))
    return [[sentence for piece in lines for sentence in sentences_of[piece]] for lines in pieces]


def sentence_id(key: bytes, feedback_id: str, text: str, occurrence: int) -> str:
    """The stable id of a sentence: the `occurrence`-th time, from 0, that `text` occurs in the feedback.

    SQL makes it too, by the macro `sentence_id_of`.
    """
    return "s_" + keyed(key, "sentence", feedback_id, text, str(occurrence))


def _short_lines(line: str) -> Iterator[str]:
    line = line.strip()
    while len(line) > _MAX_LINE:
        cut = max(line.rfind(end, _MAX_LINE // 2, _MAX_LINE) for end in "。.!?！？、, ") + 1 or _MAX_LINE
        yield line[:cut].strip()
        line = line[cut:].strip()
    if line:
        yield line


def _sentences(lines: list[str], language: str, own: OwnNames) -> Iterator[list[Sentence]]:
    if not lines:
        return
    for line, doc in zip(lines, _pipeline(language).pipe(lines, batch_size=500), strict=True):
        words = content_words(line, doc, language, own.spans(line))
        yield [
            Sentence(
                line[start:end],
                [word for at, word in words if start <= at < end],
                _clauses(line[start:end], start, doc, language),
            )
            for start, end in sentence_spans(line, doc)
        ]


def _clauses(text: str, start: int, doc: Any, language: str) -> list[Span]:
    """The clauses that contrast with each other in the sentence that begins at `start` of the line."""
    if language != "ja":
        return english_clauses(text)
    if not may_contrast(text):
        return []
    return japanese_clauses(text, [(token.idx - start, token) for token in doc if 0 <= token.idx - start < len(text)])


@cache
def _pipeline(language: str) -> Any:
    """A blank spaCy pipeline with the rule-based sentencizer."""
    with _without_torch():
        import spacy
        from spacy.pipeline import Sentencizer

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer", config={"punct_chars": [*Sentencizer.default_punct_chars, *_EXTRA_ENDS]})
    return nlp


def japanese_dictionary() -> Any:
    """Sudachi's tokenizer, as the pipeline for Japanese has loaded it."""
    return _pipeline("ja").tokenizer.tokenizer


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keep spaCy from importing torch, which takes seconds: a blank pipeline has no neural network."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]
