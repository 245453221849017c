"""Which column, or which columns of one scale, hold the score of a SurveyMonkey export."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.surveys.scales import candidate_of, choose_scores

_NPS = re.compile(r"\bnps\b|net promoter|recommend|おすすめ|お勧め|お薦め|オススメ|勧めたい|[勧薦]める|すすめる|推奨")
_NPS_FOR_SURE = re.compile(r"\bnps\b|net promoter|how likely|推奨度|可能性|どの程度|どのくらい")
_MIN_GRADES = 7  # options that are numbers, from which on they make a scale of one column per grade
_MIN_SHARE = 0.5  # of the answers to such a question have to be scores, if its wording leaves a doubt


@dataclass(frozen=True, slots=True)
class Column:
    """One column of answers: its number from 0, its question, its option ("" in a condensed export)."""

    at: int
    question: str
    option: str

    @property
    def label(self) -> str:
        """The question and the option as one name."""
        return self.question if self.option in ("", "Response", "回答") else f"{self.question} / {self.option}"


def grade(column: Column, cell: str, scale: Sequence[Column]) -> str:
    """What a cell says about the score: the cell, or its column's option if each grade has a column."""
    return column.option if len(scale) > 1 else cell


def plain(text: str) -> str:
    """`text` without case and width."""
    return unicodedata.normalize("NFKC", text).casefold()


def answers(column: Column, rows: list[list[str]]) -> list[str]:
    """The column's cells that are not empty."""
    return [row[column.at].strip() for row in rows if column.at < len(row) and row[column.at].strip()]


def nps_scale(closed: Sequence[Column], rows: list[list[str]]) -> list[Column]:
    """The columns, among those of closed answers, of the question that asks to recommend and is answered in numbers."""
    nps_columns = [column for column in closed if _NPS.search(plain(column.label))]
    by_question: dict[str, list[Column]] = {}
    for column in nps_columns:
        by_question.setdefault(column.question, []).append(column)
    scales = [one_scale(columns, rows, "nps") for columns in by_question.values()]
    best = max(scales, key=lambda scale: _share(scale, rows, "nps"), default=[])
    sure = bool(best) and bool(_NPS_FOR_SURE.search(plain(best[0].label)))
    return best if sure or _share(best, rows, "nps") >= _MIN_SHARE else []


def other_scores(
    closed: Sequence[Column], rows: list[list[str]], score_type: str
) -> tuple[dict[str, Column], list[str]]:
    """(type -> its column, what to say) of the questions with one column whose scores are of another type."""
    single = [column for column in closed if column.label == column.question]
    columns = {column.at: column for column in single}
    candidates = [
        candidate_of(column.at, column.question, answers(column, rows), None, wanted=None, named=False)
        for column in single
    ]
    good = [candidate for candidate in candidates if candidate and candidate.score_type != score_type]
    chosen, notes = choose_scores(good)
    return {kind: columns[candidate.at] for kind, candidate in chosen.items()}, notes


def one_scale(columns: list[Column], rows: list[list[str]], score_type: str) -> list[Column]:
    """Of a question's columns those that make one score: all if each is a grade, else the one with most good scores."""
    if len(columns) >= _MIN_GRADES and all(_is_score(column.option, score_type) for column in columns):
        return columns
    return [max(columns, key=lambda column: _share([column], rows, score_type))]


def _share(scale: list[Column], rows: list[list[str]], score_type: str) -> float:
    """The share of the answers that are scores, 0 if there is no answer."""
    grades = [grade(column, cell, scale) for column in scale for cell in answers(column, rows)]
    return sum(_is_score(given, score_type) for given in grades) / len(grades) if grades else 0.0


def _is_score(raw: str, score_type: str) -> bool:
    try:
        parse_score(raw, score_type)
    except ValueError:
        return False
    return True
