"""Planted groups of unit vectors: what a good engine has to find."""

import numpy as np

from vocpipe.themes.space import Space
from vocpipe.themes.words import Words


def unit(matrix):
    return (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)


def blobs(sizes, *, dimensions=24, noise=0.12, seed=0):
    """Points around as many centers at right angles as there are sizes, and the group of each point."""
    random = np.random.default_rng(seed)
    truth = np.repeat(np.arange(len(sizes)), sizes)
    return unit(np.eye(dimensions)[truth] + random.normal(0, noise, (len(truth), dimensions))), truth


def space(vectors, languages=None, own=None):
    languages = ["en"] * len(vectors) if languages is None else languages
    return Space(np.asarray(vectors, np.float32), np.array(languages, dtype=np.str_), own or {})


def no_words(count):
    """Sentences of which only the vectors are known."""
    return Words([""] * count, [[] for _ in range(count)])
