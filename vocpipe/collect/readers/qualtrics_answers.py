"""Qualtrics' answers as warehouse tables have them (Fivetran, Airbyte): one row per answer, not per respondent.

Traps: who answered and when stands in another table, survey_response, which is looked for beside this one; an answer
has a value if it was chosen, and only a text if it was written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, fold, search
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.grid import cell_text, open_grid, plain_reading
from vocpipe.collect.parsing.headers import column_at, score_type_of
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.openfile import beside
from vocpipe.collect.parsing.part import Row
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.surveys.questions import asked_score
from vocpipe.collect.tabular.profile import Profile, vendor_reader
from vocpipe.collect.tabular.voices import Rules, rules_in
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

_RESPONSES = "*survey_response*"
_OWN = ("recorded_date", "end_date", "recipient_email", "status", "finished", "user_language", "distribution_channel")


def read(reading: Reading, profile: Profile) -> Iterator[Outcome]:
    """One outcome per answer. Raises ReadError if the file is no such table."""
    grid = _with_responses(open_grid(reading), reading)
    if reading.source.columns:
        reading.warnings.append(
            say("collect.warning.unused_columns", columns=", ".join(sorted(reading.source.columns)))
        )
    columns = Columns()
    for name, words in profile.columns.items():
        at = search(grid.header, {"exact": words}, columns.taken)
        if at is not None:
            columns.give(name, [at], Evidence.FORMAT)
    sheet = sheet_of(grid, columns, reading, times=("created_at",))
    answers = _Answers(rules_in(grid.header, profile.left_out), rules_in(grid.header, profile.survey.partial))
    yield from each_row(grid, sheet, answers.outcome)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Which rows are no customers', and which are of responses that were not finished."""

    left_out: Rules
    partial: Rules

    def outcome(self, row: Cells) -> Outcome:
        """The answer as feedback: a text, a score or what was chosen."""
        for at, rule in self.left_out:
            if at is None or rule.applies(row.texts[at]):
                return LeftOut(row.number, say(rule.reason), joined(row.texts))
        response, text, value = row.value("thread_id"), row.as_written("text"), row.value("value")
        if response is None or (text is None and value is None):
            return Rejected(row.number, say("collect.row.no_answer"), joined(row.texts))
        question = row.value("question") or row.value("question_id") or ""
        part = Feedback(
            source_id=row.ident("id") or "-".join(filter(None, map(row.value, _KEYS))),
            thread_id=response,
            created_at=row.time("created_at"),
            created_at_raw=row.as_written("created_at"),
            customer_email=row.email(),
            attrs={"question": question},
        )
        if any(at is not None and rule.applies(row.texts[at]) for at, rule in self.partial):
            part.attrs["partial"] = True
        if value is None:
            part.text = text
        else:
            _chosen(part, question, text, value)
        return Accepted(row.number, [part], refused=row.refused, raw=dict(row.raw))


_KEYS = ("thread_id", "question_id", "sub_question", "option")


def _chosen(part: Feedback, question: str, text: str | None, value: str) -> None:
    """Set the score of an answer that was chosen, if the question asks for NPS, and the answer itself."""
    part.attrs["answers"] = [{"question": question, "option": "", "answer": text or value}]
    if (score_type_of(question) or asked_score(question)) == "nps":  # the values of other questions may be codes
        try:
            part.score_type, part.score = "nps", parse_score(text or value, "nps")
        except ValueError:
            part.score_type = None


def _with_responses(grid: Grid, reading: Reading) -> Grid:
    """The answers with what the table of responses beside them says of each response."""
    at = column_at(grid.header, "response_id")
    if at is None:
        raise ReadError(say("collect.file.columns_missing", missing="response_id", columns=", ".join(grid.header)))
    known = _responses(reading.path)
    if not known:
        reading.unread.append(say("vendors.qualtrics.no_responses"))
        return grid
    nothing = [""] * len(_OWN)

    def rows() -> Iterator[Row]:
        for number, cells in grid.rows():
            if isinstance(cells, Broken):
                yield number, cells
                continue
            filled = [*cells, *[""] * (len(grid.header) - len(cells))]
            yield number, [*filled[: len(grid.header)], *known.get(cell_text(filled[at]), nothing)]

    return replace(grid, header=[*grid.header, *_OWN], names=[*grid.names, *_OWN], rows=rows)


def _responses(path: Path) -> dict[str, Sequence[str]]:
    """Response -> what is known of it, from the tables of responses in the folder."""
    known: dict[str, Sequence[str]] = {}
    for other in beside(path, _RESPONSES):
        try:
            grid = open_grid(plain_reading(other))
        except ReadError:
            continue
        places = {fold(name): number for number, name in enumerate(grid.header)}
        ident = places.get("id", places.get("responseid"))
        if ident is None or other == path:
            continue
        wanted = [places.get(fold(name)) for name in _OWN]
        for _, cells in grid.rows():
            texts = [cell_text(cell) for cell in cells]
            if ident < len(texts):
                known[texts[ident]] = [texts[at] if at is not None and at < len(texts) else "" for at in wanted]
    return known


READER = vendor_reader("qualtrics_answers", read)
