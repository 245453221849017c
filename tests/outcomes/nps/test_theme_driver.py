import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from statsmodels.regression.linear_model import OLS

from vocpipe.outcomes.nps.theme_driver import theme_driver
from vocpipe.outcomes.statistics.regression import (
    CrossProducts,
    cross_products,
    r2_cv,
    regression,
    relative_weights,
)
from vocpipe.settings import OutcomesSettings

SETTINGS = OutcomesSettings()


def _world(seed, effects, *, customers=500, together=0.0):
    """Scores of 1 to 2 answers per customer, and mentions; theme 1 goes with theme 0 in a share of `together`."""
    generator = np.random.default_rng(seed)
    customer = np.repeat(np.arange(customers), generator.integers(1, 3, customers))
    mentions = generator.random((len(customer), len(effects))) < 0.15
    mentions[:, 1] |= mentions[:, 0] & (generator.random(len(customer)) < together)
    mood = generator.normal(0, 0.6, customers)[customer] + generator.normal(0, 0.6, len(customer)) + mentions @ effects
    score = np.where(mood > 0.35, 9.0, np.where(mood < -0.5, 3.0, 7.0))
    ids = [f"f{number:05d}" for number in range(len(customer))]
    answers = pa.table(
        {
            "feedback_id": ids,
            "customer": [f"c{number}" for number in customer],
            "score_type": ["nps"] * len(ids),
            "kind": ["survey"] * len(ids),
            "score": score,
        }
    )
    pairs = [(ids[answer], f"t{theme}") for answer, theme in np.argwhere(mentions)]
    said = pa.table({"feedback_id": [pair[0] for pair in pairs], "theme_id": [pair[1] for pair in pairs]})
    return answers, said, pa.table({"theme_id": [f"t{theme}" for theme in range(len(effects))]})


def test_a_theme_mentioned_together_with_a_harmful_one_has_no_effect():
    effects = np.array([-1.2, 0.0, 0.8, 0.0])
    rows = theme_driver(*_world(1, effects, together=0.7), SETTINGS).to_pylist()
    assert [row["verdict"] for row in rows] == ["lowers", "cannot tell", "raises", "cannot tell"]
    assert rows[0]["effect_high"] < 0 < rows[2]["effect_low"]
    assert sum(row["weight"] for row in rows) == pytest.approx(1)
    assert rows[0]["weight"] == max(row["weight"] for row in rows)
    assert all(row["weight_low"] <= row["weight"] <= row["weight_high"] for row in rows)
    assert 0 < rows[0]["r2_unseen"] < rows[0]["r2"]
    assert rows[0]["reason_en"].startswith("With all other themes equal, the NPS of those who mention it is ")
    assert rows[0]["reason_ja"].startswith("ほかのテーマの条件をそろえると、このテーマに言及した回答の NPS は ")


def test_without_effects_no_theme_has_a_verdict():
    judged = []
    for seed in range(12):
        rows = theme_driver(*_world(seed, np.zeros(8)), SETTINGS).to_pylist()
        judged += [row["verdict"] != "cannot tell" for row in rows]
        assert rows[0]["r2_unseen"] < 0.02
    assert np.mean(judged) <= 0.02


def test_too_few_answers_for_many_themes_give_no_verdict():
    rows = theme_driver(*_world(2, np.zeros(40), customers=240), SETTINGS).to_pylist()
    assert {row["verdict"] for row in rows} == {"cannot tell"}
    assert "themes at once, at least" in rows[0]["reason_en"]
    assert {row["effect"] for row in rows} == {None}


def test_the_order_of_the_rows_does_not_matter():
    answers, said, themes = _world(3, np.array([-1.0, 0.0, 0.5]))
    generator = np.random.default_rng(0)
    shuffled = answers.take(generator.permutation(answers.num_rows)), said.take(generator.permutation(said.num_rows))
    assert theme_driver(*shuffled, themes, SETTINGS).equals(theme_driver(answers, said, themes, SETTINGS))


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 8))
def test_relative_weights_add_up_to_one_and_r2_is_the_regressions(seed, themes):
    generator = np.random.default_rng(seed)
    mentions = (generator.random((200, themes)) < 0.4).astype(float)
    values = mentions @ generator.normal(size=themes) + generator.normal(size=200)
    weights, r2 = relative_weights(cross_products(sparse.csr_array(mentions), values))
    design = np.column_stack([np.ones(200), mentions])
    rest = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    assert weights.sum() == pytest.approx(1)
    assert (weights >= -1e-12).all()
    assert r2 == pytest.approx(1 - rest.var() / values.var(), rel=1e-6)


def test_cross_validated_r2_is_about_zero_without_effects():
    generator = np.random.default_rng(1)
    mentions = sparse.csr_array((generator.random((600, 10)) < 0.3).astype(float))
    assert -0.15 < r2_cv(mentions, generator.normal(size=600), np.arange(600), seed=1) < 0.02


def _answers(seed, *, customers=80, themes=6):
    """Mentions, values and customers, 1 to 3 answers of each."""
    generator = np.random.default_rng(seed)
    customer = np.repeat(np.arange(customers), generator.integers(1, 4, customers))
    mentions = (generator.random((len(customer), themes)) < 0.2).astype(float)
    values = mentions @ generator.normal(size=themes) + generator.normal(size=customers)[customer]
    return mentions, values, customer


def test_the_regression_is_that_of_statsmodels():
    mentions, values, customer = _answers(3)
    design = np.column_stack([np.ones(len(values)), mentions])
    known = OLS(values, design).fit(cov_type="cluster", cov_kwds={"groups": customer}, use_t=True)
    found = regression(sparse.csr_array(mentions), values, customer)
    assert found.effect == pytest.approx(known.params[1:])
    assert found.error == pytest.approx(known.bse[1:])
    assert found.p_value == pytest.approx(known.pvalues[1:])


def test_the_regression_works_if_one_theme_determines_another():
    mentions, values, customer = _answers(4)
    mentions[:, 1] = 1 - mentions[:, 0]
    whole, without = (regression(sparse.csr_array(part), values, customer) for part in (mentions, mentions[:, 1:]))
    assert np.abs(whole.effect).max() < 10
    assert whole.effect[2:] == pytest.approx(without.effect[1:])


def test_cross_validation_equals_least_squares_on_the_answers_themselves():
    mentions, values, customer = _answers(5)
    fold = np.random.default_rng(7).permutation(customer.max() + 1)[customer] % 5
    design = np.column_stack([np.ones(len(values)), mentions])
    wrong = usual = 0.0
    for held in range(5):
        inside, outside = fold != held, fold == held
        predicted = design[outside] @ np.linalg.lstsq(design[inside], values[inside], rcond=None)[0]
        wrong += ((values[outside] - predicted) ** 2).sum()
        usual += ((values[outside] - values[inside].mean()) ** 2).sum()
    assert r2_cv(sparse.csr_array(mentions), values, customer, seed=7) == pytest.approx(1 - wrong / usual)


def test_covariances_of_drawn_customers_are_those_of_their_answers():
    mentions, values, customer = _answers(6)
    weights = np.random.default_rng(0).integers(0, 3, (customer.max() + 1, 4)).astype(float)
    products = CrossProducts(sparse.csr_array(mentions), values, customer)
    for draw, found in enumerate(products.drawn(weights)):
        rows = np.repeat(np.column_stack([mentions, values]), weights[customer, draw].astype(int), axis=0)
        assert found == pytest.approx(np.cov(rows, rowvar=False, bias=True))


def test_a_driver_of_one_large_customer_has_no_verdict_and_one_of_all_has():
    """One customer gave a fifth of the answers, mentions a theme in most of them, and scores low whatever they say."""
    generator = np.random.default_rng(0)
    customer = np.where(np.arange(900) % 5 == 0, 0, np.arange(900))
    low, said = generator.random(900) < 0.2, generator.random(900) < np.where(customer == 0, 0.7, 0.1)
    scores = np.clip(np.rint(8.3 - 3 * low - 1.8 * (customer == 0) + generator.normal(0, 1.8, 900)), 0, 10)
    ids = [f"f{number:03d}" for number in range(900)]
    kinds = {"score_type": ["nps"] * 900, "kind": ["survey"] * 900}
    answers = pa.table({"feedback_id": ids, "customer": [f"c{n}" for n in customer], "score": scores, **kinds})
    pairs = [(ids[n], theme) for theme, who in (("t_all", low), ("t_large", said)) for n in np.flatnonzero(who)]
    mentions = pa.table({"feedback_id": [pair[0] for pair in pairs], "theme_id": [pair[1] for pair in pairs]})
    themes = pa.table({"theme_id": ["t_all", "t_large"]})
    found = theme_driver(answers, mentions, themes, SETTINGS).to_pylist()
    rows = {row["theme_id"]: row for row in found}
    assert rows["t_all"]["verdict"] == "lowers"
    assert (rows["t_large"]["effect_high"] < 0, rows["t_large"]["verdict"]) == (True, "cannot tell")
    assert "but this hangs on a single customer, who gave 20 % of the answers." in rows["t_large"]["reason_en"]
    assert "全回答の 20% を占める 1 顧客を除くと成り立ちません。" in rows["t_large"]["reason_ja"]
