"""Names that are introduced: my name is …, Dear …, before titles, in signatures, 担当の …, in many languages.

Cautious rather than complete: a word that is only possibly a name stays. A name that is found is found whole, with its
accents, apostrophes, hyphens and particles (José de la Cruz, O'Brien, Anne-Marie, Łukasz Żak).
"""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon

_WORDS = lexicon("names")
_KANJI = "一-龥々ヶ"
_SURNAMES = alternatives(_WORDS["surnames"].split())
_TITLES = alternatives(_WORDS["titles"])
_NOT_NAMES = frozenset(_WORDS["not_names"].split())
_COMPANY = r"(?:株式会社|有限会社|合同会社|㈱|㈲|（株）|\(株\))"

# Letters of Latin, Greek and Cyrillic script, the capitals among them, and accents that stand alone (NFD).
_RANGES = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x386, 0x530), range(0x1E00, 0x1F00))
CAPITAL = "[" + "".join(chr(code) for codes in _RANGES for code in codes if chr(code).isupper()) + "]"
LETTER = "A-Za-zÀ-ÖØ-öø-ɏΆ-ԯḀ-ỿ\u0300-\u036f"
_APOSTROPHES = "'’ʼ`´"
# A word that begins with a capital letter, and does not end before its last letter.
CAPITALIZED = rf"(?:[DdLl][{_APOSTROPHES}])?{CAPITAL}(?:[{LETTER}]|[{_APOSTROPHES}‐‑-](?=[{LETTER}]))+"
_PARTICLE = rf"(?:(?i:{alternatives(_WORDS['particles'])})[ ]+)"
_INITIAL = rf"(?:{CAPITAL}\.[ ]?)"


def _full(most: int, least: int = 1) -> str:
    """A name of `least` to `most` words, with particles and initials."""
    word = rf"(?:{_PARTICLE}{{0,2}}{_INITIAL}{{0,2}}{CAPITALIZED})"
    first = rf"(?:{_PARTICLE}{{0,2}}{_INITIAL}{{0,2}}{CAPITALIZED})"
    return rf"((?<![{LETTER}]){first}(?:[ ]{word}){{{least - 1},{most - 1}}}(?![{LETTER}]))"


_LATIN = _full(4)
_TWO_WORDS = _full(3, 2)
_INTRODUCTIONS = alternatives(_WORDS["introductions"])
_GREETINGS = alternatives(_WORDS["greetings"])
_ADDRESSED = rf"(?:(?:{alternatives(_WORDS['addressed'])})\.?[ ])"
_SIGN_OFFS, _SURE_SIGN_OFFS = alternatives(_WORDS["sign_offs"]), alternatives(_WORDS["sure_sign_offs"])
# A text without any of these has no name in it.
NAME_HINT = re.compile(
    rf"と申|名前は|氏名は|担当|{_COMPANY}|様|さん|さま|氏|殿|(?:{_INTRODUCTIONS})[ ]|MY NAME|[Tt]his is|I['’]m|I am"
    rf"|\b(?:{alternatives(_WORDS['addressed'])})\b|(?:{_SIGN_OFFS}|{_SURE_SIGN_OFFS})|^(?:{_GREETINGS})[ ]"
    rf"|(?:^|[。、])[ 　]?(?:{_SURNAMES})(?:です|でございます|より|[。、!！.]|$)"
    r"|[a-zß-ɏ](?:です|でございます)|,[ 　]*\n|[部課室係][ 　]",
    re.MULTILINE,
)

_NAME = rf"([{_KANJI}]{{1,4}}(?:[ 　]?[{_KANJI}]{{1,3}})?|[ァ-ヶー]{{2,8}}|[{_KANJI}]{{1,3}}[ 　][ぁ-んァ-ヶー]{{1,6}})"
# What a text must have one of, and the pattern: to look for a word is much cheaper than to look for a name.
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (needs, re.compile(pattern, re.MULTILINE))
    for needs, pattern in (
        (("と申し",), rf"(?:^|[のはが、。，,：:\s]|社)[ 　]?{_NAME}(?=と申し)"),
        (
            ("株", "㈱", "㈲", "会社"),
            rf"{_COMPANY}[^\s、。]{{0,20}}[ 　]?[^\s、。]{{0,12}}の{_NAME}(?=(?:です|でございます|と申|より))",
        ),
        (("と申し", "と言い", "といい"), rf"(?:^|[のはが、。，,：:\s])[ 　]?{_LATIN}(?=と申し|と言い|といい)"),
        (("名前は", "氏名は"), rf"(?:名前|氏名)は[ 　]?{_LATIN}(?=です|でございます|。|、|$)"),
        (
            ("です", "でございます", "より"),
            rf"(?:{_COMPANY}|\b(?:Ltd|LLC|Inc|GmbH|Corp|Co|KK)\.?)の{_LATIN}(?=です|でございます|より)",
        ),
        (
            ("です", "でございます"),
            rf"(?:お世話に[^。]{{2,12}}|こんにちは|はじめまして|失礼いたします)。\s*{_LATIN}(?=です|でございます)",
        ),
        (("部", "課", "室", "係"), rf"^[^\s。、]{{1,10}}[部課室係][ 　]({_SURNAMES})$"),
        (("\n",), rf"(?:(?:{_SIGN_OFFS}),|(?:{_SURE_SIGN_OFFS})[,.!]?)[ ]*\n\s*{_LATIN}(?=[ ]*(?:$|[.,(]))"),
        # A sign-off in any words: a few words and a comma, and a name as the last line.
        (("\n",), rf"^[{LETTER}{_APOSTROPHES}]+(?: [{LETTER}{_APOSTROPHES}]+){{0,3}},[ ]*\n\s*{_TWO_WORDS}\s*\Z"),
        (("担当",), rf"担当(?:者)?(?:の|は|[:：]|が)?[ 　]?{_NAME}(?=[ 　]?(?:{_TITLES}))"),
        (("担当",), rf"担当(?:者)?({_SURNAMES})(?=[、。がはもにの])"),
        ((), rf"(?<![{_KANJI}])((?:{_SURNAMES})(?:[ 　]?[{_KANJI}]{{1,3}})?)(?=[ 　]?(?:{_TITLES}))"),
        ((), rf"(?:^|[。、])[ 　]?({_SURNAMES})(?=(?:です|でございます|と申|より)?[。、!！.]?(?:$|[。、 　]))"),
        (("his is ",), rf"[Tt]his is ((?:{_SURNAMES})(?:[ 　]?[{_KANJI}]{{1,3}})?)(?= (?:from|at|of|with)\b)"),
        ((), rf"(?:{_INTRODUCTIONS}|MY NAME IS)[ ]{_LATIN}"),
        (
            ("his is ",),
            rf"(?:^|[.!?,] |[Hh]i |[Hh]ello )[Tt]his is {_LATIN}(?= (?:from|at|of|with) {CAPITAL}| (?:calling|here)\b)",
        ),
        (("I'm", "I’m", "I am"), rf"(?:I['’]m|I am) {_TWO_WORDS}(?= (?:from|at|with)\b|,)"),
        ((), rf"\b{_ADDRESSED}{_LATIN}"),
        ((), rf"^(?:{_GREETINGS})[ ]{_ADDRESSED}?{_full(3)}(?=[ ]?[,!.:、，]|[ ]?$)"),
        (("さん", "様", "さま", "氏"), rf"(?<![{LETTER}]){_full(3)}(?=(?:さん|様|さま|氏)(?![{_KANJI}]))"),
    )
)


def introduced_names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every recognizable name in `text`; spans may overlap."""
    for needs, pattern in _PATTERNS:
        if needs and not any(word in text for word in needs):
            continue
        for match in pattern.finditer(text):
            if not _NOT_NAMES.intersection((match[1], *match[1].lower().split())):
                yield match.span(1)
