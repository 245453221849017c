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

from vocpipe.outcomes.nps.gaps import LEAST_CUSTOMERS
from vocpipe.outcomes.nps.parts import Answers, estimates
from vocpipe.outcomes.nps.reasons import change_no_periods, change_part
from vocpipe.outcomes.nps.scale import NPS
from vocpipe.outcomes.nps.segments import LEAST_SHOWN
from vocpipe.outcomes.reasons import Chance, Tested
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats
from vocpipe.outcomes.statistics.resample import Integers
from vocpipe.outcomes.tables import read, registered
from vocpipe.outcomes.tables import replace as replace_table
from vocpipe.settings import OutcomesSettings

SEED = 20_163
PARTS = Tested("part", "parts", "項目")

SCHEMA = pa.schema(
    [("dimension", pa.string()), ("subject", pa.string()), ("part", pa.string())]
    + [(name, pa.date32()) for name in ("before_from", "after_from", "after_to")]
    + [("n_before", pa.int64()), ("n_after", pa.int64())]
    + [(name, pa.float64()) for name in ("value", "low", "high", "p_value", "q_value")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
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


def refresh_nps_change(
    connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str, *, seed: int = SEED
) -> pa.Table:
    """The new rows of the table nps_change, after they have replaced the old ones; none where nobody gave a score."""
    answers = read(connection, "nps/answers.sql")
    scored = answers.filter(pc.equal(answers["score_type"], "nps"))
    least = {"least": settings.min_responses, "customers": LEAST_CUSTOMERS}
    with registered(connection, answer=scored):
        dated = read(connection, "nps/change_answers.sql", timezone=timezone, **least)
    with registered(connection, dated=dated):
        groups = pa.concat_tables(
            [_by_theme(connection), read(connection, "nps/change_segments.sql")], promote_options="default"
        )
    rows = nps_change(dated, groups, settings, seed=seed) if scored.num_rows else SCHEMA.empty_table()
    replace_table(connection, "nps_change", rows)
    return rows


def nps_change(dated: pa.Table, groups: pa.Table, settings: OutcomesSettings, *, seed: int = SEED) -> pa.Table:
    """The rows of nps_change: the whole change first, then each dimension's parts, which add up to it.

    dated: feedback_id, customer, score, is_after, before_from, after_from, after_to. groups: feedback_id, dimension,
    subject. In NPS points; intervals from customers drawn again. q-values are over all parts.
    """
    if not dated.num_rows:
        none = change_no_periods(settings.min_responses)
        row = {"dimension": "all", "part": "change", "verdict": "cannot tell"}
        return pa.Table.from_pylist([{**row, "reason_en": none.en, "reason_ja": none.ja}], schema=SCHEMA)
    answers = _answers(dated)
    dimensions = sorted(set(groups["dimension"].to_pylist()), key=lambda name: (name != "theme", name))
    cuts = [_cut(answers, groups.filter(pc.equal(groups["dimension"], name)), name) for name in dimensions]
    everybody = sparse.csr_array(np.ones((len(answers.values), 1)))
    matrices = [everybody, *(cut.matrix for cut in cuts)]
    whole, *found = estimates(answers, matrices, settings.bootstrap, seed)
    parts = [_whole(answers, *whole)]
    parts += [part for cut, estimate in zip(cuts, found, strict=True) for part in _split(answers, cut, *estimate)]
    q_values = false_discovery_rates(np.array([part.p_value for part in parts[1:]]))
    judged = [replace(part, q_value=float(q)) for part, q in zip(parts[1:], q_values, strict=True)]
    change = replace(parts[0], q_value=parts[0].p_value)  # one question of its own
    rows = [
        _row(part, answers.periods, settings, tests)
        for part, tests in [(change, 1), *((p, len(judged)) for p in judged)]
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _by_theme(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every answer and active main theme that it mentions."""
    mentions, themes = read(connection, "nps/mentions.sql"), read(connection, "active_themes.sql")
    kept = mentions.filter(pc.is_in(mentions["theme_id"], value_set=themes["theme_id"]))
    names = pa.array(["theme"] * kept.num_rows, pa.string())
    return pa.table({"feedback_id": kept["feedback_id"], "dimension": names, "subject": kept["theme_id"]})


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
    found = [
        _part(answers, cut.inside[place], (cut.dimension, subject, part), float(value[row]), float(error[row]))
        for place, subject in enumerate(cut.subjects)
        for part, row in (("mix", place), ("rate", len(cut.subjects) + place))
    ]
    rest = np.setdiff1d(np.arange(len(answers.values)), np.concatenate([*cut.inside, np.empty(0, np.int64)]))
    names = (cut.dimension, None, "not explained")
    return [*found, _part(answers, rest, names, float(value[-1]), float(error[-1]))]


def _cut(answers: Answers, groups: pa.Table, dimension: str) -> _Cut:
    names = sorted(set(groups["subject"].to_pylist()))
    answer = pc.index_in(groups["feedback_id"], value_set=answers.ids)
    known = groups.append_column("answer", answer).filter(pc.is_valid(answer))
    place = pc.index_in(known["subject"], value_set=pa.array(names, pa.string()))
    pairs = np.unique(np.stack([place.to_numpy(), known["answer"].to_numpy()]).astype(np.int64), axis=1)
    inside = np.split(pairs[1], np.searchsorted(pairs[0], np.arange(1, len(names))))
    kept = [number for number in range(len(names)) if _has_enough(answers, inside[number])]
    parts = sparse.csc_array(
        (1 / np.bincount(pairs[1])[pairs[1]], (pairs[1], pairs[0])), (len(answers.ids), len(names))
    )
    shown = sparse.csr_array(parts[:, kept])
    matrix = sparse.hstack([shown, sparse.csr_array(1 - shown.sum(axis=1)[:, None])], format="csr")
    return _Cut(dimension, [names[number] for number in kept], matrix, [inside[number] for number in kept])


def _has_enough(answers: Answers, inside: Integers) -> bool:
    return min(_customers(answers, inside)) >= LEAST_SHOWN


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
    interval = (part.value - margin, part.value + margin)
    chance = Chance(part.q_value, settings.false_discovery_rate, tests, PARTS)
    reason = change_part(part.value, interval, part.counts, (periods["before_from"], periods["after_from"]), chance)
    told = "raises" if interval[0] > 0 else "lowers" if interval[1] < 0 else "cannot tell"
    numbers = {"value": part.value, "low": interval[0], "high": interval[1]}
    chances = {name: None if np.isnan(p) else p for name, p in (("p_value", part.p_value), ("q_value", part.q_value))}
    return {
        **{"dimension": part.dimension, "subject": part.subject, "part": part.part, **periods},
        **{"n_before": part.counts[0], "n_after": part.counts[1], **numbers, **chances},
        **{"verdict": told if chance.passed else "cannot tell", "reason_en": reason.en, "reason_ja": reason.ja},
    }
