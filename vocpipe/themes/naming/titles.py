"""Candidates for a title: what a sentence claims without its lead-in, or what one of its clauses claims."""

import re
from collections.abc import Iterable
from functools import lru_cache

from vocpipe.mixed_themes import join_names, split_name
from vocpipe.themes.clauses import key, without_lead_in
from vocpipe.themes.naming import english, japanese
from vocpipe.themes.naming.weights import WEIGHTS

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
_TRAILING = re.compile(
    r"(?:[\s。．.!！、,;:…~〜ー♪♡☆★]|\W:[)(D]|#\w+|(?<=\s)[&+/-]|[^\w\s?？!！。、.,;:'\"“”’)）」』\]%％&+/-])+$"
)
_QUOTED_STOP = re.compile(r"[.,]+(?=[\"”]$)")
_MASK_AROUND = re.compile(r"^(?:\W*\[HANDLE\]\W*)+|(?:\s*\[HANDLE\]\W*)+$")
_CLAIMS = {"ja": japanese.claims, "en": english.claims}


def title_parts(text: str, language: str, keywords: Iterable[str], leading: frozenset[str]) -> list[tuple[str, float]]:
    """The claim of a sentence, then those of its clauses; each with its penalty as a title.

    keywords: words of the theme, case folded; a first clause without any of them is a lead-in, as are the clauses in
    `leading`.
    """
    body = without_lead_in(
        text, language, lambda first: first in leading or not any(word in first for word in keywords)
    )
    whole = tidy(body, language) or text
    parts = [(claim, 0.0 if is_whole else _part_cost(claim, keywords)) for claim, is_whole in _claims(whole, language)]
    return parts or [(whole, WEIGHTS.fragment)]


@lru_cache(maxsize=20_000)
def _claims(text: str, language: str) -> tuple[tuple[str, bool], ...]:
    """The claims of a sentence, tidied; a theme and its sub-themes have the same sentences."""
    if language not in _CLAIMS:
        return ((text, True),)
    return tuple((tidy(claim, language), is_whole) for claim, is_whole in _CLAIMS[language](text))


def _part_cost(claim: str, keywords: Iterable[str]) -> float:
    """The penalty of a clause: one that has no word of the theme says nothing of it."""
    folded = claim.casefold()
    return WEIGHTS.clause if any(word in folded for word in keywords) else WEIGHTS.fragment


def tidy(text: str, language: str) -> str:
    """The text without stray words at its start and punctuation at its end; English begins with a capital."""
    text = _QUOTED_STOP.sub("", _TRAILING.sub("", _MASK_AROUND.sub("", text.strip())).strip())
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
