"""SurveyMonkey's responses as its API gives them: pages of questions with answers.

Traps: an answer has ids alone, unless the responses were asked for with `simple=true` or the details of the survey lie
beside them; a grade of a matrix is the label of the choice, not its id; some responses were created in 1970.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig, read_items
from vocpipe.collect.parsing.openfile import beside, read_bytes
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reading
from vocpipe.collect.surveys.form import Form
from vocpipe.collect.surveys.objects import cell_of, grid_of
from vocpipe.collect.surveys.survey import read_form
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.wording import say

_MARKS = ('"pages"', '"questions"', '"response_status"')
_OWN = ("id", "collector_id", "response_status", "date_created", "date_modified", "email_address", "custom_value")
_BETWEEN = " / "

Json = Mapping[str, Any]


@dataclass(slots=True)
class _Survey:
    """What is known of the questions: id -> wording, kind and, of choices and rows, their words."""

    questions: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    unnamed: int = 0  # answers of which only the id is known

    def learn(self, question: Json) -> None:
        """Take what a question says of itself, in the survey's details or in a response."""
        ident = as_id(question.get("id")) or ""
        headings = question.get("headings")
        heading = as_text(question.get("heading")) or as_text(dig(headings[0], "heading") if headings else None)
        if heading:
            self.questions[ident] = " ".join(heading.split())
        if family := as_text(question.get("family")):
            self.families[ident] = family
        for group in ("choices", "rows", "cols", "other"):
            options = dig(question.get("answers"), group)
            for option in options if isinstance(options, list) else [options]:
                key, text = as_id(dig(option, "id")), as_text(dig(option, "text"))
                if key and text:
                    self.options[key] = text


def read_api(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response."""
    items = list(read_items(reading, "data", marks=()))
    survey = _Survey()
    for question in _details(reading.path):
        survey.learn(question)
    asked = [question for details in _of_page(items) for question in _questions(details)]
    for question in asked:
        survey.learn(question)
    rows = [_cells(item.value, survey) for item in items]
    grid = grid_of(zip(items, _ordered(rows, [as_id(question.get("id")) or "" for question in asked]), strict=True))
    if survey.unnamed:
        reading.unread.append(say("vendors.surveymonkey.only_ids", n=survey.unnamed))
    own_words = [at for at, name in enumerate(grid.header) if _family(name, survey) == "open_ended"]
    choices = [at for at, name in enumerate(grid.header) if _family(name, survey) in ("multiple_choice", "demographic")]
    questions = {at: _question(name, survey) for at, name in enumerate(grid.header)}
    form = Form(grid, questions=questions, texts=frozenset(own_words), choices=frozenset(choices))
    yield from read_form(reading, profile_of("surveymonkey"), form)


def is_api(path: Path) -> bool:
    """Whether the file has responses as the API gives them."""
    start = head(path)
    return start.lstrip()[:1] in ("{", "[") and all(mark in start for mark in _MARKS)


def _cells(response: Json, survey: _Survey) -> dict[str, str]:
    """Column -> cell: the response's own fields, custom variables, and the answers by question and row."""
    if "pages" not in response:
        return {}
    cells = {name: cell_of(response.get(name)) for name in _OWN}
    variables = response.get("custom_variables")
    cells |= {name: cell_of(value) for name, value in variables.items()} if isinstance(variables, dict) else {}
    for question in _questions(response):
        survey.learn(question)
        ident = as_id(question.get("id")) or ""
        for answer in _members(question, "answers"):
            text = _text(answer, survey, ident)
            key = _BETWEEN.join(filter(None, [ident, as_id(answer.get("row_id"))]))
            if text:
                cells[key] = "; ".join(filter(None, [cells.get(key), text]))
    return cells


def _of_page(items: list[Item]) -> list[Json]:
    """The details of surveys on a page that was pulled, which has them itself."""
    return _members(items[0].page, "surveys") if items else []


def _ordered(rows: list[dict[str, str]], questions: list[str]) -> list[dict[str, str]]:
    """The rows with their columns in the order of the survey, so that an answer has its place on every page."""
    if not questions:
        return rows
    places = {question: place for place, question in enumerate(questions)}
    names = dict.fromkeys((*_OWN, *questions, *(name for row in rows for name in row)))
    columns = sorted(names, key=lambda name: places.get(name.partition(_BETWEEN)[0], -1))
    return [{name: row.get(name, "") for name in columns} if row else row for row in rows]


def _text(answer: Json, survey: _Survey, question: str) -> str:
    """The answer's own text, the words of its choice, or its words in one of `simple=true`."""
    own = as_text(answer.get("text"))
    choice = as_id(answer.get("choice_id")) or as_id(answer.get("other_id"))
    words = own or survey.options.get(choice or "") or as_text(answer.get("simple_text"))
    if words is None and choice is not None:
        survey.unnamed += 1
    row = survey.options.get(as_id(answer.get("row_id")) or "")
    if words and not own and row and survey.families.get(question) == "matrix":
        words = words.removeprefix(f"{row} - ")  # the words of a matrix begin with those of its row
    return words or ""


def _questions(response: Json) -> Iterator[Json]:
    for page in _members(response, "pages"):
        yield from _members(page, "questions")


def _members(value: Json, key: str) -> list[Json]:
    members = value.get(key)
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []


def _family(name: str, survey: _Survey) -> str | None:
    return survey.families.get(name.partition(_BETWEEN)[0])


def _question(name: str, survey: _Survey) -> str:
    """The wording of a column's question, with its row if it has several."""
    question, _, row = name.partition(_BETWEEN)
    return _BETWEEN.join(filter(None, [survey.questions.get(question, question), survey.options.get(row, "")]))


def _details(path: Path) -> Iterator[Json]:
    """Every question of the surveys whose details lie beside the responses."""
    for other in beside(path, "*.json"):
        start = head(other) if other != path else ""
        if '"headings"' not in start or '"response_status"' in start:
            continue
        try:
            survey = parse_json(read_bytes(other).decode("utf-8"))
        except (OSError, ReadError, ValueError):
            continue
        if isinstance(survey, dict):
            yield from _questions(survey)
