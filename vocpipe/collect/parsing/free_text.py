"""Which column of a table reads like free text, if none is named so."""

import re
from collections.abc import Iterable, Sequence

_LETTERS = re.compile(r"[^\W\d_]")
MIN_LENGTH = 8  # characters that free text has on average


def guess_text(rows: Iterable[Sequence[str]], candidates: Iterable[int]) -> int | None:
    """The column among `candidates` whose cells read most like free text; None if none does.

    Free text is long (8 characters on average), mostly different from row to row, and made of words; the longest wins.
    """
    cells: dict[int, list[str]] = {number: [] for number in candidates}
    for row in rows:
        for number, values in cells.items():
            if number < len(row) and row[number].strip():
                values.append(row[number].strip())
    lengths = {number: free_length(values) for number, values in cells.items()}
    best = max(lengths, key=lambda number: (lengths[number], -number), default=None)
    return best if best is not None and lengths[best] >= MIN_LENGTH else None


def free_length(values: Sequence[str]) -> float:
    """The mean length of the filled cells of a column, 0 if they are codes, numbers or a few choices."""
    if not values or len(set(values)) < 0.3 * len(values):
        return 0.0
    letters = sum(len(_LETTERS.findall(value)) for value in values) / sum(map(len, values))
    of_many_words = sum(" " in value or not value.isascii() for value in values) / len(values)
    return sum(map(len, values)) / len(values) if letters > 0.6 and of_many_words > 0.3 else 0.0
