"""What is said of a source: who reads it and why, which column became what, what came in, and what is left aside."""

from collections.abc import Sequence
from typing import NamedTuple

from vocpipe.collect.guessing.source import SourceGuess
from vocpipe.collect.guessing.trial import Trial
from vocpipe.collect.parsing.tables import holds_records
from vocpipe.collect.reader import ColumnUse, Evidence, Reader
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.toml import joined, table
from vocpipe.wording import Text, text
from vocpipe.wording.translate import OF_FILES, key_of, translated

_MAX_REMARKS = 8
_MAX_REASONS = 3
# What questions say too.
_ASKED = frozenset({"collect.warning.guessed_text", "collect.warning.which_score", "roles.warning.guessed_time"})


class Remark(NamedTuple):
    """One line: a sentence, or a label with values that have no language."""

    label: Text
    value: str = ""

    @property
    def both(self) -> str:
        """The line for readers of either language."""
        return f"{joined(self.label)}: {self.value}" if self.value else joined(self.label)


def remarks_on(source: SourceGuess) -> list[Remark]:
    """Everything that is said of the source, in short."""
    first = [Remark(text("collect.init.first_file"), source.path.name)] if len(source.family) > 1 else []
    found = [_reader(source), *first, *_rows(source.trial, feedback=True), *columns_of(source.uses)]
    if source.trial.score_types:
        found.append(Remark(text("collect.init.scores"), ", ".join(source.trial.score_types)))
    if source.reader.note:
        found.append(Remark(source.reader.note))
    if source.shared:
        name, n = source.shared
        found.append(Remark(text("collect.init.shared", n=n, source=name)))
    return [*found, *notes_of(source.trial)]


def of_table(trial: Trial) -> list[Remark]:
    """What is said of a companion's table."""
    return [*_rows(trial, feedback=False), *columns_of(trial.reading.columns), *notes_of(trial)]


def columns_of(uses: Sequence[ColumnUse]) -> list[Remark]:
    """Which column became which field, and what shows it."""
    if not uses:
        return []
    found: dict[str, str | list[str]] = {}
    for use in uses:
        before = found.get(use.field)
        found[use.field] = (
            use.column if before is None else [*([before] if isinstance(before, str) else before), use.column]
        )
    lines = [Remark(text("collect.init.columns"), table(found))]
    for evidence in Evidence:
        shown = list(dict.fromkeys(_with_share(use) for use in uses if use.evidence is evidence))
        if shown:
            lines.append(Remark(text(f"collect.init.by_{evidence}"), ", ".join(shown)))
    return lines


def notes_of(trial: Trial) -> list[Remark]:
    """What the reader noticed, and what it left aside; why the file can't be read."""
    said = list(dict.fromkeys(filter(None, [trial.error, *trial.reading.warnings, *trial.reading.unread])))
    said = [sentence for sentence in said if key_of(sentence, group=OF_FILES) not in _ASKED]
    shown = [Remark(_in_both(sentence)) for sentence in said]
    more = len(shown) - _MAX_REMARKS
    return shown if more <= 1 else [*shown[:_MAX_REMARKS], Remark(text("collect.init.more", n=more))]


def _reader(source: SourceGuess) -> Remark:
    if source.reader is ANY_TABLE:
        return Remark(text("collect.init.any_table"))
    key = (
        "collect.init.by_its_columns"
        if source.uses and not holds_records(source.path)
        else "collect.init.by_its_content"
    )
    return Remark(text(key, format=_title(source.reader)))


def _title(reader: Reader) -> str:
    return reader.format.title if reader.format else reader.name


def _rows(trial: Trial, *, feedback: bool) -> list[Remark]:
    if trial.error:
        return []
    names = ("read", "accepted", "rejected", "left_out")
    places = {name: trial.counts[f"rows_{name}"] for name in names}
    found = [Remark(text("collect.init.rows" if trial.is_whole else "collect.init.first_rows", **places))]
    if feedback:
        counts = {name: trial.counts[f"voices_{name}"] for name in ("dated", "with_customer", "scored")}
        found.append(Remark(text("collect.init.voices", voices=trial.counts["voices"], **counts)))
    reasons = trial.reasons.most_common(_MAX_REASONS)
    return [*found, *(Remark(text("collect.init.reason", n=n, reason=_in_both(reason))) for reason, n in reasons)]


def _in_both(sentence: str) -> Text:
    return Text(sentence, translated(sentence, "ja", group=OF_FILES))


def _with_share(use: ColumnUse) -> str:
    return use.field if use.fits is None else f"{use.field} {use.fits:.0%}"
