"""nps_change: the parts of the change in the NPS between the two periods of each pair, by theme, cause and segment.

Pairs are quarters or months that follow each other, and a quarter with the same one a year before, so that a reader can
choose. What is tested together are the parts of one pair.

Each answer belongs to the groups of a dimension in equal parts: an answer with two themes is half of each. Mix and rate
of the groups, as `vocpipe.outcomes.statistics.decomposition` defines them, add up exactly to the change. What is
in no group of a dimension, or in one with too few customers, is its row "not explained"; an answer that names no cause
is in no group of causes.
"""

from functools import reduce
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import signed
from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, Chance, cannot_tell, judge, number_or_none
from vocpipe.outcomes.nps.change_parts import Part, change_parts
from vocpipe.outcomes.nps.gaps import MIN_CUSTOMERS
from vocpipe.outcomes.nps.scored import Scored
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.wording import amount

SEED = 20_163
FAMILY = Family(
    "nps_change",
    "change in mean, mix and rate; bootstrap over customers, Student's t",
    by=("periods", "after_from", "tested"),
)
_PAIR = ["periods", "before_from", "after_from", "after_to"]
NPS_CHANGE = Table(
    "nps_change",
    "one row per pair of periods and part of the change in the NPS between them: quarters or months with enough "
    "answers. The parts of one dimension add up to the change.",
    (
        Column(
            "periods",
            "VARCHAR",
            "quarter or month (it follows the other one, among those with enough answers), or year (a quarter and the "
            "same one a year before); null if there are no two periods to compare",
        ),
        Column("dimension", "VARCHAR", "all (the change itself), theme, cause, or a kind of segment"),
        Column(
            "subject",
            "VARCHAR",
            "the theme's id, the cause or the segment; null for the change itself and for what is not explained",
        ),
        Column(
            "part",
            "VARCHAR",
            "change (after minus before); mix (other customers answer); rate (similar customers score differently); "
            "not explained (answers in no group of the dimension, or in one of fewer than five customers in "
            "a period)",
        ),
        Column("before_from", "DATE", "first day of the earlier period; null if there are no two periods to compare"),
        Column("after_from", "DATE", "first day of the later period"),
        Column("after_to", "DATE", "first day after it"),
        Column("n_before", "BIGINT", "answers in the group, earlier period"),
        Column("n_after", "BIGINT", "answers in the group, later period"),
        Column("value", "DOUBLE", "the part, in NPS points"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (bootstrap over customers)"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns(
            "two-sided",
            "Benjamini-Hochberg false discovery rate over all parts of the pair; of the change itself its p-value",
        ),
        *JUDGMENT_COLUMNS,
    ),
    order="periods <> 'quarter', periods <> 'month', after_from DESC, dimension <> 'all', dimension, "
    "part = 'not explained', abs(value) DESC, subject, part",
)


def nps_change(dated: pa.Table, groups: pa.Table, settings: OutcomesSettings, *, seed: int = SEED) -> pa.Table:
    """The rows of nps_change; of each pair the whole change first, then each dimension's parts, which add up to it.

    dated: feedback_id, customer, score, is_after, periods, before_from, after_from, after_to. groups: feedback_id,
    dimension, subject. In NPS points; intervals from customers drawn again. q-values are over all parts of a pair.
    """
    if not dated.num_rows:
        none = cannot_tell("nps.change.no_periods", min=settings.min_responses, min_customers=MIN_CUSTOMERS)
        return pa.Table.from_pylist([{"dimension": "all", "part": "change", **none.columns}], schema=NPS_CHANGE.schema)
    rows = []
    for pair in dated.group_by(_PAIR, use_threads=False).aggregate([]).to_pylist():
        inside = reduce(pc.and_, (pc.equal(dated[name], pair[name]) for name in ("periods", "after_from")))
        rows += _of_pair(dated.filter(inside).sort_by("feedback_id"), groups, pair, settings, seed)
    table = pa.Table.from_pylist(rows, schema=NPS_CHANGE.schema)
    tested = pc.if_else(pc.equal(table["dimension"], "all"), "the change", "its parts")
    return FAMILY.named(table.append_column("tested", tested), NPS_CHANGE.schema)


def _of_pair(
    dated: pa.Table, groups: pa.Table, pair: dict[str, Any], settings: OutcomesSettings, seed: int
) -> list[dict[str, Any]]:
    change, *parts = change_parts(dated, groups, draws=settings.bootstrap, seed=seed)
    allowed = settings.false_discovery_rate
    q_values = false_discovery_rates(np.array([part.p_value for part in parts]))
    rows = [_row(change, pair, Chance(change.p_value, allowed, 1, "part"))]  # one question of its own
    for part, q_value in zip(parts, q_values, strict=True):
        rows.append(_row(part, pair, Chance(float(q_value), allowed, len(parts), "part")))
    return rows


def _row(part: Part, pair: dict[str, Any], chance: Chance) -> dict[str, Any]:
    low, high = part.interval
    judgment = judge(
        "nps.change",
        (low, high),
        chance,
        value=signed(part.value, 1),
        low=signed(low, 1),
        high=signed(high, 1),
        before=amount("answer", part.n_before),
        after=part.n_after,
        before_from=pair["before_from"],
        after_from=pair["after_from"],
    )
    return {
        **{"dimension": part.dimension, "subject": part.subject, "part": part.part, **pair},
        **{"n_before": part.n_before, "n_after": part.n_after, "value": part.value, "low": low, "high": high},
        **{"p_value": number_or_none(part.p_value), "q_value": number_or_none(chance.q_value)},
        **judgment.columns,
    }


def run(context: Context) -> Counts:
    """Replace the table; it has no rows if nobody gave a score."""
    settings, answers = context.settings.outcomes, read(context.connection, "answers.sql")
    scored = answers.filter(pc.equal(answers["score_type"], "nps"))
    rows = NPS_CHANGE.schema.empty_table()
    if scored.num_rows:
        dated, groups = _load(context, scored, settings)
        rows = nps_change(dated, groups, settings)
    replace(context.connection, NPS_CHANGE, rows)
    return {}


def _load(context: Context, scored: pa.Table, settings: OutcomesSettings) -> tuple[pa.Table, pa.Table]:
    """The answers of every pair's periods, and the groups they are in."""
    connection, least = context.connection, {"least": settings.min_responses, "customers": MIN_CUSTOMERS}
    timezone = context.settings.workspace.timezone
    with registered(connection, answer=scored):
        dated = read(connection, "nps/change_answers.sql", timezone=timezone, **least)
    with registered(connection, dated=dated):
        segments = read(connection, "nps/change_segments.sql")
    causes = read(connection, "nps/change_causes.sql")
    return dated, pa.concat_tables([_by_theme(connection), causes, segments], promote_options="default")


def _by_theme(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every answer and active main theme that it mentions."""
    mentions, themes = read(connection, "nps/mentions.sql"), read(connection, "active_themes.sql")
    active = mentions.filter(pc.is_in(mentions["theme_id"], value_set=themes["theme_id"]))
    names = pa.array(["theme"] * active.num_rows, pa.string())
    return pa.table({"feedback_id": active["feedback_id"], "dimension": names, "subject": active["theme_id"]})


STEP = Step(
    "outcomes.nps_change", run, reads=Scored.READS | {"customer_segment", "sentence_cause"}, tables=(NPS_CHANGE,)
)
