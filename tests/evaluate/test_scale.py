import numpy as np

from vocpipe.evaluate.scale import evaluate_scale, make_world
from vocpipe.settings import ThemesSettings


def test_made_up_sentences_are_like_real_ones():
    world = make_world(600, seed=1)
    assert set(world.space.languages.tolist()) == {"en", "ja"}
    assert world.space.shared.shape == (600, 512)
    assert world.space.own["en"].shape == ((world.space.languages == "en").sum(), 384)
    assert len(world.words.texts) == len(world.words.tokens) == len(world.truth) == 600
    likeness = world.space.shared @ world.space.shared.T
    same = world.truth[:, None] == world.truth[None, :]
    others = ~np.eye(600, dtype=bool)
    assert likeness[same & others].mean() > 0.4
    assert 0 < likeness[~same].mean() < 0.2


def test_the_same_seed_makes_the_same_sentences():
    first, second = make_world(200, seed=5), make_world(200, seed=5)
    assert first.words.texts == second.words.texts
    assert np.array_equal(first.space.shared, second.space.shared)


def test_scale_is_measured_and_the_planted_themes_are_found():
    scores = evaluate_scale(800, ThemesSettings())
    assert scores.sentences == 800
    assert scores.ari > 0.5
    assert scores.seconds == scores.seconds_neighbors + scores.seconds_level + scores.seconds_groups
    assert 0.05 < scores.memory_gb < 50
