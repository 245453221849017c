"""Gap and impact of every theme on one scale, as columns: what theme_nps and theme_score are made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import percent, points
from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge, judged_columns
from vocpipe.outcomes.scale import Scale
from vocpipe.outcomes.statistics.accounts import Spread, widened, without_one
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import adjusted_mean
from vocpipe.outcomes.statistics.resample import Clusters, gaps
from vocpipe.settings import OutcomesSettings
from vocpipe.verdict import Verdict
from vocpipe.wording import amount

MIN_CUSTOMERS = 10  # on each side: with fewer a bootstrap has too little to draw from, however many answers there are
NUMBERS = (
    *("mean_with", "mean_with_low", "mean_with_high", "mean_without", "share", "gap", "gap_low", "gap_high"),
    *("impact", "low", "high", "p_value", "q_value"),
)
_REST = ("holds", "share_with", "share_of_all")  # without one large customer


@dataclass(frozen=True, slots=True)
class SampleSizes:
    """The numbers of answers with a theme and without it, and of the customers they come from."""

    answers: tuple[int, int]
    customers: tuple[int, int]

    def are_enough(self, *, answers: int, customers: int) -> bool:
        """Whether each side has at least this many answers and customers."""
        return min(self.answers) >= answers and min(self.customers) >= customers

    @property
    def places(self) -> dict[str, Any]:
        """The places `answers` (with the theme) and `others` (without it) of a sentence."""
        return {"answers": amount("answer", self.answers[0]), "others": self.answers[1]}


def score_gaps(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, scale: Scale, *, seed: int
) -> pa.Table:
    """One row per theme of `themes`, in the order of their ids; means and gaps in points of `scale`.

    Columns: theme_id, n_with, n_without, NUMBERS, verdict, reason_en, reason_ja.

    answers: feedback_id, customer (several answers of one are not independent), score. mentions: feedback_id and
    theme_id; what names another answer or theme is left out. Below `settings.min_responses` answers or MIN_CUSTOMERS
    customers, with or without it, a theme has no numbers. The order of the rows does not matter.
    """
    theme_ids = sorted(themes["theme_id"].to_pylist())
    values = scale.values(answers["score"].to_numpy())
    # Numbering customers by their sorted names keeps the draws the same whatever the order of the rows.
    customer = np.unique(answers["customer"].to_numpy(), return_inverse=True)[1]
    pairs = theme_answers(answers, mentions, theme_ids)
    clusters = Clusters.of(values, customer, pairs, len(theme_ids))
    sizes = _sample_sizes(clusters)
    enough = np.array(
        [size.are_enough(answers=settings.min_responses, customers=MIN_CUSTOMERS) for size in sizes], dtype=bool
    )
    numbers = _numbers(clusters, (values, customer), pairs, enough, scale, draws=settings.bootstrap, seed=seed)
    return pa.table(
        {
            "theme_id": pa.array(theme_ids, pa.string()),
            "n_with": pa.array([size.answers[0] for size in sizes], pa.int64()),
            "n_without": pa.array([size.answers[1] for size in sizes], pa.int64()),
            **{name: pa.array(numbers[name], from_pandas=True) for name in NUMBERS},
            **judged_columns(_judge(numbers, sizes, settings, scale)),
        }
    )


def theme_answers(answers: pa.Table, mentions: pa.Table, theme_ids: list[str]) -> tuple[Integers, Integers]:
    """The numbers of theme and answer of every mention, each pair once."""
    theme = pc.index_in(mentions["theme_id"], value_set=pa.array(theme_ids, pa.string()))
    answer = pc.index_in(mentions["feedback_id"], value_set=answers["feedback_id"])
    known = pc.and_(pc.is_valid(theme), pc.is_valid(answer))
    theme_no, answer_no = (column.filter(known).to_numpy().astype(np.int64) for column in (theme, answer))
    pairs = np.unique(theme_no * answers.num_rows + answer_no)
    return pairs // answers.num_rows, pairs % answers.num_rows


def _sample_sizes(clusters: Clusters) -> list[SampleSizes]:
    """Answers and customers with each theme and without it."""
    answers_with = np.bincount(clusters.theme, clusters.n_with, minlength=clusters.n_themes).astype(int)
    answers = int(clusters.n.sum())
    return [
        SampleSizes(answers=(int(n), answers - int(n)), customers=(int(with_it), int(without)))
        for n, with_it, without in zip(answers_with, clusters.customers_with, clusters.customers_without, strict=True)
    ]


def _numbers(
    clusters: Clusters,
    answered: tuple[Floats, Integers],
    pairs: tuple[Integers, Integers],
    enough: Bools,
    scale: Scale,
    *,
    draws: int,
    seed: int,
) -> dict[str, Floats]:
    """Every number column, shape (themes,); nan if there is not enough. answered: the values, and whose they are."""
    values, customer = answered
    columns = {name: np.full(len(enough), np.nan) for name in (*NUMBERS, *_REST)}
    theme, answer = pairs
    for number in np.flatnonzero(enough):
        with_it = values[answer[theme == number]]
        interval = adjusted_mean(with_it)
        columns["mean_with"][number] = scale.middle + scale.unit * with_it.mean()
        columns["mean_with_low"][number] = scale.middle + scale.unit * interval.low
        columns["mean_with_high"][number] = scale.middle + scale.unit * interval.high
        columns["share"][number] = len(with_it) / len(values)
    if enough.any():
        tested, spread = clusters.only(np.flatnonzero(enough)), Spread.of(values, customer)
        estimates = widened(tested, gaps(tested, draws=draws, seed=seed), spread)
        rest = without_one(tested, estimates, spread)
        for name, found in zip(_REST, (rest.holds, rest.share_with, rest.share), strict=True):
            columns[name][enough] = found
        for name in ("gap", "gap_low", "gap_high", "impact", "low", "high"):
            columns[name][enough] = scale.unit * np.clip(getattr(estimates, name), -2, 2)
        columns["p_value"][enough] = estimates.p_value
    columns["mean_without"] = columns["mean_with"] - columns["gap"]
    columns["q_value"] = false_discovery_rates(columns["p_value"])
    return columns


def _judge(
    numbers: dict[str, Floats], sizes: list[SampleSizes], settings: OutcomesSettings, scale: Scale
) -> list[Judgment]:
    """The judgment on each theme."""
    tests = int((~np.isnan(numbers["q_value"])).sum())
    judgments = []
    for theme, size in enumerate(sizes):
        gap, low, high, q_value = (float(numbers[name][theme]) for name in ("gap", "gap_low", "gap_high", "q_value"))
        if np.isnan(gap):
            judgments.append(_too_few(size, settings.min_responses))
        else:
            chance = Chance(q_value, settings.false_discovery_rate, tests)
            judged = judge_gap(gap, (low, high), size, chance, scale)
            if judged.verdict != Verdict.CANNOT_TELL and not numbers["holds"][theme]:
                judged = _hangs(
                    gap, (low, high), size, (numbers["share_with"][theme], numbers["share_of_all"][theme]), scale
                )
            judgments.append(judged)
    return judgments


def _too_few(sizes: SampleSizes, min_answers: int) -> Judgment:
    if min(sizes.answers) < min_answers:
        return cannot_tell("nps.gap.few_answers", **sizes.places, min=min_answers)
    customers, others = sizes.customers
    return cannot_tell(
        "nps.gap.few_customers", customers=amount("customer", customers), others=others, min=MIN_CUSTOMERS
    )


def _hangs(
    gap: float, interval: tuple[float, float], sizes: SampleSizes, shares: tuple[float, float], scale: Scale
) -> Judgment:
    """No verdict: without one customer, with these parts of the answers with it and of all, there may be no gap."""
    near, far = (points(end, scale.digits) for end in sorted(interval, key=abs))
    return cannot_tell(
        f"nps.gap.{'higher' if gap >= 0 else 'lower'}.one_customer",
        **scale.places,
        **sizes.places,
        gap=points(gap, scale.digits),
        near=near,
        far=far,
        share=percent(shares[0]),
        share_of_all=percent(shares[1]),
    )


def judge_gap(gap: float, interval: tuple[float, float], sizes: SampleSizes, chance: Chance, scale: Scale) -> Judgment:
    """How far the score of those who mention a theme is from the others', and whether chance explains it."""
    near, far = (points(end, scale.digits) for end in sorted(interval, key=abs))
    low, high = (points(end, scale.digits) for end in interval)
    return judge(
        f"nps.gap.{'higher' if gap >= 0 else 'lower'}",
        interval,
        chance,
        **scale.places,
        **sizes.places,
        gap=points(gap, scale.digits),
        near=near,
        far=far,
        low=low,
        high=high,
    )
