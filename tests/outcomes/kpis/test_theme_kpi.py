"""theme_kpi: which themes go with which KPI, by what is observed after a mention; and what other tables found."""

import numpy as np
import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.families import kpis
from vocpipe.outcomes.kpis import all_kpis
from vocpipe.outcomes.kpis.alike import centered
from vocpipe.settings import LapseSettings, OutcomesSettings
from vocpipe.verdict import Verdict

SETTINGS = OutcomesSettings()


def themes_of(draw, kpi, *, planted, customers=500, seed=1, **sections):
    """The rows of one KPI in a simulated company, in the order of the themes; two of twelve may have an effect."""
    with memory_database() as connection:
        kpis.store(connection, draw, seed, SETTINGS, planted=planted, customers=customers)
        run_step(connection, all_kpis.STEP, timezone="UTC", **sections)
        rows = [row for row in rows_of(connection, "theme_kpi") if row["kpi_id"] == kpi]
    return sorted(rows, key=lambda row: row["theme_id"])


@pytest.fixture(scope="module")
def use():
    return themes_of(kpis.DRAWS[0], "use_days", planted=True)


def test_use_after_a_mention_is_compared_with_other_months_of_the_same_customers(use):
    assert [row["verdict"] for row in use[:2]] == [Verdict.LOWERS, Verdict.RAISES]
    assert all(row["low"] < effect < row["high"] for row, effect in zip(use, kpis.EFFECTS["use_days"], strict=False))
    assert "than in other months of the same customers" in use[0]["reason_en"]
    assert "同じ顧客の時期・契約期間・発言量・関係するほかのテーマが同程度のほかの月" in use[0]["reason_ja"]


def test_heavy_writers_use_more_but_no_theme_is_said_to_go_with_that(use):
    assert {row["verdict"] for row in use[2:]} == {Verdict.CANNOT_TELL}
    assert {row["family"] for row in use} == {"theme_kpi: use_days"}


def test_without_an_effect_nothing_is_called():
    rows = themes_of(kpis.DRAWS[4], "response_rate", planted=False)
    assert len(rows) == 12
    assert {row["verdict"] for row in rows} == {Verdict.CANNOT_TELL}
    assert "alike in month" in rows[0]["reason_en"]


def test_too_few_cases_have_a_reason_and_no_numbers(voices):
    for number in range(40):
        voices.customer(f"c{number:02d}")
        voices.invite(f"c{number:02d}", at="2026-03-02 09:00")
    voices.theme("t_slow")
    voices.say("t_slow", customer="c01", at="2026-01-20 10:00")
    voices.say(score=9, customer="c01", at="2026-05-01 10:00")
    run_step(voices.connection, all_kpis.STEP, timezone="UTC")
    (row,) = [row for row in rows_of(voices.connection, "theme_kpi") if row["kpi_id"] == "response_rate"]
    assert (row["n_with"], row["n_without"], row["gap"], row["p_value"]) == (1, 39, None, None)
    assert row["reason_en"].startswith("Cannot tell: 1 invitation after a mention, of 1 customer, and 39 others")


def test_what_other_tables_found_is_here_too(voices):
    found = {"theme_id": "t", "verdict": "raises", "hazard_ratio": 2.0, "reason_en": "", "reason_ja": ""}
    voices.add("theme_churn", n_customers=90, n_exposed=40, n_churned=30, n_churned_exposed=20, **found)
    run_step(voices.connection, all_kpis.STEP)
    rows = {row["kpi_id"]: row for row in rows_of(voices.connection, "theme_kpi")}
    assert (rows["churn_rate"]["verdict"], rows["retention_rate"]["verdict"]) == (Verdict.RAISES, Verdict.LOWERS)
    assert (rows["churn_rate"]["gap"], rows["churn_rate"]["measure"]) == (2.0, "hazard ratio")


def test_the_means_of_crossed_groups_are_taken_out():
    random = np.random.default_rng(0)
    groups = (random.integers(0, 20, 200), random.integers(0, 6, 200))
    left = centered(random.normal(size=20)[groups[0]] + random.normal(size=6)[groups[1]] + 1, groups)
    assert np.abs(left).max() < 1e-6
    left = centered(random.normal(size=200), groups)
    assert all(np.abs(np.bincount(group, left)).max() < 1e-6 for group in groups)


def test_a_theme_without_an_effect_is_not_said_to_do_the_opposite_of_one_that_has(use):
    """Who mentions a theme of as much as others write mentions the rest of them less."""
    gaps = np.array([row["gap"] for row in use[2:]])
    errors = np.array([(row["high"] - row["low"]) / 3.92 for row in use[2:]])
    assert abs((gaps / errors).mean()) < 1.0
    assert "the other themes that go with it" in use[2]["reason_en"]


def test_customers_who_order_again_are_told_by_what_they_said_after_an_order():
    rows = themes_of(kpis.DRAWS[8], "repeat_rate", planted=True, customers=900, lapse=LapseSettings(days=90))
    assert [row["verdict"] for row in rows[:2]] == [Verdict.LOWERS, Verdict.RAISES]
    assert {row["verdict"] for row in rows[2:]} == {Verdict.CANNOT_TELL}
    assert "how often they have ordered" in rows[0]["reason_en"]
