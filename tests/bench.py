"""Where the bench data are: real exports beside the project that may not be copied into it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "bench"


def bench(path: str) -> Path:
    """The bench file at `path`; skips the test, visibly, where it is not to be had."""
    found = FOLDER / path
    if not found.is_file():
        pytest.skip(f"the bench file {path} is not here")
    return found
