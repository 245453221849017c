"""Gap and impact of every theme on one scale, as columns: what theme_nps and theme_score are made of.

Raw, as the answers are, and among answers alike by design; the verdict is on the latter.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import percent, points, signed
from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge, judged_columns
from vocpipe.outcomes.nps.adjusted import adjusted_gaps
from vocpipe.outcomes.nps.design import Design
from vocpipe.outcomes.scale import Scale
from vocpipe.outcomes.statistics.accounts import Spread, widened, without_one
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import adjusted_mean
from vocpipe.outcomes.statistics.resample import Clusters, gaps
from vocpipe.settings import OutcomesSettings
from vocpipe.store.tables import Column
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

MIN_CUSTOMERS = 10  # on each side: with fewer a bootstrap has too little to draw from, however many answers there are
GAP_METHOD = "gap among answers alike by linear regression, cluster-robust by customer"
_RAW_METHOD = "gap of all answers, bootstrap over customers"  # where nothing that is adjusted for varies
ADJUSTED_COLUMNS = (
    Column(
        "gap_adjusted",
        "DOUBLE",
        "the gap among answers alike in language, source, plan, time under contract and quarter",
    ),
    Column("gap_adjusted_low", "DOUBLE", "lower end of its 95 % interval (cluster-robust by customer)"),
    Column("gap_adjusted_high", "DOUBLE", "upper end"),
    Column("impact_adjusted", "DOUBLE", "share times gap_adjusted"),
    Column("impact_adjusted_low", "DOUBLE", "lower end of its 95 % interval"),
    Column("impact_adjusted_high", "DOUBLE", "upper end"),
)
ADJUSTED = tuple(column.name for column in ADJUSTED_COLUMNS)
NUMBERS = (
    *("mean_with", "mean_with_low", "mean_with_high", "mean_without", "share", "gap", "gap_low", "gap_high"),
    *("impact", "low", "high", *ADJUSTED, "p_value", "q_value"),
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

    Columns: theme_id, n_with, n_without, NUMBERS, method, verdict, reason_en, reason_ja.

    answers: feedback_id, customer (several answers of one are not independent), score. mentions: feedback_id and
    theme_id; what names another answer or theme is left out. Below `settings.min_responses` answers or MIN_CUSTOMERS
    customers, with or without it, a theme has no numbers. The order of the rows does not matter. The columns of the
    design (design.NAMES), where answers have them, are adjusted for; the verdict is on the adjusted gap.
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
    design = Design.of(answers)
    numbers |= _adjusted(numbers, clusters, (values, customer), pairs, design, scale)
    numbers["q_value"] = false_discovery_rates(numbers["p_value"])
    return pa.table(
        {
            "theme_id": pa.array(theme_ids, pa.string()),
            "n_with": pa.array([size.answers[0] for size in sizes], pa.int64()),
            "n_without": pa.array([size.answers[1] for size in sizes], pa.int64()),
            **{name: pa.array(numbers[name], from_pandas=True) for name in NUMBERS},
            "method": pa.array([GAP_METHOD if design.names else _RAW_METHOD] * len(theme_ids), pa.string()),
            **judged_columns(_judge(numbers, sizes, settings, scale, design)),
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
    return columns


def _adjusted(
    numbers: dict[str, Floats],
    clusters: Clusters,
    answered: tuple[Floats, Integers],
    pairs: tuple[Integers, Integers],
    design: Design,
    scale: Scale,
) -> dict[str, Floats]:
    """The columns ADJUSTED, _REST and p_value; those of the raw gap where the design does not vary."""
    if not design.names:
        raw = ("gap", "gap_low", "gap_high", "impact", "low", "high")
        return {name: numbers[of] for name, of in zip(ADJUSTED, raw, strict=True)}
    freedom = np.maximum(np.minimum(clusters.customers_with, clusters.customers_without) - 1.0, 1.0)
    freedom[np.isnan(numbers["gap"])] = np.nan
    found = adjusted_gaps(*answered, pairs, freedom, design)
    ends = (found.gap, found.low, found.high)
    shown = {name: scale.unit * np.clip(end, -2, 2) for name, end in zip(ADJUSTED[:3], ends, strict=True)}
    impacts = {name: numbers["share"] * gap for name, gap in zip(ADJUSTED[3:], shown.values(), strict=True)}
    rest = (found.without_one.holds.astype(np.float64), found.without_one.share_with, found.without_one.share)
    return shown | impacts | dict(zip(_REST, rest, strict=True)) | {"p_value": found.p_value}


def _judge(
    numbers: dict[str, Floats], sizes: list[SampleSizes], settings: OutcomesSettings, scale: Scale, design: Design
) -> list[Judgment]:
    """The judgment on each theme."""
    tests = int((~np.isnan(numbers["q_value"])).sum())
    judgments = []
    for theme, size in enumerate(sizes):
        gap, low, high = (float(numbers[name][theme]) for name in ADJUSTED[:3])
        q_value, raw = float(numbers["q_value"][theme]), float(numbers["gap"][theme])
        if np.isnan(raw):
            judgments.append(_too_few(size, settings.min_responses))
        elif np.isnan(gap):
            judgments.append(cannot_tell("nps.alike.nobody", **design.places))
        else:
            chance = Chance(q_value, settings.false_discovery_rate, tests)
            judgment = judge_gap(gap, (low, high), size, chance, scale)
            if judgment.verdict != Verdict.CANNOT_TELL and not numbers["holds"][theme]:
                shares = (float(numbers["share_with"][theme]), float(numbers["share_of_all"][theme]))
                judgment = _hangs(gap, (low, high), size, shares, scale)
            judgments.append(_among_alike(judgment, raw, design, scale))
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


def _among_alike(judgment: Judgment, raw: float, design: Design, scale: Scale) -> Judgment:
    """The judgment with what it is adjusted for, and the raw gap; the same where nothing is."""
    if not design.names:
        return judgment
    places = {**design.places, "raw": signed(raw, scale.digits), "unit": scale.places["unit"]}
    return Judgment(judgment.verdict, text("nps.alike.gap", reason=judgment.reason, **places))


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
