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
PERIODS = {
    "periods": "quarter",
    "before_from": date(2026, 1, 1),
    "after_from": date(2026, 4, 1),
    "after_to": date(2026, 7, 1),
}


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
    """The rows as they were written: the newest quarters first, and of each pair the whole change."""
    run_step(voices.connection, STEP, outcomes=SMALL)
    return voices.connection.sql("FROM nps_change").to_arrow_table().to_pylist()


def _pairs(rows):
    return [
        (row["periods"], f"{row['before_from']:%y-%m}", f"{row['after_from']:%y-%m}", row["value"])
        for row in rows
        if row["dimension"] == "all"
    ]


def _year(voices, *months, theme="t"):
    """Thirty answers in each month: year and month, score."""
    voices.theme(theme)
    for month, score in months:
        for number in range(30):
            voices.say(theme, score=score, customer=f"c{number}", at=f"20{month}-10 10:00")


def test_neighboring_quarters_and_months_with_enough_answers_are_compared(voices):
    _year(voices, ("26-01", 9), ("26-05", 3), ("26-06", 8))
    voices.say("t", score=9, at="2026-08-01 10:00")  # one answer is no quarter
    rows = _run(voices)
    assert _pairs(rows) == [
        ("quarter", "26-01", "26-04", -150),
        ("month", "26-05", "26-06", 100),
        ("month", "26-01", "26-05", -200),
    ]
    assert rows[0]["after_to"] == date(2026, 7, 1)
    for number, _ in enumerate(_pairs(rows)):
        pair = _pairs(rows)[number][:3]
        of_pair = [row for row in rows if _pairs([row | {"dimension": "all"}])[0][:3] == pair]
        assert sum(row["value"] for row in of_pair[1:]) == pytest.approx(of_pair[0]["value"])


def test_a_quarter_is_compared_with_the_same_one_a_year_before(voices):
    _year(voices, ("25-05", 9), ("25-09", 8), ("26-04", 3))
    assert ("year", "25-04", "26-04", -200) in _pairs(_run(voices))


def test_the_newest_pairs_are_kept(voices):
    _year(voices, *((f"{year}-{month:02}", 9) for year in (25, 26) for month in range(1, 13)))
    pairs = _pairs(_run(voices))
    kinds = [kind for kind, *_ in pairs]
    assert [kinds.count(kind) for kind in ("quarter", "month", "year")] == [7, 12, 4]
    assert pairs[0][2] == "26-10"


def test_two_months_are_compared_if_there_is_one_quarter(voices):
    _year(voices, ("26-04", 9), ("26-06", 3))
    rows = _run(voices)
    assert (rows[0]["before_from"], rows[0]["after_to"]) == (date(2026, 4, 1), date(2026, 7, 1))


def test_without_two_periods_it_says_so(voices):
    assert _run(voices) == []
    voices.say(score=9)
    [row] = _run(voices)
    assert (row["verdict"], row["value"], row["periods"]) == ("cannot tell", None, None)
    assert row["reason_en"].startswith(
        "Cannot tell: there are no two quarters or months with at least 30 NPS answers each"
    )
