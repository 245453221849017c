"""The gradient with a tree made once is the one that openTSNE computes with a tree made anew."""

import numpy as np
from openTSNE.tsne import kl_divergence_bh
from scipy import sparse

from vocpipe.themes.layout.standing import Standing


def test_the_gradient_is_that_of_open_tsne():
    random = np.random.default_rng(4)
    places, arriving = random.normal(size=(500, 2)) * 9, random.normal(size=(40, 2)) * 9
    pull = sparse.random(40, 500, 0.05, "csr", random_state=4)
    shared = {"dof": 1, "bh_params": {"theta": 0.5}}
    _, expected = kl_divergence_bh(arriving, pull, reference_embedding=places, **shared)
    standing = Standing(places)
    for _ in range(2):
        _, gradient = standing(arriving, pull, reference_embedding=places, should_eval_error=False, n_jobs=1, **shared)
        assert np.array_equal(gradient, expected)
