"""The rows of a survey as feedback: one part per answer in own words, and each score once.

All parts of a response share its thread. The first has the response's bare id, its best score and the answers that
were chosen; a score of another type is a part of its own without text. A form without ids gets threads from the
content of its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import code
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.scores import SCALES, parse_score
from vocpipe.collect.reader import Reading
from vocpipe.collect.rows import digest
from vocpipe.collect.surveys.form import Form, Plan, plan_of
from vocpipe.collect.surveys.questions import is_anonymous
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.voices import Rules, rules_in
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

_TIMES = ("created_at", "updated_at", "started_at")
_FIELDS = {"id", "text", "score", "created_at", "updated_at", "customer_id", "email", "lang", "url"}


@dataclass(slots=True)
class _Responses:
    """All that is needed to read one row, and how many respondents did not finish."""

    plan: Plan
    left_out: Rules
    partial: Rules
    unfinished: int = field(default=0)

    def outcome(self, row: Cells) -> Outcome:
        """The response as feedback, or why it is none."""
        for at, rule in self.left_out:
            if at is None or rule.applies(row.texts[at]):
                return LeftOut(row.number, say(rule.reason), joined(row.texts))
        texts = [(at, text) for at in self.plan.texts if (text := row.answer(at))]
        scores = self._scores(row)
        closed = self._closed(row)
        if not texts and not scores and not closed:
            return Rejected(row.number, say("collect.row.no_answer"), joined(row.texts))
        common = _common(row, self._attrs(row))
        parts = self._parts(common, texts, scores)
        if closed:
            parts[0].attrs["answers"] = closed
        return Accepted(row.number, parts, refused=row.refused, raw=dict(row.raw))

    def _scores(self, row: Cells) -> dict[str, float]:
        """Score type -> the score; a value that is none is refused."""
        scores = {}
        for score_type, at in self.plan.scores.items():
            answer = row.answer(at)
            if answer is None:
                continue
            try:
                step = self.plan.steps[score_type].get(code(answer), answer)
                scores[score_type] = parse_score(step, score_type)
            except ValueError as error:
                row.refuse(row.sheet.header[at], str(error), answer)
        return scores

    def _closed(self, row: Cells) -> list[dict[str, str]]:
        """The answers that were chosen, in the order of the columns."""
        form = self.plan.form
        return [
            {"question": form.question(at), "option": form.options.get(at, ""), "answer": answer}
            for at in self.plan.closed
            if (answer := row.answer(at))
        ]

    def _attrs(self, row: Cells) -> dict[str, Any]:
        attrs: dict[str, Any] = {row.sheet.header[at]: text for at in self.plan.attrs if (text := row.answer(at))}
        if (language := row.value("lang")) is not None:
            attrs["lang"] = language
        if any(at is not None and rule.applies(row.texts[at]) for at, rule in self.partial):
            self.unfinished += 1
            attrs["partial"] = True
        return attrs

    def _parts(self, common: Feedback, texts: list[tuple[int, str]], scores: dict[str, float]) -> list[Feedback]:
        """One part per text, or one without; then one for each score but the first."""
        parts = [self._text_part(common, number, at, text) for number, (at, text) in enumerate(texts)] or [common]
        for number, (score_type, score) in enumerate(scores.items()):
            if number == 0:
                parts[0].score_type, parts[0].score = score_type, score
            else:
                parts.append(self._score_part(common, score_type, score))
        return parts

    def _text_part(self, common: Feedback, number: int, at: int, text: str) -> Feedback:
        place = self.plan.texts.index(at)
        return replace(
            common,
            source_id=_with_suffix(common.source_id, f"q{place + 1}" if number else ""),
            text=text,
            part_no=place,
            attrs={**common.attrs, "question": self.plan.form.question(at)},
        )

    def _score_part(self, common: Feedback, score_type: str, score: float) -> Feedback:
        return replace(
            common,
            source_id=_with_suffix(common.source_id, score_type),
            part_no=len(self.plan.texts) + list(SCALES).index(score_type),
            score_type=score_type,
            score=score,
            attrs={**common.attrs, "question": self.plan.form.question(self.plan.scores[score_type])},
        )


def read_survey(reading: Reading, profile: Profile) -> Iterator[Outcome]:
    """One outcome per response of a table whose header has the questions."""
    yield from read_form(reading, profile, Form(open_grid(reading)))


def read_form(reading: Reading, profile: Profile, form: Form, *, timezone: ZoneInfo | None = None) -> Iterator[Outcome]:
    """One outcome per response. `timezone`: of the times, if the file states it.

    Raises ReadError if the settings name columns that are not there, or there is neither a text nor a score.
    """
    grid = form.grid
    unused = sorted(set(reading.source.columns) - _FIELDS)
    if unused:
        reading.warnings.append(say("collect.warning.unused_columns", columns=", ".join(unused)))
    plan, columns = plan_of(form, reading, profile)
    if not plan.texts and not plan.scores and not plan.closed:
        raise ReadError(say("collect.file.no_feedback_columns", columns=", ".join(grid.header)))
    uses = reading.columns
    columns.of["text"] = plan.texts
    sheet = sheet_of(grid, columns, reading, times=_TIMES)
    reading.columns = uses
    sheet.zone = timezone or (ZoneInfo(profile.survey.timezone) if profile.survey.timezone else sheet.zone)
    responses = _Responses(plan, rules_in(grid.header, profile.left_out), rules_in(grid.header, profile.survey.partial))
    yield from each_row(grid, sheet, responses.outcome)
    if responses.unfinished:
        reading.warnings.append(say("vendors.survey.partial", n=responses.unfinished))


def _common(row: Cells, attrs: dict[str, Any]) -> Feedback:
    """What all parts of a response share."""
    created, written = _created(row)
    ident = row.ident("id")
    return Feedback(
        source_id=ident,
        created_at=created,
        created_at_raw=written,
        updated_at=row.time("updated_at"),
        customer_ref=row.ident("customer_id"),
        customer_email=None if is_anonymous(row.value("email") or "") else row.email(),
        thread_id=ident or f"row-{digest(*row.texts)}",
        url=row.value("url"),
        attrs=attrs,
    )


def _created(row: Cells) -> tuple[datetime | None, str | None]:
    """(time, as written) of the end of the response, else of its start."""
    for name in ("created_at", "started_at"):
        moment = row.time(name)
        if moment is not None:
            return moment, row.as_written(name)
    return None, row.as_written("created_at")


def _with_suffix(ident: str | None, suffix: str) -> str | None:
    return f"{ident}-{suffix}" if ident and suffix else ident
