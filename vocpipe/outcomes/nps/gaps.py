"""Gap and impact of every theme on one scale, as columns: what theme_nps and theme_score are made of."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from vocpipe.outcomes.nps.scale import Scale
from vocpipe.outcomes.reasons import Chance, Reason, Sides, score_gap, score_too_few
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Floats, adjusted_mean
from vocpipe.outcomes.statistics.resample import Clusters, Integers, gaps
from vocpipe.settings import OutcomesSettings

LEAST_CUSTOMERS = 10  # on each side: with fewer there is next to nothing to draw from, whatever the number of answers
NUMBERS = (
    *("mean_with", "mean_with_low", "mean_with_high", "mean_without", "share", "gap", "gap_low", "gap_high"),
    *("impact", "low", "high", "p_value", "q_value"),
)
COLUMNS = pa.schema(
    [("theme_id", pa.string()), ("n_with", pa.int64()), ("n_without", pa.int64())]
    + [(name, pa.float64()) for name in NUMBERS]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def score_gaps(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, scale: Scale, *, seed: int
) -> pa.Table:
    """One row per theme of `themes`, in the order of their ids, with COLUMNS; means and gaps in points of `scale`.

    answers: feedback_id, customer (several answers of one are not independent), score. mentions: feedback_id and
    theme_id; what names another answer or theme is left out. Below `settings.min_responses` answers or LEAST_CUSTOMERS
    customers, with or without it, a theme has no numbers. The same rows in another order give the same result.
    """
    theme_ids = sorted(themes["theme_id"].to_pylist())
    values = scale.values(answers["score"].to_numpy())
    # Numbering customers by their sorted names keeps the draws the same whatever the order of the rows.
    customer = np.unique(answers["customer"].to_numpy(), return_inverse=True)[1]
    pairs = theme_answers(answers, mentions, theme_ids)
    clusters = Clusters.of(values, customer, pairs, len(theme_ids))
    sides = _sides(clusters)
    enough = np.array([side.reach(settings.min_responses, LEAST_CUSTOMERS) for side in sides], dtype=bool)
    numbers = _numbers(clusters, values, pairs, enough, scale, draws=settings.bootstrap, seed=seed)
    verdicts, why = zip(*_judged(numbers, sides, settings, scale), strict=True) if theme_ids else ((), ())
    columns = {
        "theme_id": theme_ids,
        "n_with": [side.answers[0] for side in sides],
        "n_without": [side.answers[1] for side in sides],
        **{name: pa.array(numbers[name], from_pandas=True) for name in NUMBERS},
        "verdict": verdicts,
        "reason_en": [reason.en for reason in why],
        "reason_ja": [reason.ja for reason in why],
    }
    return pa.table(columns, schema=COLUMNS)


def theme_answers(answers: pa.Table, mentions: pa.Table, theme_ids: list[str]) -> tuple[Integers, Integers]:
    """The numbers of theme and answer of every mention, each pair once."""
    theme = pc.index_in(mentions["theme_id"], value_set=pa.array(theme_ids, pa.string()))
    answer = pc.index_in(mentions["feedback_id"], value_set=answers["feedback_id"])
    known = pc.and_(pc.is_valid(theme), pc.is_valid(answer))
    theme_no, answer_no = (column.filter(known).to_numpy().astype(np.int64) for column in (theme, answer))
    pairs = np.unique(theme_no * answers.num_rows + answer_no)
    return pairs // answers.num_rows, pairs % answers.num_rows


def _sides(clusters: Clusters) -> list[Sides]:
    """Answers and customers with each theme and without it."""
    answers_with = np.bincount(clusters.theme, clusters.n_with, minlength=clusters.n_themes).astype(int)
    answers = int(clusters.n.sum())
    return [
        Sides(answers=(int(n), answers - int(n)), customers=(int(with_it), int(without)))
        for n, with_it, without in zip(answers_with, clusters.customers_with, clusters.customers_without, strict=True)
    ]


def _numbers(
    clusters: Clusters,
    values: Floats,
    pairs: tuple[Integers, Integers],
    enough: NDArray[np.bool_],
    scale: Scale,
    *,
    draws: int,
    seed: int,
) -> dict[str, Floats]:
    """Every number column, shape (themes,); nan where there is not enough."""
    columns = {name: np.full(len(enough), np.nan) for name in NUMBERS}
    theme, answer = pairs
    for number in np.flatnonzero(enough):
        with_it = values[answer[theme == number]]
        interval = adjusted_mean(with_it)
        columns["mean_with"][number] = scale.middle + scale.unit * with_it.mean()
        columns["mean_with_low"][number] = scale.middle + scale.unit * interval.low
        columns["mean_with_high"][number] = scale.middle + scale.unit * interval.high
        columns["share"][number] = len(with_it) / len(values)
    if enough.any():
        found = gaps(clusters.only(np.flatnonzero(enough)), draws=draws, seed=seed)
        for name in ("gap", "gap_low", "gap_high", "impact", "low", "high"):
            columns[name][enough] = scale.unit * np.clip(getattr(found, name), -2, 2)
        columns["p_value"][enough] = found.p_value
    columns["mean_without"] = columns["mean_with"] - columns["gap"]
    columns["q_value"] = false_discovery_rates(columns["p_value"])
    return columns


def _judged(
    numbers: dict[str, Floats], sides: list[Sides], settings: OutcomesSettings, scale: Scale
) -> list[tuple[str, Reason]]:
    """Verdict and reason of each theme."""
    tests = int((~np.isnan(numbers["q_value"])).sum())
    judged = []
    for theme, side in enumerate(sides):
        gap, low, high, q_value = (float(numbers[name][theme]) for name in ("gap", "gap_low", "gap_high", "q_value"))
        if np.isnan(gap):
            reason = score_too_few(side, least_answers=settings.min_responses, least_customers=LEAST_CUSTOMERS)
            judged.append(("cannot tell", reason))
            continue
        chance = Chance(q_value, settings.false_discovery_rate, tests)
        told = "raises" if low > 0 else "lowers" if high < 0 else "cannot tell"
        judged.append((told if chance.passed else "cannot tell", score_gap(gap, (low, high), side, chance, scale)))
    return judged
