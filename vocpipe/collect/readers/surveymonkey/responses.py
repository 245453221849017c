"""SurveyMonkey's CSV or Excel of all individual responses: one row per respondent.

Traps: two header rows, the questions and under them the answer options; a blank cell of the first belongs to the
question to its left. In a condensed export the second is blank, and what is free text shows only in the answers. One
response may hold several free answers: each is a part of its own, and the first carries the score and the closed
answers, so that a score is counted once. IP addresses, names and custom data are identities and stay in the raw row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.date_order import Order, order_of
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.parsing.spreadsheet import is_error
from vocpipe.collect.parsing.textfile import misfit, odd_runs, time_or_refuse, without_odd
from vocpipe.collect.reader import ColumnUse, Evidence, Reading
from vocpipe.collect.readers.surveymonkey.layout import Layout, find_layout, header_cells, is_options
from vocpipe.collect.readers.surveymonkey.records import RESPONDENT, read_rows
from vocpipe.collect.readers.surveymonkey.scale import Column, grade, other_scores
from vocpipe.records import Accepted, Feedback, Outcome, Refused, Rejected
from vocpipe.wording import say

_KEYS = {"text", "score", "customer_id", "email"}
_META_FIELDS = {
    "respondent": "id", "end": "created_at", "start": "started_at", "customer": "customer_id", "email": "email",
}  # fmt: skip
_DAMAGED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Survey:
    """All that is needed to read one row."""

    layout: Layout
    decoded: Decoded
    reading: Reading
    order: Order | None


def read_export(reading: Reading) -> Iterator[Outcome]:
    """One outcome per response. Raises ReadError if the header is not that of such an export."""
    decoded, records = read_rows(reading)
    first = records[0][1] if records else []
    second = records[1][1] if len(records) > 1 and is_options(first, records[1][1]) else []
    rows = records[1 + bool(second) :]
    answers = [cells for _, cells in rows if not isinstance(cells, Broken)]
    layout = find_layout(first, second, answers, reading.source)
    if not reading.source.score_type:
        layout.others, notes = other_scores(layout.closed, answers, layout.score_type)
        reading.unread += notes
    survey = _Survey(layout, decoded, reading, _order(layout, answers))
    _warn(layout, reading)
    reading.columns = _uses(layout)
    odd = _odd_in_header(first, second, decoded)
    reading.warnings += [say("collect.warning.odd_in_header", raw=part.raw, column=part.field) for part in odd]
    for line, cells in rows:
        outcome = _response(line, cells, survey)
        if odd and isinstance(outcome, Accepted):
            outcome.refused += odd
            odd = []
        yield outcome


def _warn(layout: Layout, reading: Reading) -> None:
    unknown = sorted(set(reading.source.columns) - _KEYS)
    if unknown:
        reading.warnings.append(say("collect.warning.unused_columns", columns=", ".join(unknown)))
    if reading.source.score_type and not layout.score:
        reading.warnings.append(say("collect.warning.no_score"))


def _uses(layout: Layout) -> list[ColumnUse]:
    """Which columns became what."""
    uses = [(layout.meta[key], name) for key, name in _META_FIELDS.items() if key in layout.meta]
    uses += [(column.at, "text") for column in layout.text] + [
        (column.at, "score") for column in [*layout.score, *layout.others.values()]
    ]
    evidence = {"text": Evidence.CELLS, "score": Evidence.CELLS}
    return [ColumnUse(name, layout.labels[at], evidence.get(name, Evidence.FORMAT)) for at, name in sorted(uses)]


def _odd_in_header(first: list[str], second: list[str], decoded: Decoded) -> list[Refused]:
    cells, reason = header_cells(first, second), say("collect.value.odd_bytes_in_header")
    return [Refused(name, reason, run) for name, cell in cells for run in odd_runs(cell, decoded)]


def _order(layout: Layout, rows: list[list[str]]) -> Order | None:
    spots = [layout.meta[name] for name in ("start", "end") if name in layout.meta]
    return order_of(row[at] for row in rows for at in spots if at < len(row))


def _response(line: int, cells: list[str], survey: _Survey) -> Outcome:
    layout = survey.layout
    problem = misfit(cells, layout.width) or _respondent_problem(cells, layout)
    if problem:
        return Rejected(line, problem, ",".join(cells))
    refused: list[Refused] = []
    named_cells = list(zip(layout.labels, cells, strict=False))  # a row may have empty cells too many
    readable = [without_odd(name, cell, survey.decoded, refused).strip() for name, cell in named_cells]
    clean = [_without_error(name, cell, refused) for (name, _), cell in zip(named_cells, readable, strict=True)]
    score = _score(clean, layout, refused)
    texts = [(column, clean[column.at]) for column in layout.text if clean[column.at]]
    closed = [_answer(column, clean[column.at]) for column in layout.closed if clean[column.at]]
    if not texts and not closed:
        return Rejected(line, say("collect.row.no_answer"), ",".join(cells))
    common = _common(clean, survey, refused)
    parts = _parts(common, texts)
    parts[0].score, parts[0].score_type = score, None if score is None else layout.score_type
    parts += _other_parts(common, clean, layout, refused, taken=len(parts))
    if closed:
        parts[0].attrs["answers"] = closed
    raw = {name: cell for name, cell in named_cells if cell}
    return Accepted(line, parts, refused=refused, raw=raw)


def _without_error(name: str, cell: str, refused: list[Refused]) -> str:
    """The cell, or nothing if a spreadsheet's error stands in it, which is refused."""
    if not is_error(cell):
        return cell
    refused.append(Refused(name, say("collect.value.spreadsheet_error"), cell))
    return ""


def _respondent_problem(cells: list[str], layout: Layout) -> str | None:
    respondent = cells[layout.meta["respondent"]].strip()
    if not respondent:
        return say("collect.row.no_respondent")
    if fold(respondent) in RESPONDENT:
        return say("collect.row.header_again")
    if _DAMAGED.fullmatch(respondent):
        return say("collect.row.damaged_respondent")
    return None


def _score(cells: list[str], layout: Layout, refused: list[Refused]) -> float | None:
    answered = [column for column in layout.score if cells[column.at]]
    if not answered:
        return None
    answer = grade(answered[0], cells[answered[0].at], layout.score)
    try:
        if len(answered) > 1:
            raise ValueError(say("collect.value.several_grades"))
        return parse_score(answer, layout.score_type)
    except ValueError as error:
        refused.append(Refused(answered[0].question, str(error), answer))
        return None


def _other_parts(
    common: Feedback, cells: list[str], layout: Layout, refused: list[Refused], *, taken: int
) -> list[Feedback]:
    """A part without text for every score of another type."""
    parts: list[Feedback] = []
    for score_type, column in layout.others.items():
        if not cells[column.at]:
            continue
        try:
            score = parse_score(cells[column.at], score_type)
        except ValueError as error:
            refused.append(Refused(column.question, str(error), cells[column.at]))
            continue
        part = replace(common, text=None, score_type=score_type, score=score, part_no=taken + len(parts))
        part.source_id = common.source_id and f"{common.source_id}-{score_type}"
        part.attrs = {key: value for key, value in common.attrs.items() if key != "answers"}
        part.attrs["question"] = column.question
        parts.append(part)
    return parts


def _answer(column: Column, answer: str) -> dict[str, str]:
    return {"question": column.question, "option": column.option, "answer": answer}


def _parts(common: Feedback, texts: list[tuple[Column, str]]) -> list[Feedback]:
    """A part per free answer, or one without text; the first has the respondent's bare id."""
    if not texts:
        return [common]
    return [
        replace(
            common,
            source_id=f"{common.thread_id}-q{column.at + 1}" if number else common.thread_id,
            text=text,
            part_no=number,
            attrs={**common.attrs, "question": column.question},
        )
        for number, (column, text) in enumerate(texts)
    ]


def _common(cells: list[str], survey: _Survey, refused: list[Refused]) -> Feedback:
    """What all parts of a response share."""

    def cell(name: str) -> str | None:
        at = survey.layout.meta.get(name)
        return cells[at] or None if at is not None else None

    created, raw = _created(cell("end"), cell("start"), survey, refused)
    collector: dict[str, Any] = {"collector_id": cell("collector")} if cell("collector") else {}
    return Feedback(
        source_id=cell("respondent"),
        thread_id=cell("respondent"),
        created_at=created,
        created_at_raw=raw,
        customer_ref=cell("customer"),
        customer_email=cell("email"),
        attrs=collector,
    )


def _created(
    end: str | None, start: str | None, survey: _Survey, refused: list[Refused]
) -> tuple[datetime | None, str | None]:
    """(time, as written) of the end, else of the start; both as the account's settings write them."""
    for field, raw in (("End Date", end), ("Start Date", start)):
        moment = time_or_refuse(field, raw, survey.reading.timezone, refused, order=survey.order)
        if moment:
            return moment, raw
    return None, end or start
