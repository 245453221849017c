"""The real outcome code on simulated companies; a few worlds only, `vocpipe evaluate outcomes` measures many."""

from dataclasses import replace

import numpy as np
import pytest

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.answers import true_gaps
from vocpipe.evaluate.outcomes.company import null_company, planted_company
from vocpipe.evaluate.outcomes.family import Size, Worlds, families
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.speed import evaluate_speed
from vocpipe.evaluate.outcomes.world import simulate
from vocpipe.evaluate.outcomes.world_tables import store_world
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.settings import OutcomesSettings

QUICK = OutcomesSettings(bootstrap=200)
PLANTED = planted_company(20, 600, 12)


def _world(company, seed):
    return simulate(company, OutcomesSettings(exposure_months=3, exposure_gap_days=15), seed)


@pytest.fixture(scope="module")
def churn():
    """theme_churn of one planted company, by the purpose of each theme."""
    steps = (customer_month.STEP, theme_churn.STEP)
    with memory_database() as connection:
        store_world(connection, PLANTED, _world(PLANTED, 0))
        run_steps(connection, QUICK, steps)
        rows = connection.execute("SELECT * FROM theme_churn ORDER BY theme_id").fetchall()
        names = [column[0] for column in connection.description]
        first = dict(zip((theme.kind for theme in PLANTED.themes), rows, strict=True))
        run_steps(connection, QUICK, steps)
        assert connection.execute("SELECT * FROM theme_churn ORDER BY theme_id").fetchall() == rows
    return {kind: dict(zip(names, row, strict=True)) for kind, row in first.items()}


def test_a_planted_hazard_is_found_with_its_size_and_confirmed(churn):
    row = churn["hazard 3"]
    assert row["verdict"] == "raises"
    assert row["low"] < 3 < row["high"]
    assert row["cox_low"] > 1
    assert row["reason_en"].startswith("Those who mention it leave ")
    assert "倍の頻度で解約しています" in row["reason_ja"]


@pytest.mark.parametrize("kind", ["confounded", "immortal", "heavy writers", "companion"])
def test_themes_that_only_look_harmful_get_no_verdict(churn, kind):
    assert churn[kind]["verdict"] == "cannot tell"


def test_talk_of_leaving_is_recognized(churn):
    assert churn["leakage"]["verdict"] == "cannot tell"
    assert churn["leakage"]["hazard_ratio"] is None
    assert "it is talk of leaving" in churn["leakage"]["reason_en"]


def test_a_rare_theme_is_not_tested_and_the_reason_has_the_numbers(churn):
    assert churn["rare"]["q_value"] is None
    assert "at least 10 are needed" in churn["rare"]["reason_en"]


def test_a_world_is_the_same_for_the_same_seed_and_another_for_another():
    one, again, other = (_world(PLANTED, seed) for seed in (4, 4, 5))
    assert np.array_equal(one.day, again.day)
    assert not np.array_equal(one.leaves, other.leaves)


def test_customers_give_no_feedback_before_the_start_or_after_leaving():
    world = _world(PLANTED, 2)
    assert (world.day >= world.starts[world.customer]).all()
    assert (world.day < world.leaves[world.customer]).all()
    assert (world.answer_day < world.leaves[world.answer_customer]).all()


def test_true_gaps_are_zero_without_planted_effects():
    gaps, impacts = true_gaps(null_company(3, 600, 12), answers=300_000)
    assert np.abs(gaps).max() < 3
    assert np.abs(impacts).max() < 0.5


def test_the_outcomes_are_timed_on_a_company_of_the_size_asked_for():
    speed = evaluate_speed(QUICK, customers=300)
    assert (speed.customers, speed.themes) == (300, 40)
    assert 300 < speed.customer_months < 3_600
    assert 0 < speed.seconds_churn < speed.seconds


def test_what_happens_later_is_not_known_today():
    world = _world(PLANTED, 3)
    today = world.known_on(200)
    assert today.end == 200
    assert max(today.day.max(), today.answer_day.max()) < 200
    assert (today.answer < len(today.scores)).all()
    assert (today.leaves < 200).sum() == (world.leaves < 200).sum()
    assert ((today.leaves < 200) | (today.leaves == NEVER)).all()
    assert 0 < world.chance.mean() < 0.1


def test_if_all_are_alike_everybody_leaves_with_the_same_chance():
    assert np.ptp(_world(replace(PLANTED, even=True), 3).chance) == 0


@pytest.mark.parametrize("family", ["no_effect", "planted", pytest.param("rising", marks=pytest.mark.long)])
def test_the_usual_companies_have_the_size_asked_for(family):
    size = Size(customers=200, months=8, themes=14)
    tally, _ = families()[family].measure(Worlds(2, QUICK, size=size))
    shares = {share.name: share for share in tally.shares()}
    if family == "no_effect":
        assert shares["churn.false.null"].of == 28
        assert shares["churn.false.null"].hits <= shares["churn.naive.null"].hits
    elif family == "planted":
        assert shares["churn.false.null"].of == 6
        assert shares["churn.naive.immortal"].of == 2
    else:
        assert shares["alert.found.any_theme"].hits == 2
