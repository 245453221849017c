import numpy as np
import pytest
from scipy import stats

from vocpipe.outcomes.statistics import resample
from vocpipe.outcomes.statistics.resample import Clusters, for_each_block, gaps

SHARES = (0.03, 0.05, 0.1, 0.2, 0.3)
EFFECTS = (0.0, -0.9, 0.4, -0.4, 0.0)


def _world(generator, *, customers, effects=EFFECTS):
    """Scores, customers and a mention matrix: 1 to 3 answers each; moods and topics stay with their customers."""
    customer = np.repeat(np.arange(customers), generator.integers(1, 4, customers))
    answers = len(customer)
    mood = generator.normal(0, 0.7, customers)[customer] + generator.normal(0, 0.7, answers)
    topic = generator.normal(0, 0.7, (len(SHARES), customers))[:, customer]
    topic += generator.normal(0, 0.71, (len(SHARES), answers))
    mentions = topic > stats.norm.ppf(1 - np.array(SHARES))[:, None]
    mood += np.array(effects) @ mentions
    return np.where(mood > 0.35, 1.0, np.where(mood < -0.5, -1.0, 0.0)), customer, mentions


def _gaps(values, customer, mentions, *, draws=300, seed=1):
    return gaps(Clusters.of(values, customer, np.nonzero(mentions), len(mentions)), draws=draws, seed=seed)


def test_gap_and_impact_are_those_of_the_plain_definition():
    values, customer, mentions = _world(np.random.default_rng(0), customers=300)
    found = _gaps(values, customer, mentions)
    for theme, row in enumerate(mentions):
        assert found.gap[theme] == pytest.approx(values[row].mean() - values[~row].mean())
        assert found.impact[theme] == pytest.approx(values.mean() - values[~row].mean())
        assert found.gap_low[theme] < found.gap[theme] < found.gap_high[theme]
        assert found.low[theme] < found.impact[theme] < found.high[theme]


def test_the_error_is_the_cluster_robust_one_plus_the_added_answers():
    values, customer, mentions = _world(np.random.default_rng(0), customers=300)
    clusters = Clusters.of(values, customer, np.nonzero(mentions), len(mentions))
    error = resample._estimate(clusters, np.ones((clusters.size, 1))).error[:, 0]
    for theme, row in enumerate(mentions):
        mean_with, mean_without = values[row].mean(), values[~row].mean()
        influence = np.where(row, (values - mean_with) / row.sum(), -(values - mean_without) / (~row).sum())
        variance = (np.bincount(customer, influence) ** 2).sum()
        added = (1.5 + 3 * mean_with**2) / row.sum() ** 2 + (1.5 + 3 * mean_without**2) / (~row).sum() ** 2
        assert error[theme] == pytest.approx(np.sqrt(variance + added))


def test_intervals_cover_the_truth_with_several_answers_per_customer():
    large = [_world(np.random.default_rng(1000 + seed), customers=20_000) for seed in range(20)]
    gap = np.mean([[v[m].mean() - v[~m].mean() for m in mentions] for v, _, mentions in large], axis=0)
    impact = np.mean([[v.mean() - v[~m].mean() for m in mentions] for v, _, mentions in large], axis=0)
    worlds = [_gaps(*_world(np.random.default_rng(seed), customers=600), seed=seed) for seed in range(300)]
    covered_gap = np.mean([(w.gap_low <= gap) & (gap <= w.gap_high) for w in worlds])
    covered_impact = np.mean([(w.low <= impact) & (impact <= w.high) for w in worlds])
    assert 0.92 <= covered_gap <= 0.98
    assert 0.92 <= covered_impact <= 0.98


def test_few_heavy_writers_deceive_the_naive_interval_but_not_this_one():
    naive_wrong, wrong = 0, 0
    for seed in range(200):
        generator = np.random.default_rng(seed)
        customer = np.concatenate([np.repeat(np.arange(25), 8), np.arange(25, 425)])
        score = generator.choice([-1.0, 0.0, 1.0], 425)
        mentions = (customer < 25)[None, :]  # 25 customers write eight times each, always the same score
        values = score[customer]
        inside, outside = values[mentions[0]], values[~mentions[0]]
        error = np.sqrt(inside.var() / len(inside) + outside.var() / len(outside))
        naive_wrong += abs(inside.mean() - outside.mean()) > 1.96 * error
        found = _gaps(values, customer, mentions, seed=seed)
        wrong += not found.gap_low[0] <= 0 <= found.gap_high[0]
    assert naive_wrong / 200 > 0.3
    assert wrong / 200 < 0.08


def test_thirty_equal_scores_are_not_certain():
    values = np.array([-1.0] * 30 + [1.0, 0.0, -1.0] * 100)
    found = _gaps(values, np.arange(330), (np.arange(330) < 30)[None, :])
    assert found.gap_high[0] - found.gap_low[0] > 0.2


def test_both_intervals_and_the_p_value_agree():
    for seed in range(30):
        values, customer, mentions = _world(np.random.default_rng(seed), customers=250)
        found = _gaps(values, customer, mentions, seed=seed)
        small = found.p_value < 0.05
        assert (small == ((found.gap_low > 0) | (found.gap_high < 0))).all()
        assert (small == ((found.low > 0) | (found.high < 0))).all()


def test_the_p_value_of_a_clear_gap_is_not_limited_by_the_number_of_draws():
    values, customer, mentions = _world(np.random.default_rng(3), customers=600)
    assert _gaps(values, customer, mentions, draws=200).p_value.min() < 1 / 2000


def test_a_theme_alone_has_the_results_it_has_among_others():
    values, customer, mentions = _world(np.random.default_rng(5), customers=200)
    among, alone = _gaps(values, customer, mentions), _gaps(values, customer, mentions[2:3])
    for name in ("gap", "gap_low", "gap_high", "impact", "low", "high", "p_value"):
        assert getattr(alone, name)[0] == getattr(among, name)[2]


def test_chosen_themes_are_those_of_the_whole():
    values, customer, mentions = _world(np.random.default_rng(5), customers=200)
    every = Clusters.of(values, customer, np.nonzero(mentions), len(mentions))
    chosen = Clusters.of(values, customer, np.nonzero(mentions[[1, 4]]), 2)
    subset = every.only(np.array([1, 4]))
    assert subset.theme.tolist() == chosen.theme.tolist()
    assert subset.sum_with.tolist() == chosen.sum_with.tolist()
    assert subset.customers_without.tolist() == chosen.customers_without.tolist()


def test_blocks_are_processed_in_order_and_few_are_in_memory():
    created, done = [], []

    def blocks():
        for number in range(40):
            created.append(number)
            assert len(created) - len(done) <= 10
            yield np.array([float(number)])

    def work(block):
        done.append(block[0])
        return 2 * block[0]

    assert for_each_block(work, blocks()) == [2.0 * number for number in range(40)]
