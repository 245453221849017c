import numpy as np
import pytest

from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.nps.segment_nps import STEP, segment_nps
from vocpipe.outcomes.segments import theme_segment
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings(min_responses=10)


@pytest.fixture
def company(voices):
    """20 customers on Lite and 4 on Pro; half of Lite mention t. c00 has been on Pro since March."""
    voices.theme("t")
    for number in range(24):
        voices.say(
            *(["t"] if number < 10 else []),
            score=3 if number < 10 else 9,
            customer=f"c{number:02d}",
            at="2026-02-10 10:00",
        )
        voices.pseudonym(f"c{number:02d}")
        voices.segment(
            f"c{number:02d}", "plan", "Lite" if number < 20 else "Pro", until="2026-03-01" if number == 0 else None
        )
    voices.segment("c00", "plan", "Pro", since="2026-03-01")
    run_step(voices.connection, STEP, outcomes=SETTINGS)
    run_step(voices.connection, theme_segment.STEP)
    return voices.connection


def test_the_nps_of_a_segment_is_by_the_segment_of_the_day_of_the_answer(company):
    everybody, lite, pro = rows_of(company, "segment_nps")
    assert (everybody["segment_kind"], everybody["n"], everybody["n_customers"]) == ("all", 24, 24)
    assert (lite["segment"], lite["n"], lite["nps"]) == ("Lite", 20, 0.0)
    assert lite["low"] < 0 < lite["high"]
    assert pro["segment"] == "Pro"


@pytest.mark.parametrize(("timezone", "plan"), [("Asia/Tokyo", "Pro"), ("UTC", "Lite")])
def test_the_day_of_an_answer_is_that_of_the_workspaces_time_zone(voices, timezone, plan):
    voices.theme("t")
    for number in range(12):
        name = f"c{number:02d}"
        voices.say("t", score=9, customer=name, at="2026-02-28 20:00")  # in Tokyo the first of March
        voices.pseudonym(name)
        voices.segment(name, "plan", "Lite", until="2026-03-01")
        voices.segment(name, "plan", "Pro", since="2026-03-01")
    answers = run_step(voices.connection, STEP, timezone=timezone, outcomes=SETTINGS)
    themes = run_step(voices.connection, theme_segment.STEP, timezone=timezone)
    assert [(row["segment"], row["n"]) for row in answers if row["segment_kind"] == "plan"] == [(plan, 12)]
    assert [(row["segment"], row["n_all"]) for row in themes] == [(plan, 12)]


def test_fewer_than_five_customers_are_not_shown(company):
    pro = rows_of(company, "segment_nps")[2]
    assert [pro[name] for name in ("n", "n_customers", "nps", "low", "high")] == [None] * 5
    assert pro["reason_en"] == "Fewer than 5 customers: not shown."
    themes = {row["segment"]: row for row in rows_of(company, "theme_segment")}
    assert [themes["Pro"][name] for name in ("n_customers", "n_sentences", "n_all", "share", "low")] == [None] * 5


def test_a_theme_in_a_segment_has_its_share_with_wilsons_interval(company):
    lite = {row["segment"]: row for row in rows_of(company, "theme_segment")}["Lite"]
    assert (lite["n_customers"], lite["n_sentences"], lite["n_all"], lite["share"]) == (10, 10, 20, 0.5)
    assert (lite["low"], lite["high"]) == pytest.approx((0.2993, 0.7007), abs=1e-4)


def test_several_answers_of_a_customer_widen_the_interval():
    def cell(n, total, squares):
        import pyarrow as pa

        count = len(n)
        columns = {
            "segment_kind": ["all"] * count,
            "segment": ["all"] * count,
            "customer": [str(c) for c in range(count)],
        }
        return segment_nps(pa.table({**columns, "n": n, "total": total, "squares": squares}), SETTINGS).to_pylist()[0]

    sign = np.where(np.arange(100) % 2 == 0, 1, -1)
    once, often = cell(np.ones(100), sign, np.ones(100)), cell(np.full(25, 4), 4 * sign[:25], np.full(25, 4))
    assert once["n"] == often["n"] == 100
    assert often["high"] - often["low"] > 1.8 * (once["high"] - once["low"])
