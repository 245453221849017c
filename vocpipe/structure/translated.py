"""Reviews that Google shows with a translation: what was written stays, the translation goes."""

import re

_MARK = r"[(（](?:Translated by Google|Google ?による翻訳|Traduit par Google|Übersetzt von Google)[)）]"
_ORIGINAL = r"[(（](?:Original|原文)[)）]"
_BEFORE = re.compile(rf"\A\s*{_MARK}.*?{_ORIGINAL}\s*", re.DOTALL | re.IGNORECASE)
_BEHIND = re.compile(rf"(?<=\S)\s*{_MARK}.*\Z", re.DOTALL | re.IGNORECASE)
_ALONE = re.compile(rf"\A\s*{_MARK}\s*", re.IGNORECASE)


def without_translation(text: str) -> str:
    """`text` without a translation of it by Google; one that stands alone is all there is, and stays."""
    if "oogle" not in text:
        return text
    return _ALONE.sub("", _BEHIND.sub("", _BEFORE.sub("", text)))
