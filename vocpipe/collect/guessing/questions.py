"""What a file does not show about a source: comments of vocpipe.toml, which `vocpipe init --ask` asks one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from vocpipe.collect.guessing.source import SourceGuess
from vocpipe.collect.reader import Evidence
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.toml import quoted, table
from vocpipe.settings.base import Kind, ScoreType, Speaking
from vocpipe.wording import Text, text

NOBODY = "-"  # the answer that no column holds it
_CLEAR = 0.9  # of the filled cells are times, where a column surely holds times
_MAX_SPEAKERS = 8


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `about`: its name; `choices`: the answers that count; `guess`: what holds without an answer.

    `option`: the line of settings that answers it. `answer`: the source after an answer.
    """

    about: str
    sentence: Text
    choices: tuple[str, ...]
    guess: str | None
    option: str
    answer: Callable[[str], SourceGuess]


def open_questions(source: SourceGuess) -> list[Question]:
    """Everything that is not sure about the source, and that nobody has answered."""
    asked = [*_kind(source), *_text(source), *_time(source), *_customer(source), *_score(source), *_speakers(source)]
    return [question for question in asked if question.about not in source.answered]


def _kind(source: SourceGuess) -> Iterator[Question]:
    if not source.sure_of_kind:
        kind = source.settings.kind
        yield Question(
            "kind",
            text("collect.init.which_kind", kind=kind),
            get_args(Kind),
            kind,
            f"kind = {quoted(kind)}",
            lambda answer: source.with_settings("kind", kind=answer),
        )


def _text(source: SourceGuess) -> Iterator[Question]:
    texts = source.of_field("text")
    if source.reader is not ANY_TABLE:
        return
    if len(texts) == 1 and texts[0].evidence is Evidence.CELLS:
        yield _column(source, "text", texts[0].column, text("collect.init.guessed_text"))
    elif not texts and not _untyped(source) and not (source.of_field("score") or source.of_field("title")):
        yield _column(source, "text", None, text("collect.init.no_text"))


def _time(source: SourceGuess) -> Iterator[Question]:
    times, counts = source.of_field("created_at"), source.trial.counts
    if source.header and counts["voices"] and not counts["voices_dated"]:
        yield _column(source, "created_at", None, text("collect.init.no_time"))
    elif times and (times[0].evidence is Evidence.CELLS or (times[0].fits or 1) < _CLEAR):
        yield _column(source, "created_at", times[0].column, text("collect.init.which_time", column=times[0].column))


def _customer(source: SourceGuess) -> Iterator[Question]:
    counts = source.trial.counts
    if source.header and counts["voices"] and not counts["voices_with_customer"] and not source.settings.anonymous:
        yield _column(source, "customer_id", None, text("collect.init.no_customer"))


def _column(source: SourceGuess, field: str, guess: str | None, sentence: Text) -> Question:
    """Which column holds a field; a customer may be nobody's column, where a source never says who wrote."""

    def answer(column: str) -> SourceGuess:
        if column == NOBODY:
            return source.with_settings(field, anonymous=True)
        return source.with_settings(field, columns={**source.settings.columns, field: column})

    nobody = (NOBODY,) if field == "customer_id" else ()
    option = f"columns = {table({field: guess or '…'})}"
    return Question(field, sentence, (*source.header, *nobody), guess, option, answer)


def _score(source: SourceGuess) -> Iterator[Question]:
    for column in _untyped(source):
        yield Question(
            "score_type",
            text("collect.init.which_score", column=column),
            get_args(ScoreType),
            None,
            'score_type = "nps"',
            lambda answer: source.with_settings("score_type", score_type=answer),
        )


def _untyped(source: SourceGuess) -> list[str]:
    return source.trial.reading.unclear.get("score_type", [])


def _speakers(source: SourceGuess) -> Iterator[Question]:
    for name in source.trial.reading.unclear.get("speakers", [])[:_MAX_SPEAKERS]:
        yield _speaker(source, name)


def _speaker(source: SourceGuess, name: str) -> Question:
    return Question(
        f"speakers.{name}",
        text("collect.init.who_speaks", name=name),
        get_args(Speaking),
        None,
        f"speakers = {table({name: 'agent'})}",
        lambda answer: source.with_settings(f"speakers.{name}", speakers={**source.settings.speakers, name: answer}),
    )
