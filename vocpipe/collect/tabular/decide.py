"""What each column of a table is: by the settings, a vendor's profile, its name and its cells, in this order."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.headers import FEEDBACK_FIELDS, add_named, declared_columns
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.moments import pair_clock
from vocpipe.collect.parsing.role_columns import Roles, role_columns
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.fits import Fits, share_that_fits
from vocpipe.collect.tabular.ids import settle_ids
from vocpipe.collect.tabular.names import has_part, is_of_customer
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.replies import find_replies
from vocpipe.collect.tabular.score_column import further_scores, settle_score, steps_in_words
from vocpipe.collect.tabular.shapes import Sample, sample_of
from vocpipe.collect.tabular.texts import any_text, main_text, other_answers, settle_title
from vocpipe.collect.tabular.times import clock_by_cells, created_by_cells, times_in, updated_by_cells
from vocpipe.collect.tabular.transcripts import Transcripts, transcript_columns
from vocpipe.collect.tabular.unread import note_unread
from vocpipe.wording import say

_MIN_EMAILS = 0.8
_LATER = ("text", "created_at", "updated_at")  # fields that look at cells before they take a column that does not fit
_MORE_NAMES = ("created_at", "email")
_IsAside = Callable[[Sequence[str]], bool]


@dataclass(slots=True)
class Decision:
    """What became of a table's columns. `several`: each column of text is an answer of its own.

    `score_type`: of every row, as far as the table shows it. `untyped`: a column that may be of scores, of a type that
    does not show. `roles`: who speaks in a row. `threads`: ids that only threads have. `asked`: the column with the
    question that a row's text answers. `asks`: several columns of text are named like the questions of a form.
    `steps`: label -> score, where satisfaction is told in words. `further_scores`: columns with scores of other types.
    `talks`: columns of conversations.
    """

    columns: Columns
    score_type: str | None
    several: bool
    untyped: int | None = None
    roles: Roles = field(default_factory=Roles)
    threads: frozenset[str] = frozenset()
    asked: int | None = None
    asks: bool = False
    steps: Mapping[str, float] = field(default_factory=dict)
    further_scores: Mapping[int, str] = field(default_factory=dict)
    talks: Transcripts = field(default_factory=Transcripts)


def columns_for(
    grid: Grid, reading: Reading, profile: Profile | None = None, *, is_aside: _IsAside | None = None
) -> Decision:
    """What each column of the table is; warnings, and columns of text that are not read, are noted in `reading`.

    `is_aside`: whether a row is left out, or about deleted feedback, by the vendor's rules. Raises ReadError if the
    settings name a column that is missing.
    """
    sample = sample_of(grid)
    vendor = profile.columns if profile else {}
    columns = declared_columns(grid.header, reading.source.columns, vendor)
    _drop_names(sample, columns, vendor)
    talks = transcript_columns(sample)
    replies = find_replies(sample, columns.taken | talks)
    if replies.doubtful in talks:
        replies = replace(replies, doubtful=None)
    own = profile is not None and bool(profile.left_out)  # the vendor tells who speaks
    roles = Roles() if own else role_columns(grid.header, sample.rows, stated=reading.source.speakers)
    named = (column.at for column in roles.columns if sample.shape(column.at).emails < _MIN_EMAILS)
    aside = {*replies.columns, *named} - columns.taken
    if replies.asked is not None:
        aside.add(replies.asked)
    late = {at for at, name in enumerate(grid.header) if replies.columns and has_part(name, "time", "answer")}
    table = _Table(grid.header, reading, profile, sample, columns, aside, late - columns.taken)
    table.find_names()
    table.find_times()
    pair_clock(grid, columns)
    table.find_clock()
    table.find_email()
    several = table.find_texts(talks)
    score_type, untyped = settle_score(sample, columns, reading, profile)
    own_score = profile is not None and "score" in profile.columns  # whose other numbers are known too
    further = {} if own_score or "score" not in columns.of else further_scores(sample, columns, score_type, aside)
    if further:
        columns.of["score"] = [*columns.of["score"], *further]
    fixed = "id" in columns.explicit or "id" in vendor
    threads = settle_ids(grid, columns, sample, reading, fixed=fixed, is_aside=is_aside)
    note_unread(sample, columns, replies, reading, profile.aside if profile else ())
    columns.fits = share_that_fits(sample, columns, score_type)
    asks = sum(has_part(grid.header[at], "question") for at in columns.of.get("text", [])) > 1
    steps = steps_in_words(sample, columns.first("score"), score_type)
    spoken = Transcripts(talks, reading.source.speakers, reading.own_names)
    return Decision(columns, score_type, several, untyped, roles, threads, replies.asked, asks, steps, further, spoken)


def _drop_names(sample: Sample, columns: Columns, vendor: Mapping[str, Sequence[str]]) -> None:
    """Leave the column of addresses aside if there are none in it: a vendor's may hold people's names alone."""
    at = columns.first("email")
    vendors = at is not None and "email" in vendor and "email" not in columns.explicit
    if at is not None and vendors and not any("@" in text for text in sample.texts(at)):
        del columns.of["email"]


@dataclass(slots=True)
class _Table:
    """A table whose columns are being found: each step takes what those before it have left.

    `aside`: columns that are no field, with the company's words or with who speaks. `late`: those that may tell when
    the company answered.
    """

    header: Sequence[str]
    reading: Reading
    profile: Profile | None
    sample: Sample
    columns: Columns
    aside: set[int]
    late: set[int]

    def find_names(self) -> None:
        """Columns whose names are synonyms of a field, if their cells agree; empty ones last."""
        wanted = self.reading.source.score_type
        fits = Fits(self.sample, self.aside, self.columns.taken, any_scale=wanted is not None, late=self.late)
        fields = [name for name in FEEDBACK_FIELDS if self._is_open(name)]
        add_named(self.columns, self.header, fields, score_type=wanted, barred=fits.barred)
        rest = [name for name in fields if name not in _LATER]
        self._find_customer(fits)
        empty_too = lambda name: fits.barred(name, empty=False)  # noqa: E731
        add_named(self.columns, self.header, rest, score_type=wanted, barred=empty_too)

    def _find_customer(self, fits: Fits) -> None:
        """The column of the customer's id, if the only one that is named like one has cells like ids."""
        if not self._is_open("customer_id"):
            return
        free = set(range(len(self.header))) - self._taken - fits.barred("customer_id")
        found = [at for at in sorted(free) if is_of_customer(self.header[at])]
        if len(found) == 1:
            self.columns.give("customer_id", found, Evidence.NAME)

    def find_times(self) -> None:
        """When something was said, by cells if no name tells it; else by a name alone, so that it is refused aloud."""
        if self._is_open("created_at"):
            found = created_by_cells(self.sample, self._taken | self.late)
            if found:
                self.columns.give("created_at", [found.at], Evidence.CELLS)
                if not found.named or len(found.rivals) > 1:
                    names = ", ".join(self.header[at] for at in found.rivals)
                    self._warn("roles.warning.guessed_time", column=self.header[found.at], columns=names)
        if self._is_open("updated_at"):
            updated = updated_by_cells(self.sample, self._taken)
            if updated is not None:
                self.columns.give("updated_at", [updated], Evidence.CELLS)
        if self._is_open("created_at"):
            add_named(self.columns, self.header, ["created_at"], barred=lambda _: self.aside)
            others = times_in(self.sample, self.aside)
            if self._is_open("created_at") and others:
                names = ", ".join(self.header[at] for at in others)
                self._warn("roles.warning.undated", columns=names, column=self.header[others[0]])

    def find_clock(self) -> None:
        """The time of the day, where the column of days has none."""
        day = self.columns.first("created_at")
        if day is not None and self._is_open("time_of_day"):
            clock = clock_by_cells(self.sample, day, self._taken)
            if clock is not None:
                self.columns.give("time_of_day", [clock], Evidence.CELLS)

    def find_email(self) -> None:
        """The customer's address, by cells; an agent's is nobody's."""
        for at, name in enumerate(self.header):
            likely = self.sample.shape(at).emails >= _MIN_EMAILS and not has_part(name, "somebody_else")
            if likely and self._is_open("email") and at not in self._taken:
                self.columns.give("email", [at], Evidence.CELLS)

    def find_texts(self, talks: Collection[int] = ()) -> bool:
        """The columns of text, else one of conversations; whether each of several is an answer of its own."""
        given = self.reading.source.columns.get("text")
        if given is not None or not self._is_open("text", or_found=True):
            return isinstance(given, list) or (self.profile is not None and self.profile.several_texts)
        if self._is_open("text"):
            self._guess_text()
        if self._is_open("text") and set(talks) - self._taken:
            self.columns.give("text", [min(set(talks) - self._taken)], Evidence.CELLS)
        settle_title(self.sample, self.columns)
        kind = self.profile.kind if self.profile else self.reading.source.kind
        texts = self.columns.of.get("text", [])
        answers = other_answers(self.sample, kind, self._taken) if texts else []
        if answers:
            self.columns.of["text"] = sorted([*texts, *answers])
            self._warn(
                "roles.warning.several_texts", columns=", ".join(self.header[at] for at in self.columns.of["text"])
            )
        return bool(answers) or (self.profile is not None and self.profile.several_texts)

    def _guess_text(self) -> None:
        """The column of text by its cells; a column that is called text and empty goes before mere long cells."""
        found = main_text(self.sample, self._taken)
        if found is None:
            fits = Fits(self.sample, self.aside, self.columns.taken)
            add_named(self.columns, self.header, ["text"], barred=lambda name: fits.barred(name, empty=False))
            found = any_text(self.sample, self._taken) if self._is_open("text") else None
        if found is not None:
            self.columns.give("text", [found], Evidence.CELLS)
            self._warn("collect.warning.guessed_text", column=self.header[found])

    @property
    def _taken(self) -> set[int]:
        return self.columns.taken | self.aside

    def _is_open(self, name: str, *, or_found: bool = False) -> bool:
        """Whether field `name` has no column yet (`or_found`: even if it has), and the vendor may have one for it.

        A vendor writes times and addresses under more names than are known; those without a list of names it does not
        have.
        """
        vendor = self.profile.columns if self.profile else {}
        own = name in vendor and not (name in _MORE_NAMES and vendor[name])
        return not own and (or_found or name not in self.columns.of)

    def _warn(self, key: str, **places: Any) -> None:
        self.reading.warnings.append(say(key, **places))
