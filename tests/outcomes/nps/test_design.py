"""design, adjusted: answers are compared with others alike in language, source, plan, tenure and quarter."""

import numpy as np
import pyarrow as pa
import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.nps import theme_driver, theme_nps
from vocpipe.outcomes.nps.adjusted import adjusted_gaps
from vocpipe.outcomes.nps.design import Design, with_plan
from vocpipe.settings import OutcomesSettings

SMALL = OutcomesSettings(bootstrap=300)


def say_all(voices, *, less=0, share=0.5):
    """Answers in two languages; those in Japanese are lower and mention `t` often, which lowers them by `less`."""
    voices.theme("t")
    rng = np.random.default_rng(1)
    for number in range(240):
        japanese = number % 2 == 0
        mentions = rng.random() < (share if japanese else 0.02)
        score = rng.integers(3, 10) if japanese else rng.integers(7, 11)
        feedback = voices.say(*(["t"] if mentions else []), score=int(score - less * mentions), customer=f"c{number}")
        lang = "ja" if japanese else "en"
        voices.connection.execute("UPDATE feedback_clean SET lang = ? WHERE feedback_id = ?", [lang, feedback])


@pytest.mark.parametrize(("less", "verdict"), [(0, "cannot tell"), (3, "lowers")])
def test_a_theme_of_a_language_that_scores_lower_is_judged_within_it(voices, less, verdict):
    say_all(voices, less=less)
    [row] = run_step(voices.connection, theme_nps.STEP, outcomes=SMALL)
    assert row["gap_high"] < 0
    assert row["gap"] < row["gap_adjusted"]
    assert row["verdict"] == verdict
    assert row["impact_adjusted"] == pytest.approx(row["share"] * row["gap_adjusted"])
    assert "alike in language; as they stand, the difference is" in row["reason_en"]
    assert "言語が同じ回答どうしの比較です" in row["reason_ja"]
    [row] = run_step(voices.connection, theme_driver.STEP, outcomes=SMALL)
    assert row["effect_high"] < 0
    assert row["verdict"] == verdict


def test_where_all_of_a_language_say_it_hardly_anybody_is_alike(voices):
    say_all(voices, share=1.1)
    for step, adjusted in ((theme_nps.STEP, "gap_adjusted"), (theme_driver.STEP, "effect_adjusted")):
        [row] = run_step(voices.connection, step, outcomes=SMALL)
        assert row[adjusted] is None
        assert row["verdict"] == "cannot tell"
        assert "hardly ever alike in language" in row["reason_en"]


def test_the_gap_is_the_coefficient_of_a_regression_with_the_levels():
    rng = np.random.default_rng(2)
    lang, plan = rng.choice(["en", "ja", "de"], 900), rng.choice(["A", "B"], 900)
    mention = rng.random(900) < np.where(lang == "ja", 0.4, 0.1)
    values = rng.normal(size=900) - 0.5 * (lang == "ja") + 0.3 * (plan == "A") - 0.2 * mention
    design = Design.of(pa.table({"lang": lang.tolist(), "plan": plan.tolist()}))
    inside = np.flatnonzero(mention)
    pairs = (np.zeros(len(inside), np.int64), inside)
    found = adjusted_gaps(values, np.arange(900), pairs, np.array([500.0]), design)
    columns = [mention, lang == "ja", lang == "de", plan == "A", np.ones(900)]
    expected = np.linalg.lstsq(np.column_stack(columns).astype(float), values, rcond=None)[0][0]
    assert found.gap[0] == pytest.approx(expected)
    assert design.names == ("lang", "plan")


def test_levels_with_few_answers_are_pooled_and_what_hardly_varies_is_no_level():
    few = ["x"] * 20 + ["y"] * 15
    assert Design.of(pa.table({"source": ["a"] * 300 + few})).basis.shape[1] == 2
    assert Design.of(pa.table({"source": ["a"] * 300 + few[:25]})).names == ()


@pytest.mark.parametrize(("plans", "unknown"), [(["A", "B"] * 100, 0), (["Free"] * 40 + ["A"] * 160, 200)])
def test_a_plan_learned_later_stands_in_unless_it_tells_who_left(plans, unknown):
    ids = [f"f{number:03d}" for number in range(200)]
    answers = pa.table({"feedback_id": ids, "customer": ids})
    nothing = {name: pa.array([None] * 200, pa.string()) for name in ("lang", "source", "tenure", "wave", "plan")}
    left = [number < 40 for number in range(200)]
    design = pa.table(nothing | {"feedback_id": ids, "plan_later": plans, "has_left": left})
    assert with_plan(answers, design)["plan"].null_count == unknown
