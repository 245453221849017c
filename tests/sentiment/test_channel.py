import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.sentiment.channel import OWN, meanings


def world(channel, count=3000, seed=0):
    """What is meant (0, 1, 2 of negative, neutral, positive), a head that mostly sees it, and scores by `channel`."""
    random = np.random.default_rng(seed)
    meant = random.integers(3, size=count)
    wrong = random.random(count) < 0.15
    seen = np.where(wrong, random.integers(3, size=count), meant)
    chances = np.full((count, 3), 0.05) + 0.85 * np.eye(3)[seen]
    labels = np.array([random.choice(3, p=channel[each]) for each in meant]) - 1
    return meant, chances, labels


# The chance that who means something bad, neutral or good gives a low, middling or high score.
GENEROUS = np.array([[0.4, 0.2, 0.4], [0.2, 0.3, 0.5], [0.02, 0.08, 0.9]])
NOTHING = np.full((3, 3), 1 / 3)
EXACT = 0.94 * np.eye(3) + 0.02


def right(meant, result):
    return (result.labels + 1 == meant).mean()


def test_a_promoter_who_complains_complains():
    meant, chances, labels = world(GENEROUS)
    result = meanings(chances, labels, np.ones(len(labels)), ["nps"] * len(labels))
    cross = (meant == 0) & (labels == 1) & (chances[:, 0] > 0.5)
    assert cross.sum() > 100
    assert (result.labels[cross] == -1).all()
    assert right(meant, result) >= right(meant, meanings(chances, labels, np.ones(len(labels)), [OWN] * len(labels)))


def test_informative_scores_overrule_the_head():
    meant, chances, labels = world(EXACT)
    result = meanings(chances, labels, np.ones(len(labels)), ["stars of several"] * len(labels))
    assert right(meant, result) > 0.95 > (chances.argmax(axis=1) == meant).mean()


def test_uninformative_scores_leave_the_head_alone():
    _, chances, labels = world(NOTHING)
    result = meanings(chances, labels, np.ones(len(labels)), ["nps"] * len(labels))
    assert (result.labels + 1 == chances.argmax(axis=1)).all()
    assert np.ptp(result.likelihood, axis=1).max() < 0.1


def test_each_source_is_judged_alone():
    _, chances, labels = world(NOTHING, seed=1)
    exact, sharp, informative = world(EXACT, seed=2)
    kinds = ["nps"] * len(labels) + ["stars of several"] * len(informative)
    both = meanings(np.vstack([chances, sharp]), np.r_[labels, informative], np.ones(len(kinds)), kinds)
    assert (both.labels[: len(labels)] + 1 == chances.argmax(axis=1)).all()
    assert (both.labels[len(labels) :] + 1 == exact).mean() > 0.95


@given(
    st.lists(
        st.tuples(
            st.tuples(*[st.floats(0, 1)] * 3),
            st.sampled_from([-1, 0, 1]),
            st.floats(0.01, 1),
            st.sampled_from([OWN, "nps"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_meanings_are_probabilities_and_own_labels_are_kept(rows):
    chances, labels, trust, sources = (list(column) for column in zip(*rows, strict=True))
    result = meanings(np.array(chances), np.array(labels), np.array(trust), sources)
    own = np.array([source == OWN for source in sources])
    assert (result.labels[own] == np.array(labels)[own]).all()
    assert (result.certainty[own] > 0.999).all()
    assert ((result.certainty >= 1 / 3 - 1e-9) & (result.certainty <= 1 + 1e-9)).all()
    assert ((result.likelihood >= 0) & (result.likelihood <= 1)).all()
