"""Candidates for a title: a sentence without its lead-in, or the last clause of a long one."""

import re
from collections.abc import Iterable

from vocpipe.mixed_themes import join_names, split_name
from vocpipe.themes.clauses import clauses, key, size, without_lead_in
from vocpipe.themes.naming.weights import WEIGHTS

# The last clause of a longer sentence may be a title too: characters in Japanese, else words.
_MAX_WHOLE = {"ja": 32, "en": 12}
_MIN_CLAUSE = {"ja": 9, "en": 4}
_STRAY_HEAD = {
    "ja": re.compile(
        r"^(?:それに|しかも|また|でも|だが|ただし|ただ|そして|なので|だから|あと|さらに|正直|ちなみに|けど|が)[、,]?"
    ),
    "en": re.compile(
        r"^(?:(?:and|but|also|because|then|plus|oh)\b[,\s]*|yet\s+|(?:well|btw|yes|no|honestly|actually|however|besides),\s*"
        r"|so\s+(?!far\b|much\b|many\b|easy\b|good\b)(?=\w+\s+\w+\s+\w+))",
        re.IGNORECASE,
    ),
}
_TRAILING = re.compile(r"(?:[\s。．.!！、,;:…~〜ー♪♡☆★]|\W:[)(D]|#\w+|[^\w\s?？!！。、.,;:'\"“”’)）」』\]%％&+/-])+$")
_MASK_AROUND = re.compile(r"^(?:\W*\[HANDLE\]\W*)+|(?:\s*\[HANDLE\]\W*)+$")
# A clause that only introduces another, or whose end is left open.
_HANGING = re.compile(
    r"^(?:since|while|when|whenever|if|although|though|unless|until|which|who|whose|as|after|before|once|yet|or|nor|not"
    r"|and|all|with|without|even)\b|(?:ので|から|けど|が|て|で|たら|なら|れば|ため|し|のに|り|と|も|は|を|に)$",
    re.IGNORECASE,
)


def title_parts(text: str, language: str, keywords: Iterable[str], leading: frozenset[str]) -> list[tuple[str, float]]:
    """The sentence without its lead-in, and its last clause, tidied; each with its penalty as a title.

    keywords: words of the theme, case folded; a first clause without any of them is a lead-in, as are the clauses in
    `leading`.
    """
    body = without_lead_in(
        text, language, lambda first: first in leading or not any(word in first for word in keywords)
    )
    parts = [(tidy(body, language) or text, 0.0)]
    # Only the last clause: a clause before a turn ("and then", "but") would mislead without it.
    *before, last = [tidy(clause, language) for clause in clauses(body, language)]
    if before and last:
        parts.append((last, WEIGHTS.clause if _stands_alone(last, body, language) else WEIGHTS.fragment))
    return parts


def _stands_alone(clause: str, body: str, language: str) -> bool:
    """Whether the sentence is too long to be a title and its last clause says enough by itself."""
    long_enough = size(clause, language) >= _MIN_CLAUSE.get(language, _MIN_CLAUSE["en"])
    too_long = size(body, language) > _MAX_WHOLE.get(language, _MAX_WHOLE["en"])
    return long_enough and too_long and not _HANGING.search(clause)


def tidy(text: str, language: str) -> str:
    """The text without stray words at its start and punctuation at its end; English begins with a capital."""
    text = _TRAILING.sub("", _MASK_AROUND.sub("", text.strip())).strip()
    if language in _STRAY_HEAD:
        for _ in range(2):
            text = _STRAY_HEAD[language].sub("", text).strip()
    return text[:1].upper() + text[1:] if language == "en" else text


def is_question(text: str) -> bool:
    """Whether the text is a question."""
    return text.rstrip().endswith(("?", "？", "か", "か。"))


def join(title: str, other: str) -> str:
    """Two titles joined into one."""
    return join_names(title, other)


def keys(title: str) -> set[str]:
    """The key of a title, and of each part of a joined title."""
    return {key(title), *map(key, split_name(title))}
