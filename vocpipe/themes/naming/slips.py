"""Slips: statements that are another, more usual one but for a letter."""

from collections import Counter
from collections.abc import Iterator, Mapping

from vocpipe.themes.clauses import key
from vocpipe.themes.naming.statements import Statements
from vocpipe.themes.space import Indices
from vocpipe.themes.words import Words

# Shorter statements are often one letter from another one.
_MIN_LENGTH = 6
# How many times as often the usual one is said.
_MORE_USUAL = 2


def without_slips(own: Indices, words: Words, statements: Statements) -> Indices:
    """The sentences but those that are a more usual one but for a letter, as a whole or in what they state."""
    whole = {row: key(words.texts[row]) for row in own.tolist()}
    often: Counter[str] = Counter()
    for row, said in whole.items():
        often[said] += words.times[row] if words.times else 1
    stated = {row: statements.keys[row] for row in own.tolist()}
    mistyped = slips(whole, often) | slips(stated, statements.frequency)
    return own[[row not in mistyped for row in own.tolist()]]


def slips(keys: Mapping[int, str], frequency: Mapping[str, int]) -> set[int]:
    """The rows whose key is one letter away from a key that is said more often: left out, added, changed or swapped.

    keys: row -> key of what it says. frequency: key -> how often it is said. A row that is no mistake may be among
    them; as a title, the usual statement is better anyway.
    """
    said = {statement: frequency[statement] for statement in set(keys.values())}
    least = min(said.values(), default=0)
    near: dict[str, int] = {}  # a usual key, or one of its letters less -> how often it is said
    for statement, often in said.items():
        if often >= _MORE_USUAL * least:
            for shorter in _shorter(statement):
                near[shorter] = max(near.get(shorter, 0), often)
    if not near:
        return set()
    rare = {
        statement
        for statement, often in said.items()
        if any(near.get(shorter, 0) >= _MORE_USUAL * often for shorter in _shorter(statement))
    }
    return {row for row, statement in keys.items() if statement in rare}


def _shorter(said: str) -> Iterator[str]:
    """The key, and the key without each of its letters; two keys that are one letter apart share one of them."""
    if len(said) >= _MIN_LENGTH:
        yield said
        yield from (said[:at] + said[at + 1 :] for at in range(len(said)))
