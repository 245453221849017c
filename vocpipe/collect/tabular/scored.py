"""The scores of one row: the row's own, one that judges the answer to it, and those of further types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vocpipe.collect.parsing.cells import Cells
from vocpipe.collect.parsing.columns import code
from vocpipe.collect.parsing.scores import number_in, parse_score
from vocpipe.collect.rows import digest
from vocpipe.collect.tabular.profile import ScoreRule
from vocpipe.collect.tabular.scales import Scales
from vocpipe.records import Feedback

_AFTER_TEXTS = 100_000  # the part number of a score, however many texts there are


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the scores of a table are read. `typed_by`: the column that tells a score's type; `type`: of all others.

    `further`: columns with scores of other types, which become parts of their own.
    """

    rule: ScoreRule = field(default_factory=ScoreRule)
    type: str | None = None
    typed_by: int | None = None
    scales: Scales = field(default_factory=Scales)
    further: Mapping[int, str] = field(default_factory=dict)

    def of(self, row: Cells) -> tuple[str | None, float | None]:
        """The type and the value of the row's own score."""
        score_type = self.type_in(row.texts)
        text = row.value("score")
        if score_type is None or text is None:
            return None, None
        if score_type in self.scales.refused:
            row.refuse("score", self.scales.refused[score_type], text)
            return None, None
        number = number_in(text)
        other = self.scales.values.get(score_type, {})
        score = other[number] if number is not None and number in other else row.score(score_type, self.rule.values)
        return (None, None) if score is None else (score_type, score)

    def type_in(self, texts: Sequence[str]) -> str | None:
        """The type of the score in the row with these cells."""
        if self.typed_by is None:
            return self.type
        return self.rule.types.get(code(texts[self.typed_by]), self.type)

    def with_scores(self, parts: list[Feedback], row: Cells) -> list[Feedback]:
        """The row's parts, and its further scores as parts of their own."""
        parts = _with_score_apart(parts) if self.rule.apart else parts
        first = parts[0]
        read = [(score_type, _score(row, at, score_type)) for at, score_type in self.further.items()]
        further = [(score_type, score) for score_type, score in read if score is not None]
        if not further:
            return parts
        thread = first.thread_id or first.source_id or f"row-{digest(*row.texts)}"
        parts = [replace(part, thread_id=thread) for part in parts]
        return parts + [
            _score_alone(first, score_type, score, thread, number)
            for number, (score_type, score) in enumerate(further, start=1)
        ]


def _score(row: Cells, at: int, score_type: str) -> float | None:
    answer = row.answer(at)
    if answer is None:
        return None
    try:
        return parse_score(answer, score_type)
    except ValueError as error:
        row.refuse(row.sheet.header[at], str(error), answer)
        return None


def _score_alone(first: Feedback, score_type: str, score: float, thread: str | None, number: int) -> Feedback:
    ident = None if first.source_id is None else f"{first.source_id}-{score_type}"
    return replace(
        first,
        source_id=ident,
        thread_id=thread,
        part_no=_AFTER_TEXTS + number,
        title=None,
        text=None,
        score_type=score_type,
        score=score,
    )


def _with_score_apart(parts: list[Feedback]) -> list[Feedback]:
    """The score as a part of its own, after the words that it is no part of."""
    first = parts[0]
    if first.score is None or first.score_type is None or (first.text is None and first.title is None):
        return parts
    thread = first.thread_id or first.source_id
    words = replace(first, thread_id=thread, score_type=None, score=None)
    return [words, *parts[1:], _score_alone(first, first.score_type, first.score, thread, 0)]
