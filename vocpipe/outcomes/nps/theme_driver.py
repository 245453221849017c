"""theme_driver: a score explained by all themes at once, so that themes mentioned together don't count twice.

`effect` is the theme's coefficient in a linear regression of the score on all themes (cluster-robust by customer): the
difference associated with mentioning it, all other themes being equal. `weight` is its share of the explained variance
by Johnson's relative weights (2000, Multivariate Behavioral Research 35(1)), with an interval from a bootstrap over
customers. `r2_unseen` is R² cross-validated over customers: if it is not above 0 the themes explain nothing and no
theme has a verdict. Silence about a theme is not the absence of its problem.
"""

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.figures import percent, points, signed
from vocpipe.outcomes.judgment import (
    JUDGMENT_COLUMNS,
    Chance,
    Judgment,
    cannot_tell,
    judge,
    judged_columns,
    number_or_none,
)
from vocpipe.outcomes.nps.driver_model import MIN_ANSWERS_PER_THEME, DriverData, can_fit, driver_data, fit_drivers
from vocpipe.outcomes.nps.gaps import MIN_CUSTOMERS
from vocpipe.outcomes.nps.scored import Scored, ScoreGroup, score_groups
from vocpipe.outcomes.scale import Scale
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

SEED = 20_162
FAMILY = Family(
    "theme_driver", "linear regression on all themes, cluster-robust by customer", by=("score_type", "kind")
)

_NUMBERS = (
    *("effect", "effect_low", "effect_high", "effect_adjusted", "effect_adjusted_low", "effect_adjusted_high"),
    *("weight", "weight_low", "weight_high", "r2", "r2_unseen", "p_value", "q_value"),
)
THEME_DRIVER = Table(
    "theme_driver",
    "one row per score type, kind of feedback and theme: the score explained by all themes at once, so that themes "
    "mentioned together don't count twice. Associations, not causes.",
    (
        Column("score_type", "VARCHAR", "nps, csat, ces or stars"),
        Column(
            "kind", "VARCHAR", "survey, ticket, message, post, review, community, interview or call; each stands alone"
        ),
        Column("theme_id", "VARCHAR", "the theme"),
        Column("n", "BIGINT", "scored answers with text"),
        Column("n_customers", "BIGINT", "customers who gave them"),
        Column("n_with", "BIGINT", "answers that mention the theme"),
        Column(
            "effect",
            "DOUBLE",
            "how much higher the score is if the theme is mentioned, other themes being equal, in points "
            "(of NPS from -100 to 100); its sign is the driver's direction",
        ),
        Column("effect_low", "DOUBLE", "lower end of its 95 % interval (cluster-robust by customer)"),
        Column("effect_high", "DOUBLE", "upper end"),
        Column(
            "effect_adjusted",
            "DOUBLE",
            "the effect among answers alike in language, source, plan, time under contract and quarter",
        ),
        Column("effect_adjusted_low", "DOUBLE", "lower end of its 95 % interval (cluster-robust by customer)"),
        Column("effect_adjusted_high", "DOUBLE", "upper end"),
        Column(
            "weight",
            "DOUBLE",
            "the theme's share of the explained variance r2 (Johnson's relative weights), 0 to 1; it has no sign",
        ),
        Column("weight_low", "DOUBLE", "lower end of its 95 % interval (bootstrap over customers)"),
        Column("weight_high", "DOUBLE", "upper end"),
        Column("r2", "DOUBLE", "share of the variance between answers that all themes together explain"),
        Column(
            "r2_unseen",
            "DOUBLE",
            "r2 cross-validated over customers; not above 0 means that the themes explain nothing",
        ),
        *family_columns("two-sided, of the adjusted effect"),
        *JUDGMENT_COLUMNS,
    ),
    order="score_type, kind, weight DESC NULLS LAST, theme_id",
)


def theme_driver(
    answers: pa.Table, mentions: pa.Table, themes: pa.Table, settings: OutcomesSettings, *, seed: int = SEED
) -> pa.Table:
    """One row per score type, kind of feedback and theme, with the columns of the table theme_driver.

    answers, mentions and themes as for `theme_score`.
    """
    theme_ids = sorted(themes["theme_id"].to_pylist())
    tables = [THEME_DRIVER.schema.empty_table()]
    for group in score_groups(answers) if theme_ids else ():
        rows = _drivers(group, mentions, theme_ids, settings, seed)
        tables.append(FAMILY.named(group.named(rows), THEME_DRIVER.schema))
    return pa.concat_tables(tables)


def _drivers(
    group: ScoreGroup, mentions: pa.Table, theme_ids: list[str], settings: OutcomesSettings, seed: int
) -> pa.Table:
    data = driver_data(group, mentions, theme_ids, min_answers=settings.min_responses)
    n_with = np.asarray(data.mentions.sum(axis=0)).astype(np.int64)
    names = (*_NUMBERS, "hangs_on")
    numbers = {name: np.full(len(theme_ids), np.nan) for name in names}
    if can_fit(data):
        for name, values in fit_drivers(data, seed).items():
            numbers[name][data.enough] = values
        numbers["q_value"] = false_discovery_rates(numbers["p_value"])
    judgments = [
        _judge({name: float(numbers[name][theme]) for name in names}, data, int(n_with[theme]), group, settings)
        for theme in range(len(theme_ids))
    ]
    return pa.table(
        {
            "theme_id": theme_ids,
            "n": [len(data.values)] * len(theme_ids),
            "n_customers": [len(np.unique(data.customer))] * len(theme_ids),
            "n_with": n_with,
            **{name: pa.array(numbers[name], from_pandas=True) for name in _NUMBERS},
            **judged_columns(judgments),
        }
    )


def _judge(
    numbers: dict[str, float], data: DriverData, n_with: int, group: ScoreGroup, settings: OutcomesSettings
) -> Judgment:
    n, themes = len(data.values), int(data.enough.sum())
    if np.isnan(numbers["effect"]):
        return _too_few(n_with, n, themes, settings.min_responses)
    if numbers["r2_unseen"] <= 0:
        r2, unseen = numbers["r2"], numbers["r2_unseen"]
        return cannot_tell("nps.driver.unexplained", r2=percent(r2), answers=amount("answer", n), r2_cv=unseen)
    chance = Chance(numbers["q_value"], settings.false_discovery_rate, themes)
    if np.isnan(numbers["effect_adjusted"]):
        return cannot_tell("nps.alike.nobody", **data.design.places)
    interval = (numbers["effect_adjusted_low"], numbers["effect_adjusted_high"])
    hangs_on = number_or_none(numbers["hangs_on"])
    judgment = _judge_effect(numbers["effect_adjusted"], interval, (n_with, n), chance, group.scale, hangs_on=hangs_on)
    if not data.design.names:
        return judgment
    places = {"raw": signed(numbers["effect"], group.scale.digits), "unit": group.scale.places["unit"]}
    reason = text("nps.alike.effect", reason=judgment.reason, **data.design.places, **places)
    return Judgment(judgment.verdict, reason)


def _too_few(n_with: int, n: int, themes: int, min_answers: int) -> Judgment:
    if themes * MIN_ANSWERS_PER_THEME > n:
        needed = MIN_ANSWERS_PER_THEME * themes
        return cannot_tell("nps.driver.few_for_all", themes=amount("theme", themes), min=needed, n=n)
    return cannot_tell(
        "nps.driver.few_answers",
        answers=amount("answer", n_with),
        others=n - n_with,
        min=min_answers,
        min_customers=MIN_CUSTOMERS,
    )


def _judge_effect(
    effect: float,
    interval: tuple[float, float],
    counts: tuple[int, int],
    chance: Chance,
    scale: Scale,
    *,
    hangs_on: float | None,
) -> Judgment:
    """hangs_on: the part of the answers of the customer without whom there may be no effect, if there is one."""
    n_with, n = counts
    low, high = (signed(end, scale.digits) for end in interval)
    key = f"nps.driver.{'higher' if effect >= 0 else 'lower'}"
    ends = {"effect": points(effect, scale.digits), "low": low, "high": high}
    places = {**scale.places, **ends, "n_with": n_with, "answers": amount("answer", n)}
    judged = judge(key, interval, chance, **places)
    if judged.verdict != Verdict.CANNOT_TELL and hangs_on is not None:
        return cannot_tell(f"{key}.one_customer", share=percent(hangs_on), **places)
    return judged


def run(context: Context) -> Counts:
    """Replace the table."""
    scored = Scored.of(context)
    rows = theme_driver(scored.answers, scored.mentions, scored.themes, context.settings.outcomes)
    replace(context.connection, THEME_DRIVER, rows)
    return {}


STEP = Step("outcomes.theme_driver", run, reads=Scored.READS, tables=(THEME_DRIVER,))
