"""The rows of a table as feedback: who said what and when, with which score."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vocpipe.collect.parsing.cells import Cells, Sheet, attrs_of, joined
from vocpipe.collect.parsing.columns import code
from vocpipe.collect.parsing.headers import column_at
from vocpipe.collect.parsing.role_columns import Roles
from vocpipe.collect.parsing.speakers import reason_of
from vocpipe.collect.tabular.decide import Decision
from vocpipe.collect.tabular.profile import Profile, Rule, ScoreRule
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

Rules = Sequence[tuple[int, Rule]]  # the column that each rule looks at


@dataclass(frozen=True, slots=True)
class Voices:
    """How the rows of one table become feedback. `several`: every column of text is an answer of its own.

    `threads`: ids that only threads have; `asked`: the column with the question that the row's text answers.
    """

    sheet: Sheet
    several: bool
    score: ScoreRule
    typed_by: int | None  # the column that tells a score's type
    left_out: Rules
    deleted: Rules
    roles: Roles
    threads: frozenset[str]
    asked: int | None

    def outcome(self, row: Cells) -> Outcome:
        """The row as one piece of feedback, or as one for each of several columns of text."""
        for at, rule in self.left_out:
            if rule.applies(row.texts[at]):
                return LeftOut(row.number, say(rule.reason), joined(row.texts))
        if any(rule.applies(row.texts[at]) for at, rule in self.deleted):
            return self._tombstone(row)
        speaker = self.roles.speaker(row.texts)
        if not speaker.is_heard:
            return LeftOut(row.number, say(reason_of(speaker)), joined(row.texts))
        first = _feedback(row, self._score_type(row), self.score)
        if first.source_id in self.threads:
            first.source_id, first.thread_id = None, first.thread_id or first.source_id
        if self.asked is not None and (question := row.texts[self.asked].strip()):
            first.attrs["question"] = question
        texts = [(at, text) for at in row.sheet.columns.of.get("text", []) if (text := row.answer(at))]
        if not texts and first.title is None and first.score is None:
            return Rejected(row.number, _no_words_reason(row), joined(row.texts))
        parts = _parts(first, texts, row.sheet) if self.several and texts else [first]
        if texts and not self.several:
            first.text = texts[0][1]
        return Accepted(row.number, parts, refused=row.refused, raw=dict(row.raw))

    def _score_type(self, row: Cells) -> str | None:
        if self.typed_by is None:
            return self.sheet.score_type
        return self.score.types.get(code(row.texts[self.typed_by]), self.sheet.score_type)

    def _tombstone(self, row: Cells) -> Outcome:
        """The row as the news that its feedback is deleted; without an id nothing can be deleted by it."""
        ident = row.ident("id")
        if ident is None:
            return Rejected(row.number, say("roles.row.deleted_without_id"), joined(row.texts))
        gone = Feedback(source_id=ident, updated_at=row.time("updated_at"), deleted=True)
        return Accepted(row.number, [gone], refused=row.refused, raw=dict(row.raw))


def voices_of(sheet: Sheet, decision: Decision, profile: Profile | None) -> Voices:
    """How the rows of the table are read, by the vendor's profile if it has one."""
    score = profile.score if profile else ScoreRule()
    return Voices(
        sheet,
        decision.several,
        score,
        None if score.by is None else column_at(sheet.header, score.by),
        rules_in(sheet.header, profile.left_out if profile else ()),
        rules_in(sheet.header, profile.deleted if profile else ()),
        decision.roles,
        decision.threads,
        decision.asked,
    )


def rules_in(header: Sequence[str], rules: Sequence[Rule]) -> Rules:
    """The rules whose columns the table has, with their places."""
    places = [(column_at(header, rule.column), rule) for rule in rules]
    return [(at, rule) for at, rule in places if at is not None]


def _no_words_reason(row: Cells) -> str:
    if row.refused:
        return say("collect.row.no_words_because", reason=row.refused[-1].reason)
    return say("collect.row.no_words")


def _feedback(row: Cells, score_type: str | None, rule: ScoreRule) -> Feedback:
    """The row's only or first part, still without its text."""
    score = row.score(score_type, rule.values)
    attrs = attrs_of(row)
    language = row.value("lang")
    if language:
        attrs["lang"] = language
    return Feedback(
        source_id=row.ident("id"),
        title=row.value("title"),
        created_at=row.moment("created_at", "time_of_day"),
        created_at_raw=_created_as_written(row),
        updated_at=row.time("updated_at"),
        customer_ref=row.ident("customer_id"),
        customer_email=row.email(),
        thread_id=row.ident("thread_id"),
        score_type=None if score is None else score_type,
        score=score,
        url=row.value("url"),
        attrs=attrs,
    )


def _created_as_written(row: Cells) -> str | None:
    return " ".join(filter(None, map(row.as_written, ("created_at", "time_of_day")))) or None


def _parts(first: Feedback, texts: list[tuple[int, str]], sheet: Sheet) -> list[Feedback]:
    """One part per answered column of text; the first carries the score and the title."""
    parts = [_part(first, sheet.columns.of["text"].index(at), text, sheet.header[at]) for at, text in texts]
    parts[0].title, parts[0].score_type, parts[0].score = first.title, first.score_type, first.score
    return parts


def _part(first: Feedback, place: int, text: str, question: str) -> Feedback:
    """The answer in the column of text at `place`."""
    return replace(
        first,
        source_id=first.source_id if place == 0 or first.source_id is None else f"{first.source_id}-q{place + 1}",
        text=text,
        title=None,
        thread_id=first.thread_id or first.source_id,
        part_no=place,
        score_type=None,
        score=None,
        attrs={**first.attrs, "question": question},
    )
