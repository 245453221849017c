"""One batch of raw texts to the rows kept of them: cleaned texts, sentences, survey answers, duplicate bands."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from vocpipe.own_names import OwnNames
from vocpipe.store.vectors import text_hash
from vocpipe.structure.clean import characters, clean, strip_odd
from vocpipe.structure.courtesy import is_empty_like, is_subject, role
from vocpipe.structure.language import LanguageFinder
from vocpipe.structure.redact import redact, redact_url
from vocpipe.structure.similarity import bands, exact_hash, fold
from vocpipe.structure.split import Sentence, sentence_id, split

_REPLY = re.compile(r"\s*(?:(?:re|fw|fwd|aw|wg|返信|転送)(?:\[\d+\]|\d+)?\s*[:：]\s*)+", re.IGNORECASE)

_CLEAN = pa.schema(
    [
        ("feedback_id", pa.string()),
        ("basis", pa.string()),
        ("text", pa.string()),
        ("lang", pa.string()),
        ("is_empty_like", pa.bool_()),
        ("question", pa.string()),
        ("url", pa.string()),
        ("masked", pa.string()),
        ("cut_share", pa.float64()),
        ("text_hash", pa.string()),
    ]
)
_SENTENCE = pa.schema(
    [
        ("sentence_id", pa.string()),
        ("feedback_id", pa.string()),
        ("position", pa.int32()),
        ("text", pa.string()),
        ("text_hash", pa.string()),
        ("lang", pa.string()),
        ("role", pa.string()),
        ("tokens", pa.list_(pa.string())),
    ]
)
_ANSWER = pa.schema(
    [
        ("feedback_id", pa.string()),
        ("position", pa.int32()),
        ("question", pa.string()),
        ("option", pa.string()),
        ("answer", pa.string()),
    ]
)
NO_SENTENCES = _SENTENCE.empty_table()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows for feedback_clean, sentence, survey_answer and duplicate_band, and how many there are of what."""

    clean: pa.Table
    sentence: pa.Table
    answer: pa.Table
    band: pa.Table
    counts: dict[str, int]


@dataclass(slots=True)
class _Said:
    """A text on its way; `text` is None where nothing was written, and "" where nothing is left of it."""

    feedback_id: str
    text: str | None = None
    cut_share: float | None = None
    masked: dict[str, int] = field(default_factory=dict)
    lang: str | None = None
    titled: bool = False  # the first line is a title, and there is a text below it


class Preparer:
    """Prepares batches for a workspace that expects `languages`, the first of which stands where none can be told.

    own_names: what sentences are compared without: neither their hash nor their words hold them.
    """

    def __init__(self, languages: Sequence[str], own_names: Sequence[str]) -> None:
        self._default = languages[0]
        self._own = OwnNames(own_names)
        self._languages = LanguageFinder(languages)
        self._masked: dict[str, str] = {}  # closed answers repeat thousands of times

    def prepare(self, rows: pa.Table) -> Prepared:
        """The rows to keep of `rows` (feedback_id, basis, title, text, url, question, answers as JSON)."""
        columns: dict[str, list[Any]] = {name: rows[name].to_pylist() for name in rows.column_names}
        said = [_said(*cells) for cells in zip(columns["feedback_id"], columns["title"], columns["text"], strict=True)]
        sentences = self._sentence_rows(said)
        answers = self._answer_rows(columns["feedback_id"], columns["answers"])
        written = [one for one in said if one.text]
        return Prepared(
            clean=pa.table(
                {
                    "feedback_id": columns["feedback_id"],
                    "basis": columns["basis"],
                    "text": [one.text or None for one in said],
                    "lang": [one.lang for one in said],
                    "is_empty_like": [one.text is not None and is_empty_like(one.text) for one in said],
                    "question": [self._mask(question) for question in columns["question"]],
                    "url": [redact_url(url) if url else None for url in columns["url"]],
                    "masked": [json.dumps(one.masked, sort_keys=True) if one.masked else None for one in said],
                    "cut_share": [one.cut_share for one in said],
                    "text_hash": [exact_hash(one.text) if one.text else None for one in said],
                },
                schema=_CLEAN,
            ),
            sentence=sentences,
            answer=answers,
            band=bands([one.feedback_id for one in written], [one.text or "" for one in written]),
            counts={
                "feedback": len(said),
                "sentences": sentences.num_rows,
                "opinions": sentences["role"].to_pylist().count("opinion"),
                "masked": sum(sum(one.masked.values()) for one in said),
            },
        )

    def _sentence_rows(self, said: list[_Said]) -> pa.Table:
        columns: dict[str, list[Any]] = {name: [] for name in _SENTENCE.names}
        found_in = split([one.text or "" for one in said], self._own)
        for one, sentences in zip(said, found_in, strict=True):
            roles = [role(sentence.text) for sentence in sentences]
            if one.titled and is_subject(sentences[0].text):
                roles[0] = "courtesy"
            found = [self._languages.find(sentence.text) for sentence in sentences]
            one.lang = _main_language(sentences, roles, found)
            seen: Counter[str] = Counter()
            for position, sentence in enumerate(sentences):
                columns["sentence_id"].append(sentence_id(one.feedback_id, sentence.text, seen[sentence.text]))
                columns["feedback_id"].append(one.feedback_id)
                columns["position"].append(position)
                columns["text"].append(sentence.text)
                columns["text_hash"].append(text_hash(self._own.neutral(sentence.text)))
                columns["lang"].append(found[position] or one.lang or self._default)
                columns["role"].append(roles[position])
                columns["tokens"].append(sentence.tokens)
                seen[sentence.text] += 1
        return pa.table(columns, schema=_SENTENCE)

    def _answer_rows(self, feedback_ids: list[str], answers: list[str | None]) -> pa.Table:
        columns: dict[str, list[Any]] = {name: [] for name in _ANSWER.names}
        for feedback_id, text in zip(feedback_ids, answers, strict=True):
            for position, answer in enumerate(_answers(text)):
                columns["feedback_id"].append(feedback_id)
                columns["position"].append(position)
                columns["question"].append(self._mask(answer.get("question")) or "")
                columns["option"].append(self._mask(answer.get("option")))
                columns["answer"].append(self._mask(answer.get("answer")) or "")
        return pa.table(columns, schema=_ANSWER)

    def _mask(self, value: object) -> str | None:
        """A short text as it may be published; None where there is none."""
        if value is None or value == "":
            return None
        text = str(value)
        if text not in self._masked:
            self._masked[text] = redact(" ".join(characters(strip_odd(text)).split())).text
        return self._masked[text]


def _said(feedback_id: str, title: str | None, text: str | None) -> _Said:
    """The text with its title on top, unless it says the same; cleaned and masked."""
    head = clean(_REPLY.sub("", title, count=1)).text if title and title.strip() else ""
    if text is None or not text.strip():
        body, cut = "", None
    else:
        cleaned = clean(text)
        body, cut = cleaned.text, cleaned.cut_share
    if cut is None and not head:
        return _Said(feedback_id)
    title_is_new = bool(fold(head)) and fold(head) not in fold(body)
    masked = redact(f"{head}\n{body}".strip() if title_is_new else body)
    return _Said(feedback_id, masked.text, cut, masked.counts, titled=title_is_new and bool(body))


def _main_language(sentences: list[Sentence], roles: list[str], found: list[str | None]) -> str | None:
    """The language most characters are in, of the opinions or else of all; None without any letters."""
    for wanted in (("opinion", "verdict"), ("opinion", "verdict", "courtesy", "empty")):
        letters: Counter[str] = Counter()
        for sentence, what, language in zip(sentences, roles, found, strict=True):
            if language is not None and what in wanted:
                letters[language] += len(sentence.text)
        if letters:
            return max(letters, key=lambda language: (letters[language], language))
    return None


def _answers(text: str | None) -> list[dict[str, Any]]:
    answers = json.loads(text) if text else []
    return [one for one in answers if isinstance(one, dict) and one.get("answer") not in (None, "")]
