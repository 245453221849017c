"""The bench data: real exports outside the project, which may not be copied into it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "bench"


EXPORTS = Path(__file__).parent / "collect" / "exports"  # small files of the same kind, our own


def ours_and_bench(ours: str, path: str) -> list[Path]:
    """Our own small export, and the bench file of its kind if it is available."""
    return [EXPORTS / ours, *(file for file in [FOLDER / path] if file.is_file())]


def bench(path: str) -> Path:
    """The bench file at `path`; skips the test, visibly, if it is not available."""
    found = FOLDER / path
    if not found.is_file():
        pytest.skip(f"the bench file {path} is not here")
    return found
