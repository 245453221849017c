"""Models of the sentence-transformers interface, which runs on torch."""

import os
from typing import Any


def load(name: str, device: str | None, **options: Any) -> Any:
    """The model of a folder or of the hub, on `device` (None: the best there is), without drawing a progress bar.

    Raises OSError or ValueError if there is no such model, RuntimeError or AssertionError if there is no such device.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(name, device=device, **options)
