"""Scored answers, and the themes that they mention: loaded once, and split by type of score and kind of feedback."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.nps.design import with_plan
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.scale import SCALES, Scale
from vocpipe.step import Context


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """The answers of one score type and one kind of feedback."""

    score_type: str
    kind: str
    answers: pa.Table

    @property
    def scale(self) -> Scale:
        """The scale of the scores."""
        return SCALES[self.score_type]

    def named(self, rows: pa.Table) -> pa.Table:
        """`rows` with score_type and kind before their own columns."""
        names = {"score_type": self.score_type, "kind": self.kind}
        columns = {name: pa.array([value] * rows.num_rows, pa.string()) for name, value in names.items()}
        return pa.table({**columns, **{name: rows[name] for name in rows.column_names}})


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores and themes: `answers` (of answers.sql, with their design), `mentions`, and active main `themes`."""

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            "feedback_raw",
            "feedback_clean",
            "customer",
            "customer_match",
            "customer_number",
            "customer_spell",
            "customer_version",
            "sentence",
            "sentence_theme",
            "theme",
        }
    )

    answers: pa.Table
    mentions: pa.Table
    themes: pa.Table

    @classmethod
    def of(cls, context: Context) -> "Scored":
        """All scored answers of the workspace."""
        names = ("answers.sql", "nps/mentions.sql", "active_themes.sql")
        answers, mentions, themes = (read(context.connection, name) for name in names)
        timezone = context.settings.workspace.timezone
        design = read(context.connection, "nps/answer_design.sql", timezone=timezone)
        return cls(with_plan(answers, design), mentions, themes)

    @property
    def nps(self) -> pa.Table:
        """The answers with an NPS score."""
        return self.answers.filter(pc.equal(self.answers["score_type"], "nps"))


def score_groups(answers: pa.Table) -> Iterator[ScoreGroup]:
    """Every score type and kind that occurs, in the order of their names."""
    pairs = set(zip(answers["score_type"].to_pylist(), answers["kind"].to_pylist(), strict=True))
    for score_type, kind in sorted(pair for pair in pairs if pair[0] in SCALES):
        both = pc.and_(pc.equal(answers["score_type"], score_type), pc.equal(answers["kind"], kind))
        yield ScoreGroup(score_type, kind, answers.filter(both))
