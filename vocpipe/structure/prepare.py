"""The rows made of one batch of raw texts: cleaned texts, sentences, survey answers, duplicate bands."""

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
    """The rows of a batch for feedback_clean, sentence, survey_answer and duplicate_band, and its counts."""

    clean: pa.Table
    sentence: pa.Table
    answer: pa.Table
    band: pa.Table
    counts: dict[str, int]


@dataclass(slots=True)
class _Text:
    """A cleaned text; `text` is None if nothing was written, and "" if nothing is left of it."""

    feedback_id: str
    text: str | None = None
    cut_share: float | None = None
    masked: dict[str, int] = field(default_factory=dict)
    lang: str | None = None
    has_title: bool = False  # the first line is a title, and there is a text below it


class Preparer:
    """Prepares batches for a workspace that expects `languages`; the first is assumed if a text has no letters.

    own_names: names of the company and its products; sentences are hashed and their words listed without them.
    """

    def __init__(self, languages: Sequence[str], own_names: Sequence[str]) -> None:
        self._default = languages[0]
        self._own = OwnNames(own_names)
        self._languages = LanguageFinder(languages)
        self._masked: dict[str, str] = {}  # closed answers repeat thousands of times

    def prepare(self, rows: pa.Table) -> Prepared:
        """What is made of `rows` (feedback_id, basis, title, text, url, question, answers as JSON)."""
        columns: dict[str, list[Any]] = {name: rows[name].to_pylist() for name in rows.column_names}
        cells = zip(columns["feedback_id"], columns["title"], columns["text"], strict=True)
        texts = [_cleaned(*row) for row in cells]
        sentences = self._sentence_rows(texts)
        answers = self._answer_rows(columns["feedback_id"], columns["answers"])
        return Prepared(
            clean=pa.table(
                {
                    "feedback_id": columns["feedback_id"],
                    "basis": columns["basis"],
                    "text": [item.text or None for item in texts],
                    "lang": [item.lang for item in texts],
                    "is_empty_like": [item.text is not None and is_empty_like(item.text) for item in texts],
                    "question": [self._mask(question) for question in columns["question"]],
                    "url": [redact_url(url) if url else None for url in columns["url"]],
                    "masked": [json.dumps(item.masked, sort_keys=True) if item.masked else None for item in texts],
                    "cut_share": [item.cut_share for item in texts],
                    "text_hash": [exact_hash(item.text) if item.text else None for item in texts],
                },
                schema=_CLEAN,
            ),
            sentence=sentences,
            answer=answers,
            band=bands([item.feedback_id for item in texts if item.text], [item.text for item in texts if item.text]),
            counts={
                "feedback": len(texts),
                "sentences": sentences.num_rows,
                "opinions": sentences["role"].to_pylist().count("opinion"),
                "masked": sum(sum(item.masked.values()) for item in texts),
            },
        )

    def _sentence_rows(self, texts: list[_Text]) -> pa.Table:
        """The sentences of `texts`; sets the language of each of `texts` too, which is that of its sentences."""
        columns: dict[str, list[Any]] = {name: [] for name in _SENTENCE.names}
        split_texts = split([item.text or "" for item in texts], self._own)
        for item, sentences in zip(texts, split_texts, strict=True):
            roles = [role(sentence.text) for sentence in sentences]
            if item.has_title and is_subject(sentences[0].text):
                roles[0] = "courtesy"
            languages = [self._languages.find(sentence.text) for sentence in sentences]
            item.lang = _main_language(sentences, roles, languages)
            seen: Counter[str] = Counter()
            for position, sentence in enumerate(sentences):
                columns["sentence_id"].append(sentence_id(item.feedback_id, sentence.text, seen[sentence.text]))
                columns["feedback_id"].append(item.feedback_id)
                columns["position"].append(position)
                columns["text"].append(sentence.text)
                columns["text_hash"].append(text_hash(self._own.neutral(sentence.text)))
                columns["lang"].append(languages[position] or item.lang or self._default)
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
        """A question or a closed answer with personal data masked; None if there is none."""
        if value is None or value == "":
            return None
        text = str(value)
        if text not in self._masked:
            self._masked[text] = redact(" ".join(characters(strip_odd(text)).split())).text
        return self._masked[text]


def _cleaned(feedback_id: str, title: str | None, text: str | None) -> _Text:
    """The text, cleaned and masked, with its title on top unless the text repeats the title."""
    head = clean(_REPLY.sub("", title, count=1)).text if title and title.strip() else ""
    if text is None or not text.strip():
        body, cut = "", None
    else:
        cleaned = clean(text)
        body, cut = cleaned.text, cleaned.cut_share
    if cut is None and not head:
        return _Text(feedback_id)
    title_is_new = bool(fold(head)) and fold(head) not in fold(body)
    masked = redact(f"{head}\n{body}".strip() if title_is_new else body)
    return _Text(feedback_id, masked.text, cut, masked.counts, has_title=title_is_new and bool(body))


def _main_language(sentences: list[Sentence], roles: list[str], languages: list[str | None]) -> str | None:
    """The language that most characters of the opinions are in, or else of all sentences; None without letters."""
    for wanted in (("opinion", "verdict"), ("opinion", "verdict", "courtesy", "empty")):
        letters: Counter[str] = Counter()
        for sentence, its_role, language in zip(sentences, roles, languages, strict=True):
            if language is not None and its_role in wanted:
                letters[language] += len(sentence.text)
        if letters:
            return max(letters, key=lambda language: (letters[language], language))
    return None


def _answers(text: str | None) -> list[dict[str, Any]]:
    answers = json.loads(text) if text else []
    return [answer for answer in answers if isinstance(answer, dict) and answer.get("answer") not in (None, "")]
