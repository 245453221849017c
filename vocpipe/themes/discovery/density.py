"""Dense groups: HDBSCAN (Campello, Moulavi, Sander 2013), which leaves points outside dense regions ungrouped."""

import numpy as np
import numpy.typing as npt

from vocpipe.themes.space import Labels, Matrix

# Density means little in hundreds of dimensions.
_DIMENSIONS = 30


def dense_groups(
    vectors: Matrix, min_size: int, *, min_samples: int, seed: int
) -> tuple[Labels, npt.NDArray[np.float64]]:
    """The group of each text, -1 for none, and how firmly it belongs to it, 0 to 1; both of shape (texts,).

    vectors: shape (texts, dimensions); principal components reduce them first. min_size: texts of the smallest group.
    min_samples: neighbors of a text from which its local density is measured.
    """
    import hdbscan
    from sklearn.decomposition import PCA

    dimensions = min(_DIMENSIONS, len(vectors) - 1, vectors.shape[1])
    reduced = PCA(dimensions, random_state=seed).fit_transform(vectors)
    model = hdbscan.HDBSCAN(min_cluster_size=min_size, min_samples=min_samples, core_dist_n_jobs=1)
    return model.fit_predict(reduced).astype(np.int64), model.probabilities_.astype(np.float64)
