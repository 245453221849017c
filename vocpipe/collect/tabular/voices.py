"""The rows of a table as feedback: who said what and when, with which score."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from vocpipe.collect.parsing.cells import Cells, Sheet, joined
from vocpipe.collect.parsing.headers import attr_words, column_at, score_type_of
from vocpipe.collect.parsing.role_columns import Roles
from vocpipe.collect.parsing.scores import is_reversed, number_in, parse_score
from vocpipe.collect.parsing.speakers import reason_of
from vocpipe.collect.tabular.attrs import Attributes, attributes
from vocpipe.collect.tabular.decide import Decision
from vocpipe.collect.tabular.deleted import deletions
from vocpipe.collect.tabular.ids import first_listed
from vocpipe.collect.tabular.profile import Profile, Rule, ScoreRule
from vocpipe.collect.tabular.scored import Scoring
from vocpipe.collect.tabular.transcripts import Transcripts
from vocpipe.masking.writers import people_in
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

_REPOST = re.compile(r"\s*RT\s?[@＠]\w{1,30}\s?[:：]")  # how X's exports begin what somebody else wrote
Rules = Sequence[tuple[int | None, Rule]]  # the column that a rule looks at; None: it applies to every row


@dataclass(frozen=True, slots=True)
class Voices:
    """How the rows of one table become feedback. `several`: every column of text is an answer of its own.

    `customer_prefix` stands before ids of people; `titled`: the rows whose title is their own, each rule with its
    column; None: all. `cut`: what is not the author's own. `roles`: who speaks. `threads`: ids that only threads have.
    `asked`: the column with the question that the row's text answers. `talks`: the columns of conversations.
    """

    sheet: Sheet
    several: bool
    scoring: Scoring
    attrs: Attributes
    titled: Rules | None
    cut: re.Pattern[str] | None
    left_out: Rules
    deleted: Rules
    customer_prefix: str
    instead: Mapping[str, Sequence[int]]  # field -> the columns that count where its own has nothing
    roles: Roles
    threads: frozenset[str]
    asked: int | None
    talks: Transcripts

    def outcome(self, row: Cells) -> Outcome:
        """The row as one piece of feedback, or as one for each of several columns of text."""
        self._fill_in(row)
        for at, rule in self.left_out:
            if at is None or rule.applies(row.texts[at]):
                return LeftOut(row.number, say(rule.reason), joined(row.texts))
        if applies_to(row.texts, self.deleted):
            return self._tombstone(row)
        if any(_REPOST.match(row.texts[at]) for at in row.sheet.columns.of.get("text", [])):
            return LeftOut(row.number, say("collect.row.retweet"), joined(row.texts))
        speaker = self.roles.speaker(row.texts)
        if not speaker.is_heard:
            return LeftOut(
                row.number, say(reason_of(speaker)), joined(row.texts), " / ".join(people_in(row.raw)) or None
            )
        first = self._feedback(row)
        texts = [(at, text) for at in row.sheet.columns.of.get("text", []) if (text := self._own(row.answer(at)))]
        if "question" in first.attrs and texts and number_in(texts[0][1]) is not None:
            _answer_in_number(first, texts.pop(0)[1])
        if not texts and first.title is None and first.score is None and "answers" not in first.attrs:
            return Rejected(row.number, _no_words_reason(row), joined(row.texts))
        return self._taken_in(row, first, texts)

    def _taken_in(self, row: Cells, first: Feedback, texts: list[tuple[int, str]]) -> Accepted | LeftOut:
        """The row's texts with what `first` says of all of them; left out if only others than a customer speak."""
        parts = _parts(first, texts, row.sheet) if self.several and texts else [first]
        if texts and not self.several:
            first.text = texts[0][1]
        parts, others = self._turns(parts, texts, row.number)
        if not parts:
            return LeftOut(row.number, others[0].reason, joined(row.texts), others[0].speaker)
        parts = self.scoring.with_scores(parts, row)
        return Accepted(row.number, parts, refused=row.refused, left_out=others, raw=dict(row.raw))

    def _turns(
        self, parts: list[Feedback], texts: list[tuple[int, str]], row: int
    ) -> tuple[list[Feedback], list[LeftOut]]:
        """The parts, of which conversations are cut into the customer's turns, and the turns of others."""
        heard: list[Feedback] = []
        others: list[LeftOut] = []
        for (at, text), part in zip(texts, parts, strict=False):
            turns = self.talks.cut(text, part, row) if at in self.talks.columns else None
            heard += [part] if turns is None else turns[0]
            others += [] if turns is None else turns[1]
        first = parts[0]
        if others and not heard and (first.title or first.score is not None):
            return [replace(first, text=None)], others
        return (heard, others) if texts else (parts, others)

    def _feedback(self, row: Cells) -> Feedback:
        """The row's only or first part, still without its text."""
        score_type, score = self.scoring.of(row)
        attrs = self.attrs.of(row)
        language = row.value("lang")
        if language:
            attrs["lang"] = language
        if self.asked is not None and (question := row.texts[self.asked].strip()):
            attrs["question"] = question
        ident, thread = row.ident("id"), row.ident("thread_id")
        shared = ident in self.threads
        return Feedback(
            source_id=None if shared else ident,
            title=self._title(row),
            created_at=row.moment("created_at", "time_of_day"),
            created_at_raw=_created_as_written(row),
            updated_at=row.time("updated_at"),
            customer_ref=self._customer(row),
            customer_email=row.email(),
            account_ref=first_listed(row.ident("account_id")),
            thread_id=thread or (ident if shared else None),
            score_type=score_type,
            score=score,
            url=row.value("url"),
            attrs=attrs,
        )

    def _own(self, text: str | None) -> str | None:
        """What the author wrote, without what is cut: quotes within quotes go from the inside."""
        while text and self.cut and self.cut.search(text):
            text = self.cut.sub("", text).strip()
        return text

    def _title(self, row: Cells) -> str | None:
        """The title, where it is the row's own: the title of a topic is its first post's."""
        own = self.titled is None or applies_to(row.texts, self.titled)
        return row.value("title") if own else None

    def _customer(self, row: Cells) -> str | None:
        ident = first_listed(row.ident("customer_id"))
        own = "customer_id" in self.sheet.columns.explicit
        return f"{self.customer_prefix}{ident}" if ident and not own else ident

    def _fill_in(self, row: Cells) -> None:
        for name, others in self.instead.items():
            at = self.sheet.columns.of[name][0]
            filled = [other for other in others if row.texts[other].strip()]
            if filled and not row.texts[at].strip():
                row.texts[at], row.typed[at] = row.texts[filled[0]], row.typed[filled[0]]

    def _tombstone(self, row: Cells) -> Outcome:
        """The row as the news that its feedback is deleted; without an id nothing can be deleted by it."""
        ident = row.ident("id")
        if ident is None:
            return Rejected(row.number, say("roles.row.deleted_without_id"), joined(row.texts))
        gone = Feedback(source_id=ident, updated_at=row.time("updated_at"), deleted=True)
        return Accepted(row.number, [gone], refused=row.refused, raw=dict(row.raw))


def scoring_of(header: Sequence[str], decision: Decision, profile: Profile | None) -> Scoring:
    """How the scores of the table are read, as far as one row shows it."""
    rule = profile.score if profile else ScoreRule()
    rule = replace(rule, values={**decision.steps, **rule.values})
    return Scoring(
        rule, decision.score_type, next(iter(_places(header, rule.by)), None), further=decision.further_scores
    )


def voices_of(sheet: Sheet, decision: Decision, profile: Profile | None, scoring: Scoring) -> Voices:
    """How the rows of the table are read, by the vendor's profile if it has one."""
    titled = profile.titled if profile else None
    return Voices(
        sheet,
        decision.several,
        scoring,
        _attributes(sheet, profile),
        rules_in(sheet.header, [titled]) if titled else None,
        profile.cut if profile else None,
        rules_in(sheet.header, profile.left_out if profile else ()),
        rules_in(sheet.header, deletions(profile)),
        profile.customer_prefix if profile else "",
        _instead(sheet, profile.columns if profile else {}),
        decision.roles,
        decision.threads,
        decision.asked,
        decision.talks,
    )


def _attributes(sheet: Sheet, profile: Profile | None) -> Attributes:
    """The names in attrs: the vendor's, then those that any table may have."""
    names = attr_words() | (dict(profile.attrs) if profile else {})
    return attributes(sheet.header, names, profile.aside if profile else (), sheet.columns.taken)


def rules_in(header: Sequence[str], rules: Sequence[Rule]) -> Rules:
    """The rules whose columns the table has, with their places."""
    found: list[tuple[int | None, Rule]] = []
    for rule in rules:
        places = _places(header, rule.columns)
        found += [(at, rule) for at in places]
        if rule.required and not places:
            found.append((None, rule))
    return found


def applies_to(texts: Sequence[str], rules: Rules) -> bool:
    """Whether one of the rules about a column applies to the row with these cells."""
    return any(at is not None and rule.applies(texts[at]) for at, rule in rules)


def _places(header: Sequence[str], names: Sequence[str]) -> list[int]:
    """Where the table has columns with these names, in the order of the names."""
    return [at for name in names if (at := column_at(header, name)) is not None]


def _instead(sheet: Sheet, vendor: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Field -> the columns with a vendor's further names for it. A score keeps to its column, whose type is known."""
    columns = sheet.columns
    further = {
        name: [at for at in _places(sheet.header, names) if at not in columns.taken]
        for name, names in vendor.items()
        if name in columns.of and name not in columns.explicit | {"score"}
    }
    return {name: places for name, places in further.items() if places}


def _no_words_reason(row: Cells) -> str:
    if row.refused:
        return say("collect.row.no_words_because", reason=row.refused[-1].reason)
    return say("collect.row.no_words")


def _answer_in_number(first: Feedback, number: str) -> None:
    """Take an answer that is a number for the score that its question asks for, if it does; it is no opinion."""
    question = str(first.attrs["question"])
    first.attrs["answers"] = [{"question": question, "option": "", "answer": number}]
    score_type = score_type_of(question)
    if score_type is not None and not is_reversed(question):
        with suppress(ValueError):
            first.score_type, first.score = score_type, parse_score(number, score_type)


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
