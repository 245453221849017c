"""Which sentences praise one thing and blame another.

Only there clauses tell more than the whole sentence: "I called on Monday but nobody answered" blames one thing, and a
clause alone has lost what it is about.
"""

from collections.abc import Sequence


def opposed(sentences: Sequence[str], labels: Sequence[str]) -> list[bool]:
    """Whether each clause is of a sentence with a positive and a negative clause, shape (clauses,).

    sentences: the id of each clause's sentence. labels: of the clauses.
    """
    sides: dict[str, set[str]] = {}
    for sentence, label in zip(sentences, labels, strict=True):
        sides.setdefault(sentence, set()).add(label)
    return [sides[sentence] >= {"positive", "negative"} for sentence in sentences]
