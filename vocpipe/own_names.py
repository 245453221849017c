"""The names of the user's own company and products (`[workspace] own_names`), and texts without them.

They say nothing about the subject of a sentence, yet make unrelated sentences similar. So texts are shown as they were
written, but compared without these names, by structure and by themes.
"""

import re
import unicodedata
from collections.abc import Sequence

_JAPANESE = "ぁ-ゖァ-ヺー一-鿿㐀-䶿々ｦ-ﾟ"
_HAS_JAPANESE = re.compile(f"[{_JAPANESE}]")
# A letter of another script. Japanese has no blank after a name: 「Tsumugiの」.
_LETTER = rf"[^\W{_JAPANESE}]"
_POSSESSIVE = rf"(?:['’＇]s(?!{_LETTER}))?"


class OwnNames:
    """Finds names in texts, in any case and width, the longest first.

    A Japanese name is found anywhere, a name in another script only as a whole word.
    """

    def __init__(self, names: Sequence[str]) -> None:
        folded = (" ".join(unicodedata.normalize("NFKC", name).split()) for name in names)
        patterns = [_pattern(name) for name in sorted(folded, key=lambda name: (-len(name), name))]
        self._any = re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of every name in `text`, with the 's of a possessive."""
        return [match.span() for match in self._any.finditer(text)]

    def neutral(self, text: str) -> str:
        """`text` with every name replaced by a neutral word: "it", or 「これ」 for a Japanese name."""
        return self._any.sub(lambda match: "これ" if _HAS_JAPANESE.search(match[0]) else "it", text)


def _pattern(name: str) -> str:
    before = "" if _HAS_JAPANESE.match(name[0]) else rf"(?<!{_LETTER})"
    after = "" if _HAS_JAPANESE.match(name[-1]) else rf"(?!{_LETTER})"
    return before + "".join(map(_written, name)) + _POSSESSIVE + after


def _written(char: str) -> str:
    """A regular expression for all the ways to write `char`."""
    if char == " ":
        return r"\s+"
    ways = sorted({char, unicodedata.normalize("NFD", char), *_WIDTHS.get(char, ())})
    return f"(?:{'|'.join(map(re.escape, ways))})"


def _widths() -> dict[str, list[str]]:
    """Character -> the ways to write it in full or half width; half-width kana have a voicing mark of their own."""
    ways = {"'": ["’"]}
    kana = [chr(code) + mark for code in range(0xFF66, 0xFF9E) for mark in "ﾞﾟ"]
    for written in [*map(chr, range(0xFF01, 0xFFEF)), *kana]:
        ways.setdefault(unicodedata.normalize("NFKC", written), []).append(written)
    return ways


_WIDTHS = _widths()
NO_NAMES = OwnNames(())
