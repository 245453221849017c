"""Slips: statements that are another, more usual one but for a letter."""

from collections import Counter
from collections.abc import Iterator, Mapping

# Shorter statements are often one letter from another one.
_MIN_LENGTH = 6
# How many times as often the usual one is said.
_MORE_USUAL = 2


def slips(keys: Mapping[int, str], frequency: Mapping[str, int]) -> set[int]:
    """The rows whose key is one letter away from a key that is said more often: left out, added, changed or swapped.

    keys: row -> key of what it says. frequency: key -> how often it is said. A row that is no mistake may be among
    them; as a title, the usual statement is better anyway.
    """
    near: dict[str, list[str]] = {}
    for said in set(keys.values()):
        for shorter in _shorter(said):
            near.setdefault(shorter, []).append(said)
    usual: Counter[str] = Counter()
    for group in near.values():
        most = max(frequency[said] for said in group)
        for said in group:
            usual[said] = max(usual[said], most)
    return {row for row, said in keys.items() if usual[said] >= _MORE_USUAL * frequency[said]}


def _shorter(said: str) -> Iterator[str]:
    """The key, and the key without each of its letters; two keys that are one letter apart share one of them."""
    if len(said) >= _MIN_LENGTH:
        yield said
        yield from {said[:at] + said[at + 1 :] for at in range(len(said))}
