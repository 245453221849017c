"""Which questions of a survey are scores, and on which scale: told from the wording and from all answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vocpipe.collect.parsing.headers import score_type_of
from vocpipe.collect.parsing.labels import are_offered, steps_of
from vocpipe.collect.parsing.scores import SCALES, is_reversed, parse_score
from vocpipe.collect.surveys.questions import asked_score, is_overall
from vocpipe.wording import say

_MOST_FIT = 0.95  # of the numbers; a few may be typing errors
_MOST_NUMBERS = 0.8  # of the answers
_ENOUGH = 5  # answers that are all 1 to 5 show that the scale ends there
_SHORT = 5  # the last step of the scale that most forms offer first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question whose wording asks for a score: its column, its question and its filled cells.

    `sure`: the vendor or the settings say that it is one.
    """

    at: int
    question: str
    cells: Sequence[str]
    score_type: str
    sure: bool = False

    @property
    def steps(self) -> dict[str, float]:
        """Label -> score, if the answers are steps of satisfaction in words."""
        return (steps_of(self.cells) or {}) if self.score_type == "csat" else {}

    @property
    def problem(self) -> str | None:
        """Why its answers are not scores of its type; None if they are."""
        if is_reversed(self.question):
            return say("roles.warning.reversed", column=self.question)
        if self.sure or self.steps:
            return None
        lowest, highest = SCALES[self.score_type]
        places: dict[str, Any] = {
            "column": self.question,
            "score_type": self.score_type,
            "lowest": lowest,
            "highest": highest,
        }
        numbers = _numbers(self.cells)
        if not self.cells or len(numbers) < _MOST_NUMBERS * len(self.cells):
            return say("vendors.survey.no_numbers", **places)
        fitting = [number for number in numbers if lowest <= number <= highest]
        if len(fitting) < _MOST_FIT * len(numbers):
            return say("vendors.survey.other_scale", **places)
        if highest > _SHORT and len(numbers) >= _ENOUGH and all(1 <= number <= _SHORT for number in numbers):
            return say("vendors.survey.short_scale", **places)
        return None


def candidate_of(
    at: int, question: str, cells: Sequence[str], given: str | None, *, wanted: str | None, named: bool
) -> Candidate | None:
    """The column as a candidate; None if its wording asks for no score.

    `given`: the type that the vendor or the settings say it has. `wanted`: the type that the settings want a score of.
    `named`: the settings name the column.
    """
    if given:
        return Candidate(at, question, cells, given, sure=True)
    worded = score_type_of(question) or asked_score(question)
    return Candidate(at, question, cells, worded, sure=named or worded == wanted) if worded else None


def choose_scores(candidates: Sequence[Candidate]) -> tuple[dict[str, Candidate], list[str]]:
    """(score type -> the question that is its score, what to say of the others); at most one question per type.

    Of several on satisfaction it is the one on everything; if there is none, and they differ only in the aspect, none.
    """
    chosen: dict[str, Candidate] = {}
    notes: list[str] = []
    for score_type in SCALES:
        own = [candidate for candidate in candidates if candidate.score_type == score_type]
        notes += [problem for candidate in own if _looks_scored(candidate) and (problem := candidate.problem)]
        good = [candidate for candidate in own if candidate.problem is None]
        best = next((candidate for candidate in good if candidate.sure), None) or _best(good)
        if best is not None:
            chosen[score_type] = best
        rest = [candidate.question for candidate in good if candidate is not best]
        if rest:
            key = "vendors.survey.other_scores" if best else "vendors.survey.aspects"
            notes.append(say(key, columns="; ".join(rest), score_type=score_type))
    return chosen, notes


def unscored(columns: Mapping[int, tuple[str, Sequence[str]]]) -> list[str]:
    """What to say of columns (question, cells) that hold numbers from 0 to 10 but do not show what they are."""
    found = [question for question, cells in columns.values() if len(cells) >= _ENOUGH and _are_grades(cells)]
    return [say("vendors.survey.numbers", columns="; ".join(found))] if found else []


def _are_grades(cells: Sequence[str]) -> bool:
    numbers = _numbers(cells)
    highest = SCALES["nps"][1]
    return len(numbers) == len(cells) and max(numbers) <= highest and len(set(numbers)) > 2


def _looks_scored(candidate: Candidate) -> bool:
    """Whether the answers are numbers or offered ones, and not own words on a score."""
    return bool(_numbers(candidate.cells)) or are_offered(candidate.cells)


def _best(candidates: Sequence[Candidate]) -> Candidate | None:
    overall = [candidate for candidate in candidates if is_overall(candidate.question)]
    if overall or len(candidates) < 2:
        return next(iter(overall or candidates), None)
    return None if candidates[0].score_type != "nps" else candidates[0]


def _numbers(cells: Sequence[str]) -> list[float]:
    """The cells that are numbers, on whatever scale."""
    numbers = []
    for cell in cells:
        try:
            numbers.append(parse_score(cell, "nps"))
        except ValueError:
            digits = cell.strip()
            if digits.isascii() and digits.isdecimal():
                numbers.append(float(digits))
    return numbers
