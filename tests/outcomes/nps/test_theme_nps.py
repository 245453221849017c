import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outcomes.running import run_step
from vocpipe.outcomes.nps.theme_nps import STEP, THEME_NPS, theme_nps
from vocpipe.settings import OutcomesSettings

SMALL = OutcomesSettings(bootstrap=200)
NUMBERS = [field.name for field in THEME_NPS.schema if pa.types.is_floating(field.type)]


def _answers(scores, customers=None):
    ids = [f"f{number:05d}" for number in range(len(scores))]
    return pa.table(
        {"feedback_id": ids, "customer": customers or ids, "score": pa.array(scores, pa.float64())},
        schema=pa.schema([("feedback_id", pa.string()), ("customer", pa.string()), ("score", pa.float64())]),
    )


def _mentions(pairs):
    pairs = [(f"f{answer:05d}", theme) for answer, theme in pairs]
    return pa.table(
        {"feedback_id": [pair[0] for pair in pairs], "theme_id": [pair[1] for pair in pairs]},
        schema=pa.schema([("feedback_id", pa.string()), ("theme_id", pa.string())]),
    )


def _themes(*theme_ids):
    return pa.table({"theme_id": pa.array(theme_ids, pa.string())})


def _nps(scores):
    return 100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)) / len(scores)


def test_a_clear_difference_is_reported_with_its_numbers():
    scores = [0, 3, 6, 7] * 15 + [9, 10, 8, 6] * 50
    row = theme_nps(_answers(scores), _mentions([(n, "t_slow") for n in range(60)]), _themes("t_slow"), SMALL)
    row = row.to_pylist()[0]
    assert (row["n_with"], row["n_without"]) == (60, 200)
    assert (row["nps_with"], row["nps_without"], row["gap"]) == pytest.approx((-75, 25, -100))
    assert row["share"] == pytest.approx(60 / 260)
    assert row["nps_with_low"] < -75 < row["nps_with_high"]
    assert row["gap_low"] < -100 < row["gap_high"] < 0
    assert row["low"] < row["impact"] < row["high"] < 0
    assert row["q_value"] < 0.001
    assert row["verdict"] == "lowers"
    assert row["reason_en"].startswith(
        "The NPS of those who mention it is 100 points lower than that of the others (95 % interval "
    )
    assert "60 answers with it, 200 without" in row["reason_en"]
    assert row["reason_ja"].startswith("このテーマに言及した回答の NPS は、ほかの回答より 100 ポイント低くなっています")


def test_a_theme_of_the_satisfied_raises():
    scores = [9, 10] * 30 + [6, 8] * 60
    row = theme_nps(_answers(scores), _mentions([(n, "t") for n in range(60)]), _themes("t"), SMALL).to_pylist()[0]
    assert row["verdict"] == "raises"
    assert row["low"] > 0
    assert "高く" in row["reason_ja"]


def test_equal_scores_with_and_without_give_no_verdict():
    row = theme_nps(
        _answers([9, 7, 3] * 80), _mentions([(n, "t") for n in range(60)]), _themes("t"), SMALL
    ).to_pylist()[0]
    assert row["gap"] == pytest.approx(0)
    assert row["verdict"] == "cannot tell"
    assert row["p_value"] > 0.9
    assert row["reason_en"].startswith("Cannot tell: the NPS of those who mention it is 0 points")
    assert row["reason_ja"].startswith("判断できません。")


@pytest.mark.parametrize("n_with", [0, 29, 172])
def test_below_the_minimum_number_of_answers_only_counts_are_shown(n_with):
    rows = theme_nps(_answers([9, 3] * 100), _mentions([(n, "t") for n in range(n_with)]), _themes("t"), SMALL)
    row = rows.to_pylist()[0]
    assert (row["n_with"], row["n_without"]) == (n_with, 200 - n_with)
    assert {row[name] for name in NUMBERS} == {None}
    assert row["verdict"] == "cannot tell"
    assert "at least 30 of each are needed" in row["reason_en"]
    assert "30 件以上必要です" in row["reason_ja"]


def test_thirty_answers_are_enough():
    rows = theme_nps(_answers([9, 3] * 100), _mentions([(n, "t") for n in range(30)]), _themes("t"), SMALL)
    assert rows["gap"][0].as_py() is not None


def test_many_answers_of_few_customers_are_not_enough():
    customers = [f"c{n % 3}" for n in range(60)] + [f"d{n}" for n in range(140)]
    answers = _answers([9, 3] * 100, customers)
    row = theme_nps(answers, _mentions([(n, "t") for n in range(60)]), _themes("t"), SMALL).to_pylist()[0]
    assert row["n_with"] == 60
    assert {row[name] for name in NUMBERS} == {None}
    assert "from 3 customers" in row["reason_en"]


def test_a_mention_counts_once_however_often_it_is_given():
    mentions = _mentions([(n, "t") for n in range(40)] * 3 + [(n, "other") for n in range(9)] + [(9999, "t")])
    assert theme_nps(_answers([9, 3] * 100), mentions, _themes("t"), SMALL)["n_with"].to_pylist() == [40]


def test_a_gap_that_may_be_chance_among_many_themes_has_no_verdict():
    scores = [3] * 21 + [8] * 10 + [9] * 9 + [9, 3, 8, 8] * 75
    generator = np.random.default_rng(1)
    others = [f"t_{theme:02d}" for theme in range(60)]
    pairs = [(n, "t_first") for n in range(40)]
    pairs += [(int(n), theme) for theme in others for n in generator.choice(340, 60, replace=False)]
    alone = theme_nps(_answers(scores), _mentions(pairs), _themes("t_first"), SMALL).to_pylist()[0]
    among = theme_nps(_answers(scores), _mentions(pairs), _themes(*others, "t_first"), SMALL).to_pylist()[-1]
    assert (alone["theme_id"], alone["verdict"]) == ("t_first", "lowers")
    assert (among["theme_id"], among["verdict"]) == ("t_first", "cannot tell")
    assert among["p_value"] == alone["p_value"]
    assert among["high"] < 0
    assert "with 61 themes tested this may be chance" in among["reason_en"]
    assert "61 テーマを検定しているため偶然の可能性があります" in among["reason_ja"]


def test_a_verdict_needs_an_interval_without_0_even_with_a_lax_rate():
    lax = OutcomesSettings(bootstrap=200, false_discovery_rate=0.9)
    scores = [9, 3, 3, 8, 8] * 10 + [9, 3, 8, 8] * 50
    row = theme_nps(_answers(scores), _mentions([(n, "t") for n in range(50)]), _themes("t"), lax).to_pylist()[0]
    assert row["q_value"] < 0.9
    assert row["gap_low"] < 0 < row["gap_high"]
    assert row["verdict"] == "cannot tell"


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=24, max_size=90))
def test_impact_is_share_times_gap_and_the_difference_without_the_theme(said):
    scores = [score for score, _ in said]
    rows = theme_nps(
        _answers(scores),
        _mentions([(n, "t") for n, (_, mentioned) in enumerate(said) if mentioned]),
        _themes("t"),
        OutcomesSettings(bootstrap=200, min_responses=2),
    )
    row = rows.to_pylist()[0]
    without = [score for score, mentioned in said if not mentioned]
    if row["impact"] is not None:
        assert row["impact"] == pytest.approx(row["share"] * row["gap"], abs=1e-9)
        assert row["impact"] == pytest.approx(_nps(scores) - _nps(without), abs=1e-9)
        assert row["nps_without"] == pytest.approx(_nps(without), abs=1e-9)


def test_the_order_of_the_rows_does_not_matter():
    generator = np.random.default_rng(4)
    answers = _answers(generator.integers(0, 11, 300).tolist(), [f"c{n}" for n in generator.integers(0, 150, 300)])
    mentions = _mentions([(int(n), f"t{n % 3}") for n in generator.integers(0, 300, 500)])
    first = theme_nps(answers, mentions, _themes("t0", "t1", "t2"), SMALL)
    shuffled = theme_nps(
        answers.take(generator.permutation(300)),
        mentions.take(generator.permutation(500)),
        _themes("t2", "t0", "t1"),
        SMALL,
    )
    assert shuffled.equals(first)


def test_another_seed_gives_another_draw_but_the_same_estimate():
    answers, mentions = _answers([9, 3, 7] * 80), _mentions([(n, "t") for n in range(0, 240, 4)])
    one, two = (theme_nps(answers, mentions, _themes("t"), SMALL, seed=seed) for seed in (1, 2))
    assert one["gap"] == two["gap"]
    assert one["gap_low"] != two["gap_low"]


def test_worlds_without_effects_give_hardly_any_verdict():
    verdicts = []
    for seed in range(40):
        generator = np.random.default_rng(seed)
        customers = np.repeat(np.arange(300), 2)
        mood = generator.normal(size=300)[customers] + generator.normal(size=600)
        scores = np.where(mood > 0.5, 9, np.where(mood > -0.7, 7, 3)).tolist()
        topic = generator.random((20, 300)) < 0.12
        mentions = _mentions([(n, f"t{t:02d}") for t, n in np.argwhere(topic[:, customers]).tolist()])
        answers = _answers(scores, [f"c{n:03d}" for n in customers])
        found = theme_nps(answers, mentions, _themes(*(f"t{n:02d}" for n in range(20))), SMALL)
        verdicts.append([verdict != "cannot tell" for verdict in found["verdict"].to_pylist()])
    assert np.mean(verdicts) <= 0.01
    assert np.mean(np.any(verdicts, axis=1)) <= 0.1


def test_without_data_rows_are_empty_or_missing():
    assert theme_nps(_answers([]), _mentions([]), _themes(), SMALL).num_rows == 0
    assert theme_nps(_answers([9, 3]), _mentions([]), _themes(), SMALL).num_rows == 0
    row = theme_nps(_answers([]), _mentions([]), _themes("t"), SMALL).to_pylist()[0]
    assert (row["n_with"], row["n_without"], row["verdict"]) == (0, 0, "cannot tell")


# From the database


def _stored(voices):
    return voices.connection.sql("SELECT * FROM theme_nps ORDER BY theme_id").to_arrow_table().to_pylist()


def test_the_table_has_a_row_for_each_active_main_theme(voices):
    voices.theme("t_main")
    voices.theme("t_sub", parent="t_main")
    voices.theme("t_old", state="retired")
    run_step(voices.connection, STEP, outcomes=SMALL)
    assert [row["theme_id"] for row in _stored(voices)] == ["t_main"]


def test_nps_answers_with_text_anywhere_in_their_response_count(voices):
    voices.theme("t")
    voices.say("t", score=3, customer="a")
    voices.say(score=9, thread="r1", text=None)
    voices.say("t", thread="r1")  # a later part of the same response
    voices.say("t", thread="r1", source="elsewhere")  # another source's r1
    voices.say(score=8, thread="r2", text=None)  # a score and not a word
    voices.say(score=8, thread="r2", text=" ")
    voices.say("t", score=4, score_type="csat")
    voices.say("t", score=2, deleted=True)
    voices.say(score=10)
    run_step(voices.connection, STEP, outcomes=SMALL)
    row = _stored(voices)[0]
    assert (row["n_with"], row["n_without"]) == (2, 1)


def test_deleted_parts_of_a_response_do_not_count(voices):
    voices.theme("t")
    voices.say(score=9, thread="r1", text="fine")
    voices.say("t", thread="r1", deleted=True)
    run_step(voices.connection, STEP, outcomes=SMALL)
    assert (_stored(voices)[0]["n_with"], _stored(voices)[0]["n_without"]) == (0, 1)


def test_answers_of_one_customer_count_as_one_when_customers_are_counted(voices):
    voices.theme("t")
    for number in range(60):
        voices.say("t", score=number % 11, customer="only")
        voices.say(score=number % 11)  # anonymous: each stands for itself
    run_step(voices.connection, STEP, outcomes=SMALL)
    assert "from 1 customer, those without from 60" in _stored(voices)[0]["reason_en"]


def test_refreshing_again_replaces_the_rows_by_equal_ones(voices):
    voices.theme("t")
    for number in range(80):
        voices.say(*(["t"] if number % 2 else []), score=3 if number % 2 else 9, customer=f"c{number % 70}")
    run_step(voices.connection, STEP, outcomes=SMALL)
    first = _stored(voices)
    run_step(voices.connection, STEP, outcomes=SMALL)
    assert _stored(voices) == first
    assert first[0]["verdict"] == "lowers"
    voices.connection.execute("UPDATE theme SET state = 'retired'")
    run_step(voices.connection, STEP, outcomes=SMALL)
    assert _stored(voices) == []


def test_a_gap_of_many_customers_is_found_beside_a_large_one_whose_own_gap_is_not():
    """One customer gave a fifth of the answers, mentions a theme in most of them, and scores low whatever they say."""
    generator = np.random.default_rng(0)
    customer = np.where(np.arange(900) % 5 == 0, 0, np.arange(900))
    low, said = generator.random(900) < 0.2, generator.random(900) < np.where(customer == 0, 0.7, 0.1)
    scores = np.clip(np.rint(8.3 - 3 * low - 1.5 * (customer == 0) + generator.normal(0, 1.8, 900)), 0, 10)
    pairs = [(int(n), theme) for theme, who in (("t_all", low), ("t_large", said)) for n in np.flatnonzero(who)]
    themes = pa.table({"theme_id": ["t_all", "t_large"]})
    answers = _answers(scores.tolist(), [f"c{number}" for number in customer])
    of_all, of_one = theme_nps(answers, _mentions(pairs), themes, SMALL).to_pylist()
    assert of_all["verdict"] == "lowers"
    assert (of_one["gap_high"] < 0, of_one["q_value"] < 0.05) == (True, True)
    assert of_one["verdict"] == "cannot tell"
    hangs = "but this hangs on a single customer, who gave 61 % of the answers with it and 20 % of all."
    assert of_one["reason_en"].endswith(hangs)
    assert "言及した回答の 61%、全回答の 20% を占める 1 顧客を除くと成り立ちません。" in of_one["reason_ja"]
