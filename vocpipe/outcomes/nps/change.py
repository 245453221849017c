"""nps_change: what the change of the NPS between two periods is made of, by theme and by segment.

Each answer belongs to the groups of a dimension in equal parts: an answer with two themes is half of each. With w a
group's share of the answers, y its NPS and Y all answers' NPS, in each period, a group's part of the change is

    mix   (w_after - w_before) * (mean of its two y - mean of the two Y)
    rate  (y_after - y_before) * mean of its two w

which add up exactly to the change (Kitagawa 1955, Journal of the American Statistical Association 50). What is neither
in a theme nor in a segment, or in one with too few customers, is the row "not explained".
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse, stats

from vocpipe.outcomes.figures import signed
from vocpipe.outcomes.judgment import Chance, cannot_tell, judge, number_or_none
from vocpipe.outcomes.nps.gaps import MIN_CUSTOMERS
from vocpipe.outcomes.nps.groups import Scored
from vocpipe.outcomes.nps.parts import Answers, estimates
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats
from vocpipe.outcomes.statistics.resample import Integers
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered
from vocpipe.store.tables import replace as replace_table
from vocpipe.wording import amount

SEED = 20_163

NPS_CHANGE = Table(
    "nps_change",
    "one row per part of the change of the NPS between the last two quarters, or months, with enough answers. The "
    "parts of one dimension add up to the change.",
    (
        Column("dimension", "VARCHAR", "all (the change itself), theme, or a kind of segment"),
        Column(
            "subject",
            "VARCHAR",
            "the theme's id or the segment; null for the change itself and for what is not explained",
        ),
        Column(
            "part",
            "VARCHAR",
            "change (after minus before); mix (others answer than before); rate (the same answer differently); not "
            "explained (answers in no theme or segment of the dimension, or in one of fewer than five customers in "
            "a period)",
        ),
        Column("before_from", "DATE", "first day of the earlier period; null where there are no two"),
        Column("after_from", "DATE", "first day of the later period"),
        Column("after_to", "DATE", "first day after it"),
        Column("n_before", "BIGINT", "answers in the group, earlier period"),
        Column("n_after", "BIGINT", "answers in the group, later period"),
        Column("value", "DOUBLE", "the part, in NPS points"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (bootstrap over customers)"),
        Column("high", "DOUBLE", "upper end"),
        Column("p_value", "DOUBLE", "two-sided", published=False),
        Column(
            "q_value",
            "DOUBLE",
            "Benjamini-Hochberg false discovery rate over all parts; of the change itself its p-value",
        ),
        Column("verdict", "VARCHAR", "raises, lowers or cannot tell"),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="dimension <> 'all', dimension, part = 'not explained', abs(value) DESC, subject, part",
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One dimension's groups with enough customers in both periods: each answer's parts of them and, last, of none of
    them, (answers, groups + 1), and which answers are in each of them.
    """

    dimension: str
    subjects: list[str]
    matrix: sparse.csr_array
    inside: list[Integers]


@dataclass(frozen=True, slots=True)
class _Part:
    """One row before it is judged."""

    dimension: str
    subject: str | None
    part: str
    counts: tuple[int, int]
    value: float
    error: float
    free: int  # degrees of freedom: customers of the group in the period with fewer, less one
    q_value: float = float("nan")

    @property
    def p_value(self) -> float:
        """Two-sided, by Student's t; none where the error is none."""
        return float(2 * stats.t.sf(abs(self.value) / self.error, self.free)) if self.error > 0 else float("nan")


def nps_change(dated: pa.Table, groups: pa.Table, settings: OutcomesSettings, *, seed: int = SEED) -> pa.Table:
    """The rows of nps_change: the whole change first, then each dimension's parts, which add up to it.

    dated: feedback_id, customer, score, is_after, before_from, after_from, after_to. groups: feedback_id, dimension,
    subject. In NPS points; intervals from customers drawn again. q-values are over all parts.
    """
    if not dated.num_rows:
        none = cannot_tell("nps.change.no_periods", min=settings.min_responses, min_customers=MIN_CUSTOMERS)
        return pa.Table.from_pylist([{"dimension": "all", "part": "change", **none.columns}], schema=NPS_CHANGE.schema)
    answers = _answers(dated)
    dimensions = sorted(set(groups["dimension"].to_pylist()), key=lambda name: (name != "theme", name))
    cuts = [_cut(answers, groups.filter(pc.equal(groups["dimension"], name)), name) for name in dimensions]
    everybody = sparse.csr_array(np.ones((len(answers.values), 1)))
    matrices = [everybody, *(cut.matrix for cut in cuts)]
    whole, *by_dimension = estimates(answers, matrices, settings.bootstrap, seed)
    parts = [_whole(answers, *whole)]
    for cut, estimate in zip(cuts, by_dimension, strict=True):
        parts += _split(answers, cut, *estimate)
    q_values = false_discovery_rates(np.array([part.p_value for part in parts[1:]]))
    tested = [replace(part, q_value=float(q)) for part, q in zip(parts[1:], q_values, strict=True)]
    change = replace(parts[0], q_value=parts[0].p_value)  # one question of its own
    rows = [_row(change, answers.periods, settings, 1)]
    rows += [_row(part, answers.periods, settings, len(tested)) for part in tested]
    return pa.Table.from_pylist(rows, schema=NPS_CHANGE.schema)


def _answers(dated: pa.Table) -> Answers:
    dated = dated.sort_by("feedback_id")
    first = dated.slice(0, 1).to_pylist()[0]
    return Answers(
        ids=dated["feedback_id"].combine_chunks(),
        values=NPS.values(dated["score"].to_numpy()),
        customer=np.unique(dated["customer"].to_numpy(), return_inverse=True)[1],
        is_after=dated["is_after"].to_numpy().astype(bool),
        periods={name: first[name] for name in ("before_from", "after_from", "after_to")},
    )


def _whole(answers: Answers, value: Floats, error: Floats) -> _Part:
    return _part(answers, np.arange(len(answers.values)), ("all", None, "change"), float(value[-1]), float(error[-1]))


def _split(answers: Answers, cut: _Cut, value: Floats, error: Floats) -> list[_Part]:
    """Mix and rate of every group of one dimension, and what is not explained."""
    parts = [
        _part(answers, cut.inside[place], (cut.dimension, subject, part), float(value[row]), float(error[row]))
        for place, subject in enumerate(cut.subjects)
        for part, row in (("mix", place), ("rate", len(cut.subjects) + place))
    ]
    rest = np.setdiff1d(np.arange(len(answers.values)), np.concatenate([*cut.inside, np.empty(0, np.int64)]))
    names = (cut.dimension, None, "not explained")
    return [*parts, _part(answers, rest, names, float(value[-1]), float(error[-1]))]


def _cut(answers: Answers, groups: pa.Table, dimension: str) -> _Cut:
    names = sorted(set(groups["subject"].to_pylist()))
    answer = pc.index_in(groups["feedback_id"], value_set=answers.ids)
    known = groups.append_column("answer", answer).filter(pc.is_valid(answer))
    place = pc.index_in(known["subject"], value_set=pa.array(names, pa.string()))
    pairs = np.unique(np.stack([place.to_numpy(), known["answer"].to_numpy()]).astype(np.int64), axis=1)
    inside = np.split(pairs[1], np.searchsorted(pairs[0], np.arange(1, len(names))))
    shown = [number for number in range(len(names)) if _has_enough(answers, inside[number])]
    parts = sparse.csc_array(
        (1 / np.bincount(pairs[1])[pairs[1]], (pairs[1], pairs[0])), (len(answers.ids), len(names))
    )
    matrix = sparse.csr_array(parts[:, shown])
    matrix = sparse.hstack([matrix, sparse.csr_array(1 - matrix.sum(axis=1)[:, None])], format="csr")
    return _Cut(dimension, [names[number] for number in shown], matrix, [inside[number] for number in shown])


def _has_enough(answers: Answers, inside: Integers) -> bool:
    return min(_customers(answers, inside)) >= MIN_CUSTOMERS_SHOWN


def _customers(answers: Answers, inside: Integers) -> tuple[int, int]:
    """How many of each period gave the answers that are `inside`."""
    customer, is_after = answers.customer[inside], answers.is_after[inside]
    return len(np.unique(customer[~is_after])), len(np.unique(customer[is_after]))


def _part(answers: Answers, inside: Integers, names: tuple[str, str | None, str], value: float, error: float) -> _Part:
    after = int(answers.is_after[inside].sum())
    counts = len(inside) - after, after
    return _Part(*names, counts, value, error, max(1, min(_customers(answers, inside)) - 1))


def _row(part: _Part, periods: dict[str, date], settings: OutcomesSettings, tests: int) -> dict[str, Any]:
    margin = part.error * float(stats.t.ppf((1 + CONFIDENCE) / 2, part.free))
    low, high = part.value - margin, part.value + margin
    judgment = judge(
        "nps.change",
        (low, high),
        Chance(part.q_value, settings.false_discovery_rate, tests, "part"),
        value=signed(part.value, 1),
        low=signed(low, 1),
        high=signed(high, 1),
        before=amount("answer", part.counts[0]),
        after=part.counts[1],
        **periods,
    )
    return {
        **{"dimension": part.dimension, "subject": part.subject, "part": part.part, **periods},
        **{"n_before": part.counts[0], "n_after": part.counts[1]},
        **{"value": part.value, "low": low, "high": high},
        **{"p_value": number_or_none(part.p_value), "q_value": number_or_none(part.q_value)},
        **judgment.columns,
    }


def run(context: Context) -> Counts:
    """Replace the table; it has no rows where nobody gave a score."""
    settings, answers = context.settings.outcomes, read(context.connection, "answers.sql")
    scored = answers.filter(pc.equal(answers["score_type"], "nps"))
    rows = NPS_CHANGE.schema.empty_table()
    if scored.num_rows:
        dated, groups = _load(context, scored, settings)
        rows = nps_change(dated, groups, settings)
    replace_table(context.connection, NPS_CHANGE, rows)
    return {}


def _load(context: Context, scored: pa.Table, settings: OutcomesSettings) -> tuple[pa.Table, pa.Table]:
    """The answers of the two periods, and the groups they are in."""
    connection, least = context.connection, {"least": settings.min_responses, "customers": MIN_CUSTOMERS}
    timezone = context.settings.workspace.timezone
    with registered(connection, answer=scored):
        dated = read(connection, "nps/change_answers.sql", timezone=timezone, **least)
    with registered(connection, dated=dated):
        segments = read(connection, "nps/change_segments.sql")
    return dated, pa.concat_tables([_by_theme(connection), segments], promote_options="default")


def _by_theme(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every answer and active main theme that it mentions."""
    mentions, themes = read(connection, "nps/mentions.sql"), read(connection, "active_themes.sql")
    active = mentions.filter(pc.is_in(mentions["theme_id"], value_set=themes["theme_id"]))
    names = pa.array(["theme"] * active.num_rows, pa.string())
    return pa.table({"feedback_id": active["feedback_id"], "dimension": names, "subject": active["theme_id"]})


STEP = Step("outcomes.nps_change", run, reads=Scored.READS | {"customer_segment"}, tables=(NPS_CHANGE,))
