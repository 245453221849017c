"""How the texts that stand on the map act on those that arrive.

openTSNE arranges the standing texts in a tree (Barnes and Hut 1986) and makes it anew in each round, though they never
move: where a thousand texts join a hundred thousand, that is nearly all of its time. Here it is made once.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.themes.layout.draw import Places


class Standing:
    """The gradient that openTSNE follows, for texts that arrive among those at `places`; each call is one round."""

    def __init__(self, places: Places) -> None:
        from openTSNE.quad_tree import QuadTree

        self._places = np.ascontiguousarray(places, np.float64)
        self._tree = QuadTree(self._places)

    def __call__(
        self, embedding: Places, pull: sparse.csr_matrix, dof: float, bh_params: dict[str, Any], **_: Any
    ) -> tuple[float, npt.NDArray[np.float64]]:
        """The error, which is not computed, and the gradient, shape (arriving, 2), as `kl_divergence_bh` gives it."""
        from openTSNE import _tsne

        arriving, gradient = np.asarray(embedding), np.zeros_like(embedding, dtype=np.float64, order="C")
        repulsion = {"num_threads": 1, "pairwise_normalization": False, **bh_params}
        _tsne.estimate_negative_gradient_bh(self._tree, arriving, gradient, dof=dof, **repulsion)
        weights, attraction = (pull.indices, pull.indptr, pull.data), {"num_threads": 1, "should_eval_error": False}
        _tsne.estimate_positive_gradient_nn(*weights, arriving, self._places, gradient, dof, **attraction)
        return 0.0, gradient
