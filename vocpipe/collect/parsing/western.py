"""Windows-1252, in which Western Excel saves a CSV: told by where its accented letters and signs stand."""

import re
from itertools import combinations, pairwise

ENCODING = "cp1252"
# The letters of languages that one company may write side by side, and of others that stand alone. Polish, Czech or
# Turkish bytes show as letters of many languages.
_NEIGHBORS = ("äöüßé", "àâæçèéêëîïôœùûü", "áéíóúñüçïà", "àèéìíòóù", "åäöæøé", "éèëêïíóöüá")
_ALONE = ("áâãàçéêíóôõú", "áðéíóúýþæö")
_LANGUAGES = [*map(frozenset, _ALONE), *(frozenset(one + two) for one, two in combinations(_NEIGHBORS, 2))]
_AT_THE_END = "ìòùÌÒÙ"  # in Italian and French, of a word only
_LETTER = re.compile("[À-ÖØ-öø-ÿŠŒŽšœžŸƒªº]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœ]")
# Signs, with what they stand beside in writing; a blank stands for the ends of the text too.
_SIGNS = re.compile(
    r"(?<=[\s\d\"'(;,:|/])[€£¥]|[€£¥](?=[\s\d\"');,|/]|$)|[€£](?=\w)"  # amounts
    r"|(?<=\w)[’´](?=\w)|(?<=[\w.])[’´](?=[\s\W]|$)|(?<=\s)[‘’](?=\w)"  # apostrophes
    r"|(?<!\w)[“„«‘‚‹][^“”„«»‹›\n]{1,400}[”“»’‘›](?!\w)"  # quotations
    r"|(?<=\s)[–—•·](?=\s)|(?<=[\w\d])[–—·](?=[\w\d])|…|(?<=\s)[–—](?=[\"';,\d])"  # dashes and dots
    r"|(?<=\d)\s?[°º]|°|[¿¡](?=\w)|(?<=\w)[®™©²³]|[§©](?=\s?\w)|(?<=[NnMm])[°º]|\xa0|[½¼¾](?=\W|$)|(?<=\d)[×±µ]"
)
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_MIN_PLAUSIBLE = 0.9  # of the characters beyond ASCII
_SAME_LANGUAGE = 0.9  # of the accented letters


def decode_western(data: bytes) -> str | None:
    """`data` read as Windows-1252; None if it does not fit that encoding, or does not read like a Western language.

    Any bytes but five are characters of Windows-1252, so most of those beyond ASCII have to be letters that one
    language or two neighbors have, one by one within words, or signs where writing has them.
    """
    try:
        text = data.decode(ENCODING)
    except UnicodeDecodeError:
        return None
    beyond = _NON_ASCII.findall(text)
    letters = [char for char in beyond if _LETTER.match(char)]
    if not beyond or (letters and not _of_one_language(letters)):
        return None
    fitting = _letters_in_words(text) + sum(len(_NON_ASCII.findall(_ends(sign))) for sign in _SIGNS.findall(text))
    return text if fitting >= _MIN_PLAUSIBLE * len(beyond) else None


def _of_one_language(letters: list[str]) -> bool:
    """Whether one language, or two neighbors, have nearly all of the letters, in whatever case."""
    small = [letter.lower() for letter in letters]
    return max(sum(letter in known for letter in small) for known in _LANGUAGES) >= _SAME_LANGUAGE * len(small)


def _letters_in_words(text: str) -> int:
    """How many accented letters stand beside a plain one, or two of them side by side at most: "Äpfel", "créée"."""
    count = 0
    for match in re.finditer(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸƒªº]+", text):
        word = match[0]
        accented = [bool(_LETTER.match(char)) for char in word]
        together = sum(one and two for one, two in pairwise(accented))
        alone = len(word) == 1 and word in "àÀéÉèóÓòyåÅöÖ"
        if alone or (2 * sum(accented) <= len(word) + 1 and together <= 1 and len(word) > 1):
            count += sum(accented) - sum(char in _AT_THE_END for char in word[:-1])
    return count


def _ends(sign: str) -> str:
    """The signs of a match: those at both ends of a quotation, else itself."""
    return sign if len(sign) < 2 else sign[0] + sign[-1]
