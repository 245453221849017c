import numpy as np

from tests.themes.blobs import unit
from vocpipe.themes.discovery.lexical import with_words

SYLLABLES = ["ba", "de", "fi", "go", "lu", "me", "no", "pi", "ra", "su", "ta", "ve"]
RARE = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]


def vague(count, seed=0):
    """Vectors that tell nothing: all much alike."""
    random = np.random.default_rng(seed)
    return unit(np.ones(16) + random.normal(0, 0.05, (count, 16)))


def paired(count):
    """Sentences 0 and 1 share words of their own, so do 2 and 3, and so on."""
    return [RARE[3 * (place // 2) : 3 * (place // 2) + 3] for place in range(count)]


def test_few_sentences_are_left_to_the_encoder():
    vectors = vague(20)
    assert with_words([(vectors, 1.0)], "en", ["same words here"] * 20, [["same"]] * 20) is vectors


def test_sentences_that_share_rare_words_come_nearer():
    count = 240
    vectors, tokens = vague(count), paired(count)
    texts = [" ".join(words) for words in tokens]
    for language, of_texts, of_tokens in (("en", texts, [[]] * count), ("ja", [""] * count, tokens)):
        joined = with_words([(vectors, 1.0)], language, of_texts, of_tokens)
        similarity = joined @ joined.T
        pairs = similarity[np.arange(count), np.arange(count) ^ 1]
        assert pairs.mean() > similarity.mean() + 0.15


def test_vectors_stay_of_unit_length():
    joined = with_words([(vague(240), 1.0)], "ja", [""] * 240, paired(240))
    assert joined.dtype == np.float32
    assert np.allclose(np.linalg.norm(joined, axis=1), 1, atol=1e-5)


def test_sentences_without_words_keep_a_vector():
    tokens = paired(240)
    tokens[7] = []
    joined = with_words([(vague(240), 1.0)], "ja", [""] * 240, tokens)
    assert np.linalg.norm(joined[7]) > 0.9
    assert np.isfinite(joined).all()


def test_words_that_nobody_shares_change_only_the_center():
    vectors = vague(120)
    for tokens in ([[] for _ in range(120)], [[f"only{place}"] for place in range(120)], [["same"]] * 120):
        joined = with_words([(vectors, 1.0)], "ja", [""] * 120, tokens)
        assert joined.shape == vectors.shape
        assert np.allclose(joined, unit(vectors - vectors.mean(axis=0)), atol=1e-4)


def test_equal_vectors_are_not_an_error():
    joined = with_words([(np.tile(vague(1), (150, 1)), 1.0)], "en", ["the same"] * 150, [["same"]] * 150)
    assert np.isfinite(joined).all()


def test_the_same_input_gives_the_same_vectors():
    first, second = (with_words([(vague(240), 1.0)], "ja", [""] * 240, paired(240)) for _ in range(2))
    assert np.allclose(first, second, atol=1e-6)
