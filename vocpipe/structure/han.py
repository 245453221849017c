"""Chinese or Japanese, for texts in Chinese characters alone.

What decides: characters and phrases that only one of the two has, and how much of the text is Japanese words.
What a national character set holds tells which characters a language has: CP932 for Japanese, GB 2312 for simplified
and Big5 for traditional Chinese.
"""

import re
from functools import cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.structure.split import japanese_dictionary

_WORDS = lexicon("language")
_HAN = re.compile(r"[一-鿿]")
_HAN_RUN = re.compile(r"[一-鿿々〆ヶ]+")
_CHINESE_PHRASE = re.compile(alternatives(_WORDS["chinese_phrases"]))
_JAPANESE_PHRASE = re.compile(alternatives(_WORDS["japanese_phrases"]))
_MIN_KNOWN = 0.5  # of the characters in words of two and more that the Japanese dictionary has


def is_chinese(text: str, *, in_doubt: bool = False) -> bool:
    """Whether `text`, which has Chinese characters and no kana, is Chinese and not Japanese.

    in_doubt: the answer where all its characters and words are found in both languages.
    """
    only = [_only_in(char) for char in _HAN.findall(text)]
    chinese, japanese = only.count("zh"), only.count("ja")
    if chinese != japanese:
        return chinese > japanese
    if _JAPANESE_PHRASE.search(text):
        return False
    if not japanese and _CHINESE_PHRASE.search(text):
        return True
    return in_doubt or _known_share(text) < _MIN_KNOWN


@cache
def _only_in(char: str) -> str | None:
    """The language that a character belongs to if it is only one of the two."""
    if char in _WORDS["chinese"]:
        return "zh"
    if char in _WORDS["japanese"]:
        return None
    if not _has("cp932", char):
        return "zh"
    return None if _has("gb2312", char) or _has("big5", char) else "ja"


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _known_share(text: str) -> float:
    """The share of the characters that stand in Japanese words of two and more; not those alone, as in (笑)."""
    runs = [run for run in _HAN_RUN.findall(text) if len(run) > 1]
    total = sum(map(len, runs))
    if not total:
        return 1.0
    words = [word for run in runs for word in japanese_dictionary().tokenize(run)]
    return sum(len(word.surface()) for word in words if len(word.surface()) > 1 and not word.is_oov()) / total
