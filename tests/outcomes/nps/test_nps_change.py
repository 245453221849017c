from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outcomes.running import run_step
from vocpipe.outcomes.nps.nps_change import STEP, nps_change
from vocpipe.settings import OutcomesSettings

SMALL = OutcomesSettings(bootstrap=200)
PERIODS = {"before_from": date(2026, 1, 1), "after_from": date(2026, 4, 1), "after_to": date(2026, 7, 1)}


def _dated(scores, is_after, customers=None):
    ids = [f"f{number:05d}" for number in range(len(scores))]
    columns = {"feedback_id": ids, "customer": customers or ids, "score": np.array(scores, float), "is_after": is_after}
    return pa.table({**columns, **{name: [day] * len(ids) for name, day in PERIODS.items()}})


def _groups(pairs, dimension="theme"):
    return pa.table(
        {
            "feedback_id": pa.array([f"f{answer:05d}" for answer, _ in pairs], pa.string()),
            "dimension": pa.array([dimension] * len(pairs), pa.string()),
            "subject": pa.array([subject for _, subject in pairs], pa.string()),
        }
    )


def _parts(rows, dimension="theme"):
    return {(row["subject"], row["part"]): row for row in rows if row["dimension"] == dimension}


def test_rate_and_mix_are_separated():
    # 200 and 200: a fifth mention t_slow, and fall from 0 to -100; t_new is said by those at -100, and by more of them.
    before = [9, 3] * 20 + [3] * 10 + [9] * 150
    after = [3] * 40 + [3] * 60 + [9] * 100
    pairs = [(n, "t_slow") for n in range(40)] + [(n, "t_new") for n in range(40, 50)]
    pairs += [(200 + n, "t_slow") for n in range(40)] + [(200 + n, "t_new") for n in range(40, 100)]
    rows = nps_change(_dated(before + after, [False] * 200 + [True] * 200), _groups(pairs), SMALL).to_pylist()
    whole, parts = rows[0], _parts(rows)
    assert (whole["dimension"], whole["part"], whole["value"]) == ("all", "change", pytest.approx(-70))
    assert (whole["n_before"], whole["n_after"], whole["verdict"]) == (200, 200, "lowers")
    assert parts["t_slow", "rate"]["value"] == pytest.approx(-20)
    assert parts["t_slow", "mix"]["value"] == pytest.approx(0)
    assert parts["t_new", "rate"]["value"] == pytest.approx(0)
    assert parts["t_new", "mix"]["value"] < -25
    assert parts["t_slow", "rate"]["verdict"] == parts["t_new", "mix"]["verdict"] == "lowers"
    assert parts["t_slow", "mix"]["verdict"] == "cannot tell"
    assert sum(row["value"] for row in parts.values()) == pytest.approx(-70)
    assert whole["reason_ja"].startswith("−70.0 ポイント（95% 信頼区間 ")


@settings(max_examples=25)
@given(st.integers(0, 100_000))
def test_the_parts_of_each_dimension_add_up_to_the_change(seed):
    generator = np.random.default_rng(seed)
    dated = _dated(
        generator.integers(0, 11, 150), generator.random(150) < 0.5, [f"c{n}" for n in generator.integers(0, 90, 150)]
    )
    themes = _groups([(int(n), f"t{n % 3}") for n in generator.integers(0, 150, 160)])
    plans = _groups([(n, "Pro" if generator.random() < 0.3 else "Lite") for n in range(120)], "plan")
    rows = nps_change(dated, pa.concat_tables([themes, plans]), SMALL).to_pylist()
    for dimension in ("theme", "plan"):
        assert sum(row["value"] for row in _parts(rows, dimension).values()) == pytest.approx(
            rows[0]["value"], abs=1e-9
        )


def test_answers_of_few_customers_are_in_the_part_not_explained():
    pairs = [(n, "t_rare") for n in (0, 1, 2, 100, 101, 102)]
    rows = nps_change(_dated([9, 3] * 100, [False] * 100 + [True] * 100), _groups(pairs), SMALL).to_pylist()
    assert list(_parts(rows)) == [(None, "not explained")]


def test_quiet_worlds_give_hardly_any_verdict():
    judged = []
    for seed in range(60):
        generator = np.random.default_rng(seed)
        pairs = [(int(a), f"t{t}") for t in range(10) for a in generator.choice(600, 70, replace=False)]
        dated = _dated(generator.integers(0, 11, 600), [False] * 300 + [True] * 300)
        rows = nps_change(dated, _groups(pairs), SMALL).to_pylist()
        judged.append([row["verdict"] != "cannot tell" for row in rows[1:]])
    assert np.mean(judged) <= 0.01
    assert np.mean(np.any(judged, axis=1)) <= 0.1


# From the database


def _run(voices):
    """The rows with the whole change first, as they were written."""
    run_step(voices.connection, STEP, outcomes=SMALL)
    return voices.connection.sql("FROM nps_change").to_arrow_table().to_pylist()


def test_the_last_two_quarters_with_enough_answers_are_compared(voices):
    voices.theme("t")
    for month, score in (("01", 9), ("05", 3)):
        for number in range(40):
            voices.say("t", score=score, customer=f"c{number}", at=f"2026-{month}-10 10:00")
    voices.say("t", score=9, at="2026-08-01 10:00")  # one answer is no quarter
    rows = _run(voices)
    assert (rows[0]["before_from"], rows[0]["after_from"], rows[0]["value"]) == (
        date(2026, 1, 1),
        date(2026, 4, 1),
        -200,
    )
    assert _parts(rows)["t", "rate"]["value"] == pytest.approx(-200)


def test_two_months_are_compared_if_there_is_one_quarter(voices):
    for month, score in (("04", 9), ("06", 3)):
        for _ in range(40):
            voices.say(score=score, at=f"2026-{month}-10 10:00")
    rows = _run(voices)
    assert (rows[0]["before_from"], rows[0]["after_to"]) == (date(2026, 4, 1), date(2026, 7, 1))


def test_without_two_periods_it_says_so(voices):
    assert _run(voices) == []
    voices.say(score=9)
    [row] = _run(voices)
    assert (row["verdict"], row["value"]) == ("cannot tell", None)
    assert row["reason_en"].startswith(
        "Cannot tell: there are no two quarters or months with at least 30 NPS answers each"
    )
