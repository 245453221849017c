"""A table of answers to a survey: which columns are about the respondent, and which question each other one answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import islice

from vocpipe.collect.parsing.columns import Columns, code, explicit_columns, fold, search
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.grid import cell_text
from vocpipe.collect.parsing.headers import FEEDBACK_FIELDS, feedback_words
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.spreadsheet import is_error
from vocpipe.collect.reader import ColumnUse, Evidence, Reading
from vocpipe.collect.surveys.questions import Role, holds_addresses, holds_codes, role_of
from vocpipe.collect.surveys.scales import Candidate, candidate_of, choose_scores, unscored
from vocpipe.collect.tabular.profile import Profile
from vocpipe.wording import say

_SAMPLE = 2000  # rows that show what a column holds
_NUMBERED = ("id", "no", "number", "番号", "コード")  # what the names of a customer's number end in
_WHO = ("customer_id", "email")  # fields that embedded data may hold, under any of their usual names


@dataclass(frozen=True, slots=True)
class Form:
    """A table with one row per respondent.

    `questions`: column -> the question in full, where it is not the column's name. `options`: column -> the option or
    row of the question that it answers. `scores`: column -> the score type that the vendor says it has.
    `texts` and `choices`: columns that the vendor says hold own words, and what was chosen.
    """

    grid: Grid
    questions: Mapping[int, str] = field(default_factory=dict)
    options: Mapping[int, str] = field(default_factory=dict)
    scores: Mapping[int, str] = field(default_factory=dict)
    texts: frozenset[int] = frozenset()
    choices: frozenset[int] = frozenset()

    def question(self, at: int) -> str:
        """The question that column `at` answers."""
        return self.questions.get(at) or self.grid.names[at].strip() or self.grid.header[at]


@dataclass(frozen=True, slots=True)
class Plan:
    """What every column of a form became. `scores`: score type -> column; `closed`: the answers that were chosen.

    `steps`: score type -> label -> score, where the answers are words.
    """

    form: Form
    texts: list[int]
    scores: dict[str, int]
    closed: list[int]
    attrs: list[int]
    steps: dict[str, dict[str, float]]


def plan_of(form: Form, reading: Reading, profile: Profile) -> tuple[Plan, Columns]:
    """What every column becomes, and the columns of the fields; what is not read is noted in `reading`.

    Raises ReadError if the settings name columns that are not there.
    """
    header, rule = form.grid.header, profile.survey
    cells = _filled_cells(form.grid)
    columns = _field_columns(header, {at for at, filled in cells.items() if not filled}, reading, profile)
    system = {at for at in range(len(header)) if _is_named(header[at], [*rule.attrs, *rule.private, *rule.unread])}
    _ask_who(form, columns, {at: filled for at, filled in cells.items() if at not in system | columns.taken})
    asked = [at for at in range(len(header)) if at not in system and at not in columns.taken]
    chosen = _scores(form, columns, sorted({*asked, *columns.of.get("score", [])}), cells, reading)
    scores = {score_type: candidate.at for score_type, candidate in chosen.items()}
    steps = {score_type: candidate.steps for score_type, candidate in chosen.items()}
    roles = {at: _role(form, at, cells[at]) for at in asked if at not in scores.values()}
    texts = columns.of.get("text") or [at for at, role in roles.items() if role is Role.TEXT]
    attrs = [at for at in sorted(system) if _is_named(header[at], rule.attrs)]
    closed = [at for at, role in roles.items() if role is not Role.PERSON and at not in texts]
    reading.unread += [
        say("vendors.survey.repeats", column=form.question(at)) for at in closed if roles[at] is Role.REPEATED
    ]
    _note(columns, texts, scores, header, reading)
    reading.unread += [
        say("vendors.survey.aside", column=header[at])
        for at in sorted(system)
        if cells[at] and _is_named(header[at], rule.unread)
    ]
    return Plan(form, texts, scores, sorted({*closed, *scores.values()} - set(texts)), attrs, steps), columns


def _field_columns(header: Sequence[str], empty: set[int], reading: Reading, profile: Profile) -> Columns:
    """Who and when, by the settings, the vendor's names, and for embedded data by the usual ones; none is `empty`."""
    columns = explicit_columns(header, reading.source.columns, FEEDBACK_FIELDS)
    usual = {name: feedback_words()[name] for name in _WHO}
    for names, evidence in ((profile.columns, Evidence.FORMAT), (usual, Evidence.NAME)):
        for name, words in names.items():
            at = None if name in columns.of else search(header, {"exact": words}, columns.taken | empty)
            if at is not None:
                columns.give(name, [at], evidence)
    return columns


def _ask_who(form: Form, columns: Columns, cells: Mapping[int, Sequence[str]]) -> None:
    """Give the fields of the customer the questions that ask for them, if there is one for each."""
    words = [word for word in map(fold, feedback_words()["customer_id"]) if word.endswith(_NUMBERED)]
    asked = {
        "email": [at for at in cells if holds_addresses(cells[at])],
        "customer_id": [
            at for at in cells if any(word in fold(form.question(at)) for word in words) and holds_codes(cells[at])
        ],
    }
    for name, places in asked.items():
        if name not in columns.of and len(places) == 1:
            columns.give(name, places, Evidence.CELLS)


def _is_named(name: str, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns is the column's name, in whatever case, width and punctuation."""
    return any(
        fnmatchcase(code(name), code(pattern)) if "*" in pattern else fold(name) == fold(pattern)
        for pattern in patterns
    )


def _filled_cells(grid: Grid) -> dict[int, list[str]]:
    """Column -> its cells in the first rows that are not empty."""
    cells: dict[int, list[str]] = {at: [] for at in range(len(grid.header))}
    for row in _rows(grid):
        for at, values in cells.items():
            text = cell_text(row[at]).strip() if at < len(row) else ""
            if text and not is_error(text):
                values.append(text)
    return cells


def _rows(grid: Grid) -> Iterator[Sequence[object]]:
    return (cells for _, cells in islice(grid.rows(), _SAMPLE) if not isinstance(cells, Broken))


def _scores(
    form: Form, columns: Columns, places: Sequence[int], cells: Mapping[int, Sequence[str]], reading: Reading
) -> dict[str, Candidate]:
    """Score type -> its question; what else looks like a score is said."""
    named, stated = columns.first("score"), reading.source.score_type
    candidates: list[Candidate] = []
    for at in places:
        given = stated if at == named and stated else form.scores.get(at)
        candidate = candidate_of(at, form.question(at), cells[at], given, wanted=stated, named=at == named)
        if candidate:
            candidates.append(candidate)
    chosen, notes = choose_scores(candidates)
    reading.unread += notes
    if named is not None and named not in [candidate.at for candidate in chosen.values()]:
        reading.warnings.append(say("collect.warning.which_score", column=form.grid.header[named]))
    if not chosen and not candidates:
        reading.unread += unscored({at: (form.question(at), cells[at]) for at in places if at not in form.choices})
    return chosen


def _role(form: Form, at: int, cells: Sequence[str]) -> Role:
    if at in form.choices:
        return Role.CHOICE
    return role_of(form.question(at), cells, own_words=at in form.texts)


def _note(
    columns: Columns, texts: Sequence[int], scores: Mapping[str, int], header: Sequence[str], reading: Reading
) -> None:
    """Keep in the reading which columns became what."""
    explicit = columns.explicit
    uses = [use for use in columns.uses(header) if use.field not in ("text", "score")]
    for name, places in (("text", texts), ("score", list(scores.values()))):
        evidence = Evidence.SETTINGS if name in explicit else Evidence.CELLS
        uses += [ColumnUse(name, header[at], evidence) for at in places]
    order = {name: at for at, name in enumerate(header)}
    reading.columns = sorted(uses, key=lambda use: order[use.column])
