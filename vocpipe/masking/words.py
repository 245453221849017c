"""Whether a word behind "my password is" is the secret itself or goes on with the sentence."""

import re

from vocpipe.masking.introduced import LABELS, is_quoted

_PLAIN = frozenset(LABELS["handle"]["plain"].split())
_DERIVED = re.compile(
    r"[a-z]+(?:ed|ing|able|ible|tion|sion|ment|ness|ful|less|ous|ive|ly|ory|ary|ical|ity|ance|ence|est)", re.IGNORECASE
)
_MIXED = re.compile(
    r"(?=[^\W_]*[A-Za-z])(?=[^\W_]*[0-9])|[A-Za-z0-9][_@#$%^*+=][A-Za-z0-9]|[_@#$%^*+=]|[a-z]{2}[A-Z]", re.ASCII
)
_DOTTED = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+", re.ASCII)
_END = re.compile(
    r"[\"'”’)]?(?:\s*(?:$|[.!,;。、)）」\n]|です|でした|になり|だった|でログイン|と申)|\s(?:and|but|or|on|so|if|when|for)\b)"
)
_SAYS = re.compile(r"[:=→「『]|は|\bis\b|\bist\b|\best\b|\bes\b|\bè\b|\bé\b", re.IGNORECASE)


def looks_made_up(value: str) -> bool:
    """Whether `value` has a look that words of a sentence have not: digits, signs or dots in it."""
    first = re.split("[.-]", value.lower())[0]
    if _DOTTED.fullmatch(value):
        return first not in _PLAIN and not _DERIVED.fullmatch(first)
    return _MIXED.search(value) is not None


def stands_for_itself(match: re.Match[str], *, bare: bool = False) -> bool:
    """Whether a word in the group `value` is what its label announces, and the sentence or clause ends with it.

    bare: the label needs no verb or sign behind it.
    """
    word = match["value"].rstrip(".-").lower()
    if word in _PLAIN or _DERIVED.fullmatch(word) or len(word) < 3:
        return False
    end = match.end("value") - (len(match["value"]) - len(word))
    return is_quoted(match) or (
        (bare or _SAYS.search(match["between"]) is not None) and _END.match(match.string, end) is not None
    )
