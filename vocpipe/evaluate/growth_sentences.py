"""Made-up sentences to measure growth with: no two alike, half in each language."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

import numpy as np

_START = datetime(2026, 1, 5)
_DAYS = 180

Parts = tuple[list[str], list[str], list[str]]


def sentence_rows(count: int, random: np.random.Generator) -> Iterator[tuple[str, str, str, str, int]]:
    """Rows of an export: id, text, time, customer and score; no two have the same text."""
    for number in range(count):
        japanese = number % 2 == 1
        subject, state, when = (part[int(random.integers(len(part)))] for part in _parts("ja" if japanese else "en"))
        times = f"{number + 2:,}"
        if japanese:
            body = f"{when}{subject}{state}（{times}件目の利用）。"
        else:
            body = f"{subject[:1].upper()}{subject[1:]} {state} {when}, seen {times} times."
        posted = _START + timedelta(days=_DAYS * number / count)
        yield f"r{number}", body, posted.isoformat(), f"c{number % max(count // 5, 1)}", int(random.integers(0, 11))


@cache
def _parts(language: str) -> Parts:
    """The subjects, states and times from which sentences are composed."""
    words = tomllib.loads((resources.files("vocpipe.evaluate") / "growth_words.toml").read_text(encoding="utf-8"))
    return words[language]["subject"], words[language]["state"], words[language]["when"]
