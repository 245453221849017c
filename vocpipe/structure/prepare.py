"""The rows made of one batch of raw texts: cleaned texts, sentences, survey answers, duplicate bands."""

import json
from collections import Counter
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from vocpipe.masking.forms import Form
from vocpipe.masking.known import NOBODY, KnownNames
from vocpipe.masking.redact import redact, redact_url
from vocpipe.masking.writers import without_names, writer_names
from vocpipe.own_names import OwnNames
from vocpipe.store.vectors import text_hash
from vocpipe.structure.clean import characters, strip_odd
from vocpipe.structure.courtesy import is_empty_like, is_subject, role
from vocpipe.structure.known_names import identity_forms
from vocpipe.structure.language import LanguageFinder
from vocpipe.structure.mojibake import mended
from vocpipe.structure.similarity import bands, exact_hash
from vocpipe.structure.split import Sentence, sentence_id, split
from vocpipe.structure.templates import KINDS, Known
from vocpipe.structure.texts import Names, Text, cut, uncut

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
        ("clauses", pa.list_(pa.struct([("begins", pa.int32()), ("ends", pa.int32()), ("text_hash", pa.string())]))),
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
_LINE = pa.schema(
    [
        ("feedback_id", pa.string()),
        ("source", pa.string()),
        ("thread", pa.string()),
        ("hash", pa.uint64()),
        ("rest", pa.uint64()),
        ("is_signed", pa.bool_()),
        ("at_edge", pa.bool_()),
    ]
)
NO_SENTENCES, NO_LINES = _SENTENCE.empty_table(), _LINE.empty_table()


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of a batch for feedback_clean, sentence, survey_answer and duplicate_band, and its counts."""

    clean: pa.Table
    sentence: pa.Table
    answer: pa.Table
    band: pa.Table
    counts: dict[str, int]
    said: list[tuple[str, str]]  # (feedback_id, name) of the names found in texts of threads


class Preparer:
    """Prepares batches for a workspace that expects `languages`; the first is assumed if a text has no letters.

    own_names: names of the company and its products; sentences are hashed and their words listed without them.
    templates: those of each source. known: the names that every text is searched for. key: what the ids of sentences
    are keyed with.
    """

    def __init__(
        self,
        languages: Sequence[str],
        own_names: Sequence[str],
        templates: Mapping[str, Known] | None = None,
        known: KnownNames = NOBODY,
        *,
        key: bytes,
    ) -> None:
        self._default, self._key = languages[0], key
        self._own = OwnNames(own_names)
        self._languages = LanguageFinder(languages)
        self._templates = templates or {}
        self._known = known
        self._masked: dict[str, str] = {}  # closed answers repeat thousands of times

    def prepare(self, rows: pa.Table, kept: MutableMapping[str, Text] | None = None) -> Prepared:
        """What is made of `rows`, which have the columns of structure_todo.

        kept: texts that have been cleaned already, by their ids; those of `rows` are taken out.
        """
        columns: dict[str, list[Any]] = {name: rows[name].to_pylist() for name in rows.column_names}
        texts = _cut_texts(rows, self._templates, {} if kept is None else kept, self._known)
        sentences = self._sentence_rows(texts)
        answers = self._answer_rows(*(columns[name] for name in ("feedback_id", "answers", "raw", "identity")))
        return Prepared(
            clean=pa.table(
                {
                    "feedback_id": columns["feedback_id"],
                    "basis": columns["basis"],
                    "text": [item.text or None for item in texts],
                    "lang": [item.lang for item in texts],
                    "is_empty_like": [_says_nothing(item) for item in texts],
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
                "mended": sum(item.was_mended for item in texts),
                "unreadable": sum(item.is_unreadable for item in texts),
                "templates": sum(item.templates for item in texts),
            },
            said=[
                (item.feedback_id, name)
                for item, thread in zip(texts, columns["thread"], strict=True)
                if thread != item.feedback_id
                for name in item.said
            ],
        )

    def _sentence_rows(self, texts: list[Text]) -> pa.Table:
        """The sentences of `texts`; sets the language of each of `texts` too, which is that of its sentences."""
        columns: dict[str, list[Any]] = {name: [] for name in _SENTENCE.names}
        split_texts = split([item.text or "" for item in texts], self._own)
        for item, sentences in zip(texts, split_texts, strict=True):
            roles = ["empty" if item.is_unreadable else role(sentence.text) for sentence in sentences]
            if item.has_title and is_subject(sentences[0].text):
                roles[0] = "courtesy"
            languages = [self._languages.find(sentence.text) for sentence in sentences]
            item.lang = _main_language(sentences, roles, languages)
            seen: Counter[str] = Counter()
            for position, sentence in enumerate(sentences):
                ident = sentence_id(self._key, item.feedback_id, sentence.text, seen[sentence.text])
                columns["sentence_id"].append(ident)
                columns["feedback_id"].append(item.feedback_id)
                columns["position"].append(position)
                columns["text"].append(sentence.text)
                columns["text_hash"].append(self._hash(sentence.text))
                columns["lang"].append(languages[position] or item.lang or self._default)
                columns["role"].append(roles[position])
                columns["tokens"].append(sentence.tokens)
                columns["clauses"].append(
                    [
                        {"begins": begins, "ends": ends, "text_hash": self._hash(sentence.text[begins:ends])}
                        for begins, ends in sentence.clauses
                    ]
                )
                seen[sentence.text] += 1
        return pa.table(columns, schema=_SENTENCE)

    def _hash(self, text: str) -> str:
        """The hash of a text without own names, by which its vector is found."""
        return text_hash(self._own.neutral(text))

    def _answer_rows(
        self,
        feedback_ids: list[str],
        answers: list[str | None],
        raws: list[str | None],
        identities: list[list[str] | None],
    ) -> pa.Table:
        columns: dict[str, list[Any]] = {name: [] for name in _ANSWER.names}
        for feedback_id, text, raw, identity in zip(feedback_ids, answers, raws, identities, strict=True):
            closed = _answers(text)
            names = writer_names(raw) if closed else []
            own = identity_forms(tuple(identity or ())) if closed else ()
            for position, answer in enumerate(closed):
                columns["feedback_id"].append(feedback_id)
                columns["position"].append(position)
                columns["question"].append(self._mask(answer.get("question")) or "")
                columns["option"].append(self._mask(answer.get("option")))
                columns["answer"].append(without_names(self._mask(answer.get("answer"), own) or "", names)[0])
        return pa.table(columns, schema=_ANSWER)

    def _mask(self, value: object, own: Sequence[Form] = ()) -> str | None:
        """A question or a closed answer with personal data masked; None if there is none."""
        if value is None or value == "":
            return None
        text = str(value)
        if text not in self._masked:
            self._masked[text] = redact(" ".join(characters(mended(strip_odd(text))).split()), self._known).text
        masked = self._masked[text]
        return redact(masked, self._known, own).text if own else masked


def uncut_texts(rows: pa.Table, known: KnownNames = NOBODY) -> list[Text]:
    """The texts of `rows`, which have the columns of structure_todo, with the templates in them."""
    columns = ("feedback_id", "title", "text", "raw", "kind", "identity", "said")
    return [
        uncut(feedback_id, title, text, raw, _names(known, identity, said), has_templates=kind in KINDS)
        for feedback_id, title, text, raw, kind, identity, said in zip(
            *(rows[name].to_pylist() for name in columns), strict=True
        )
    ]


def _names(known: KnownNames, identity: list[str] | None, said: list[str] | None) -> Names:
    told = tuple(identity or ())
    own = [value.removeprefix("name:") for value in told if value.startswith("name:")]
    return Names(known, identity_forms(told), own, tuple(said or ()))


def _cut_texts(
    rows: pa.Table, templates: Mapping[str, Known], kept: MutableMapping[str, Text], names: KnownNames
) -> list[Text]:
    """The texts of `rows` without the templates of their sources."""
    known = [kept.pop(feedback_id, None) for feedback_id in rows["feedback_id"].to_pylist()]
    fresh = iter(uncut_texts(rows.filter(pa.array([text is None for text in known], pa.bool_())), names))
    texts = [next(fresh) if text is None else text for text in known]
    for text, source in zip(texts, rows["source"].to_pylist(), strict=True):
        cut(text, templates.get(source, {}))
    return texts


def line_rows(rows: pa.Table, texts: list[Text]) -> pa.Table:
    """The rows of text_line for `texts`, which are those of `rows`."""
    columns: dict[str, list[Any]] = {name: [] for name in _LINE.names}
    for item, source, thread in zip(texts, rows["source"].to_pylist(), rows["thread"].to_pylist(), strict=True):
        for line in item.lines:
            columns["feedback_id"].append(item.feedback_id)
            columns["source"].append(source)
            columns["thread"].append(thread)
            for name in ("hash", "rest", "is_signed", "at_edge"):
                columns[name].append(getattr(line, name))
    return pa.table(columns, schema=_LINE)


def _says_nothing(item: Text) -> bool:
    return item.text is not None and (item.is_unreadable or is_empty_like(item.text))


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
