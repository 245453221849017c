"""Typeform's responses as CSV, Excel or the API's JSON: one row per response, one column per question.

Traps: hidden fields stand between the questions and the times, so a customer's id is one of them; times are UTC. A
question with several choices is a column per choice, or one column joined by " / ". In JSON an answer has the id of its
question alone, unless the form lies beside the file or the responses in it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.json_text import parse_json
from vocpipe.collect.parsing.jsonfile import dig, read_items
from vocpipe.collect.parsing.openfile import beside, read_bytes
from vocpipe.collect.parsing.textfile import head
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.surveys.form import Form
from vocpipe.collect.surveys.objects import cell_of, grid_of
from vocpipe.collect.surveys.survey import read_form, read_survey
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.wording import say

_PROFILE = profile_of("typeform")
_MARKS = ('"answers"', '"submitted_at"')
_OWN = {"response_id": "Response ID", "token": "Token", "response_type": "Response Type"}
_NO_TIME = "0001-"  # of the old API, where there is none
_OWN_WORDS = ("text", "long_text", "short_text")
_NUMBERS = ("nps", "opinion_scale", "rating", "number")


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response."""
    if _is_json(head(reading.path)):
        yield from read_form(reading, _PROFILE, _form(reading))
    else:
        yield from read_survey(reading, _PROFILE)


def recognizes(path: Path) -> bool:
    """Whether the file has Typeform's columns, or its responses as objects."""
    start = head(path)
    if _is_json(start):
        return all(mark in start for mark in _MARKS)
    return _PROFILE.recognizes(path)


def _is_json(start: str) -> bool:
    return start.lstrip()[:1] in ("{", "[")


def _form(reading: Reading) -> Form:
    """The responses as a table, with the questions that the form beside them has."""
    items = list(read_items(reading, "items"))
    titles = _titles(reading.path)
    answers = [answer for item in items for answer in _answers(item.value)]
    types = {_key(answer): str(dig(answer, "field", "type")) for answer in answers}
    grid = grid_of((item, _cells(item.value)) for item in items)
    if types and not titles.keys() & types.keys():
        reading.unread.append(say("vendors.typeform.no_form"))
    places = {name: at for at, name in enumerate(grid.header)}
    asked = {places[key]: kind for key, kind in types.items() if key in places}
    return Form(
        grid,
        questions={places[key]: titles[key] for key in types if key in titles and key in places},
        scores={at: "nps" for at, kind in asked.items() if kind == "nps"},
        texts=frozenset(at for at, kind in asked.items() if kind in _OWN_WORDS),
        choices=frozenset(at for at, kind in asked.items() if kind not in (*_OWN_WORDS, *_NUMBERS)),
    )


def _cells(response: Mapping[str, Any]) -> dict[str, str]:
    """Column -> cell of a response: its own fields, hidden fields and the answers by the ids of their questions."""
    if not isinstance(response.get("answers"), list) and "response_id" not in response and "token" not in response:
        return {}
    cells = {column: cell_of(response.get(name)) for name, column in _OWN.items()}
    cells |= {"Submitted At": _time(response.get("submitted_at")), "Landed At": _time(response.get("landed_at"))}
    hidden = response.get("hidden")
    cells |= {name: cell_of(value) for name, value in hidden.items()} if isinstance(hidden, dict) else {}
    for answer in _answers(response):
        name = str(answer.get("type"))
        cells["email" if name == "email" and "email" not in cells else _key(answer)] = _answer(answer, name)
    return cells


def _answers(response: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    answers = response.get("answers")
    return [answer for answer in answers if isinstance(answer, dict)] if isinstance(answers, list) else []


def _key(answer: Mapping[str, Any]) -> str:
    """The name of a question's column: its reference, which people choose, else its id."""
    return str(dig(answer, "field", "ref") or dig(answer, "field", "id") or answer.get("type"))


def _answer(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    if name == "choice":
        return cell_of(dig(value, "label") or dig(value, "other"))
    if name == "choices":
        return cell_of([dig(value, "labels"), dig(value, "other")])
    return cell_of(value) if not isinstance(value, dict) else ""


def _time(value: object) -> str:
    text = cell_of(value)
    return "" if text.startswith(_NO_TIME) else text


def _titles(path: Path) -> dict[str, str]:
    """Reference and id of every question -> its title, of the forms that lie beside the responses."""
    titles: dict[str, str] = {}
    for other in beside(path, "*.json"):
        start = head(other) if other != path else ""
        if '"fields"' not in start or all(mark in start for mark in _MARKS):
            continue
        try:
            form = parse_json(read_bytes(other).decode("utf-8"))
        except (OSError, ReadError, ValueError):
            continue
        for field in _fields(dig(form, "fields")):
            named = (str(field[key]) for key in ("ref", "id") if field.get(key))
            titles |= dict.fromkeys(named, str(field.get("title", "")))
    return titles


def _fields(fields: object) -> Iterator[Mapping[str, Any]]:
    """Every question, those in groups too."""
    for field in fields if isinstance(fields, list) else []:
        if isinstance(field, dict):
            yield field
            yield from _fields(dig(field, "properties", "fields"))


READER = Reader(_PROFILE.name, _PROFILE.kind, read, recognizes, order=_PROFILE.order, format=_PROFILE.format)
