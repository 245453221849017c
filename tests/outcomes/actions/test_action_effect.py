"""Actions in small simulated worlds: no verdict without an effect, and a real halving is found."""

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa

from tests.outcomes.running import run_step
from vocpipe.inbox.actions import Action
from vocpipe.outcomes.actions.action import store_actions
from vocpipe.outcomes.actions.action_effect import STEP
from vocpipe.outcomes.actions.mentions_effect import mentions_effect
from vocpipe.outcomes.actions.nps_effect import nps_effect
from vocpipe.outcomes.judgment import Chance
from vocpipe.outcomes.weekly import WeeklyCounts
from vocpipe.verdict import Verdict

MONDAY = date(2026, 1, 5)
DONE_ON = MONDAY + timedelta(weeks=20)
SURE = Chance(0.001, 0.05, 1)
THEMES = 20


def _counts(generator, *, times=1.0, weeks=32, peak=1.0):
    """Theme 0 is mentioned `times` as often from week 20 on, and `peak` times in the four weeks before."""
    usual = np.full((THEMES, weeks), 12.0) * np.linspace(1, 1.3, weeks)
    usual[0, 20:] *= times
    usual[0, 16:20] *= peak
    bursts = generator.gamma(25, 1 / 25, usual.shape)
    mentions = generator.poisson(usual * bursts).astype(float)
    return WeeklyCounts(
        theme_ids=[f"t{n:02d}" for n in range(THEMES)],
        mondays=[MONDAY + timedelta(weeks=week) for week in range(weeks)],
        mentions=mentions,
        volume=mentions.sum(axis=0) + 200,
        season=np.ones_like(mentions),
        first_weeks=[MONDAY] * THEMES,
    )


def _verdict(effect):
    return effect.judgment(SURE).verdict


def _reason(effect):
    return effect.judgment(SURE).reason


def _mentions(counts, touched=frozenset()):
    return mentions_effect("d_1", "t00", DONE_ON, counts, set(touched))


def test_a_halving_is_found():
    effects = [_mentions(_counts(np.random.default_rng(seed), times=0.5)) for seed in range(60)]
    estimates = [effect.estimate for effect in effects]
    assert np.mean([_verdict(effect) == Verdict.LOWERS for effect in effects]) >= 0.9
    assert np.median([estimate.effect for estimate in estimates]) < 0.65
    assert np.mean([estimate.interval[0] <= 0.5 <= estimate.interval[1] for estimate in estimates]) >= 0.88


def test_an_action_that_does_nothing_seldom_gets_a_verdict():
    effects = [_mentions(_counts(np.random.default_rng(seed))) for seed in range(200)]
    assert np.mean([_verdict(effect) != Verdict.CANNOT_TELL for effect in effects]) <= 0.07


def test_a_peak_that_passes_by_itself_is_not_an_effect():
    effects = [_mentions(_counts(np.random.default_rng(seed), peak=3.0)) for seed in range(100)]
    assert np.mean([_verdict(effect) == Verdict.LOWERS for effect in effects]) <= 0.05


def test_themes_that_all_move_hide_a_theme_that_moves_with_them():
    generator = np.random.default_rng(3)
    counts = _counts(generator)
    drift = np.exp(generator.normal(0, 0.5, THEMES))
    drift[0] = 0.6
    counts.mentions[:, 20:] = np.round(counts.mentions[:, 20:] * drift[:, None])
    assert _verdict(_mentions(counts)) == Verdict.CANNOT_TELL


def test_missing_verdicts_have_reasons_in_both_languages():
    generator = np.random.default_rng(0)
    early = _reason(mentions_effect("d_1", "t00", MONDAY + timedelta(weeks=30), _counts(generator), set()))
    assert early.en == (
        "Cannot tell: 12 weeks with feedback before (the last four left out) and 2 after;"
        " at least 4 of each are needed."
    )
    assert early.ja.startswith("判断できません。")
    alone = _reason(_mentions(_counts(generator), touched={f"t{n:02d}" for n in range(1, 15)}))
    assert alone.en.startswith("Cannot tell: 5 other themes without an action to compare with")
    rare = _counts(generator)
    rare.mentions[0] = 0.5
    assert _reason(_mentions(rare)).en.startswith("Cannot tell: 12 mentions before and after together")


def _customers(generator, *, effect=0.0, raised=120, others=400):
    """Lasting moods and passing ones; who raises the theme is unhappier on both counts."""
    size = raised + others
    group = np.arange(size) < raised
    mood = generator.normal(0, 0.7, size) - 0.5 * group
    bad_day = generator.normal(0, 0.7, size) - 0.4 * group
    after = mood + generator.normal(0, 0.7, size) + effect * group
    scores = [np.where(value > 0.35, 1.0, np.where(value < -0.5, -1.0, 0.0)) for value in (mood + bad_day, after)]
    return pa.table({"before": scores[0], "after": scores[1], "raised": group})


def test_an_nps_that_recovers_by_itself_is_not_an_effect():
    effects = [nps_effect("d_1", _customers(np.random.default_rng(seed))) for seed in range(150)]
    changes = [effect.values[1] - effect.values[0] - effect.compared[1] + effect.compared[0] for effect in effects]
    assert np.mean(changes) > 8  # the plain difference of the changes would call it a rise
    assert np.mean([_verdict(effect) != Verdict.CANNOT_TELL for effect in effects]) <= 0.05


def test_an_nps_that_rises_much_is_found():
    effects = [nps_effect("d_1", _customers(np.random.default_rng(seed), effect=1.2)) for seed in range(60)]
    assert np.mean([_verdict(effect) == Verdict.RAISES for effect in effects]) >= 0.8


def test_too_few_customers_with_answers_on_both_sides_give_no_verdict():
    reason = _reason(nps_effect("d_1", _customers(np.random.default_rng(1), raised=7)))
    assert reason.en == (
        "Cannot tell: 7 customers who had mentioned it and 400 others answered both before and after;"
        " at least 20 and 30 are needed."
    )
    assert "言及していた 7 顧客と、ほかの 400 顧客" in reason.ja


# From the database


def _action(action_id="d_1", theme="t00", status="open"):
    at = datetime(2026, 5, 1)
    return Action(action_id, theme, "Fix it", None, DONE_ON, None, status, "ann", at)


def test_the_count_is_of_actions_changed_since_the_last_refresh(voices):
    assert store_actions(voices.connection, [_action(), _action("d_2")]) == 2
    assert store_actions(voices.connection, [_action(), _action("d_2")]) == 0
    assert store_actions(voices.connection, [_action(status="done"), _action("d_2")]) == 1
    assert voices.connection.execute("SELECT status FROM action ORDER BY action_id").fetchall() == [
        ("done",),
        ("open",),
    ]


def test_an_action_has_a_row_for_each_measure_until_it_is_dropped(voices):
    for theme in range(12):
        voices.theme(f"t{theme:02d}")
    for week in range(32):
        for theme in range(12):
            for _ in range(1 if week >= 20 and theme == 0 else 3):
                voices.say(f"t{theme:02d}", at=f"{MONDAY + timedelta(weeks=week)} 10:00")
    for number in range(60):
        usual = 3 if number < 25 or number % 2 else 9
        voices.say(*(["t00"] if number < 25 else []), score=usual, customer=f"c{number}", at="2026-05-20 10:00")
        voices.say(score=9 if number < 25 else usual, customer=f"c{number}", at="2026-06-20 10:00")
    number_customers(voices)
    store_actions(voices.connection, [_action(), _action("d_gone", status="dropped")])
    rows = run_step(voices.connection, STEP, timezone="UTC")
    assert [(row["action_id"], row["measure"]) for row in rows] == [("d_1", "mentions"), ("d_1", "nps")]
    mentions, nps = rows
    assert mentions["effect"] < 0.6
    assert mentions["verdict"] == "lowers"
    assert (nps["n_before"], nps["n_compared_before"], nps["value_before"], nps["value_after"]) == (25, 35, -100, 100)
    assert nps["verdict"] == "raises"
    assert nps["reason_en"].startswith(
        "Since then the NPS of the 25 customers who had mentioned it has improved by 200 points relative to 35 others"
    )
    store_actions(voices.connection, [])
    assert run_step(voices.connection, STEP) == []


def number_customers(voices):
    customers = voices.connection.execute("SELECT DISTINCT customer_key FROM feedback_customer").fetchall()
    for (customer,) in customers:
        voices.pseudonym(customer)
