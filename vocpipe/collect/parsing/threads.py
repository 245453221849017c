"""Whether the rows of a table are messages of threads."""

from collections import Counter
from collections.abc import Sequence

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.role_words import column_words
from vocpipe.collect.parsing.speakers import vocabulary

_MIN_SHARED = 0.2  # of the rows: they share their thread's id with another row


def holds_threads(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column says which row a row replies to, or rows share the id of a thread."""
    words = vocabulary()["columns"]
    for at, name in enumerate(map(fold, header)):
        if name in column_words(words, "replies"):
            return True
        if name in column_words(words, "threads"):
            counts = Counter(row[at].strip() for row in rows if at < len(row) and row[at].strip())
            shared = sum(count for count in counts.values() if count > 1)
            if shared >= _MIN_SHARED * max(1, counts.total()):
                return True
    return False
