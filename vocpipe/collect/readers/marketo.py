"""The answers in the forms that Marketo's leads filled out, one voice for each field with words.

Trap: the same file holds visits, mail and changes of records, which are no voices.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from vocpipe.collect.parsing.cells import Cells
from vocpipe.collect.parsing.headers import feedback_columns
from vocpipe.collect.parsing.marketo import Activity, holds, leave_out, read_activities
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Accepted, Feedback, Outcome


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per activity. Raises ReadError if the file can't be read."""
    return read_activities(reading, partial(_outcome, wanted=reading.source.score_type))


def recognizes(path: Path) -> bool:
    """Whether a lead filled out a form with words in it."""
    return holds(path, lambda activity: bool(activity.answers))


def _outcome(row: Cells, activity: Activity, wanted: str | None) -> Outcome:
    if not activity.answers:
        return leave_out(row, "matching.row.no_answer", activity)
    scores = [found for pair in activity.answers if (found := _score(row, *pair, wanted)) is not None]
    words = [(name, answer) for name, answer in activity.answers if _score_type(name, wanted) is None]
    parts = [_part(activity, place, name, answer) for place, (name, answer) in enumerate(words)]
    if not parts:
        parts = [_part(activity, 0, "", None)]
    if scores:
        parts[0].score_type, parts[0].score = scores[0]
    return Accepted(row.number, parts, refused=row.refused, raw=dict(row.raw))


def _part(activity: Activity, place: int, question: str, answer: str | None) -> Feedback:
    guid = activity.guid
    return Feedback(
        source_id=f"{guid}-{place}" if guid and place else guid,
        text=answer,
        created_at=activity.occurred_at,
        customer_ref=activity.lead_id,
        customer_email=activity.email,
        thread_id=guid,
        part_no=place,
        attrs={name: value for name, value in (("question", question), ("form", activity.asset)) if value},
    )


def _score_type(name: str, wanted: str | None) -> str | None:
    """The type of the score that a field with this name holds; None if it holds words."""
    columns = feedback_columns([name], {}, score_type=wanted)
    return columns.score_type or wanted if "score" in columns.of else None


def _score(row: Cells, name: str, answer: str, wanted: str | None) -> tuple[str, float] | None:
    score_type = _score_type(name, wanted)
    if score_type is None:
        return None
    try:
        return score_type, parse_score(answer, score_type)
    except ValueError as error:
        row.refuse("score", str(error), answer)
        return None


READER = Reader("marketo", "survey", read, recognizes, order=5, format=format_of("marketo"))
