"""People's names in a text: in introductions, before titles, after 担当の.

Cautious rather than complete: a word that is only possibly a name stays.
"""

import re
from collections.abc import Iterator

from vocpipe.structure.lexicon import alternatives, lexicon

_KANJI = "一-龥々ヶ"
_SURNAMES = alternatives(lexicon("names")["surnames"].split())
_TITLES = alternatives(lexicon("names")["titles"])
_NOT_NAMES = frozenset(lexicon("names")["not_names"].split())
_COMPANY = r"(?:株式会社|有限会社|合同会社|㈱|㈲|（株）|\(株\))"
# A text without any of these has no name in it.
NAME_HINT = re.compile(
    rf"と申|担当|{_COMPANY}|様|さん|さま|氏|殿|[Mm]y name|MY NAME|[Tt]his is|I['’]m|I am|(?:M(?:rs?|s)|Dr)\b"
    rf"|(?:^|[。、])[ 　]?(?:{_SURNAMES})(?:です|でございます|より|[。、!！.]|$)"
    r"|[a-z](?:です|でございます)|[Rr]egards|[Tt]hank|[Cc]heers|[Ss]incerely|,[ 　]*\n|[部課室係][ 　]",
    re.MULTILINE,
)

_NAME = rf"([{_KANJI}]{{1,4}}(?:[ 　]?[{_KANJI}]{{1,3}})?|[ァ-ヶー]{{2,8}}|[{_KANJI}]{{1,3}}[ 　][ぁ-んァ-ヶー]{{1,6}})"
_ENGLISH = r"((?:[A-Z][A-Za-z'’-]+)(?: [A-Z][A-Za-z'’-]+){0,2})"
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?:^|[のはが、。，,：:\s]|社)[ 　]?{_NAME}(?=と申し)",
        rf"{_COMPANY}[^\s、。]{{0,20}}[ 　]?[^\s、。]{{0,12}}の{_NAME}(?=(?:です|でございます|と申|より|。|、|$))",
        rf"(?:^|[のはが、。，,：:\s])[ 　]?{_ENGLISH}(?=と申し)",
        rf"(?:{_COMPANY}|\b(?:Ltd|LLC|Inc|GmbH|Corp|Co|KK)\.?)の{_ENGLISH}(?=です|でございます|より)",
        rf"(?:お世話に[^。]{{2,12}}|こんにちは|はじめまして|失礼いたします)。\s*{_ENGLISH}(?=です|でございます)",
        rf"^[^\s。、]{{1,10}}[部課室係][ 　]({_SURNAMES})$",
        rf"(?:[Rr]egards|[Tt]hanks in advance|[Tt]hank you|[Cc]heers|[Ss]incerely),\s*\n\s*{_ENGLISH}",
        # A sign-off in any words: a few words and a comma, and a name as the last line.
        r"^[A-Za-z'’]+(?: [A-Za-z'’]+){0,3},[ ]*\n\s*([A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2})\s*\Z",
        rf"担当(?:者)?(?:の|は|[:：]|が)?[ 　]?{_NAME}(?=[ 　]?(?:{_TITLES}))",
        rf"(?<![{_KANJI}])((?:{_SURNAMES})(?:[ 　]?[{_KANJI}]{{1,3}})?)(?=[ 　]?(?:{_TITLES}))",
        rf"(?:^|[。、])[ 　]?({_SURNAMES})(?=(?:です|でございます|と申|より)?[。、!！.]?(?:$|[。、 　]))",
        rf"[Tt]his is ((?:{_SURNAMES})(?:[ 　]?[{_KANJI}]{{1,3}})?)(?= (?:from|at|of|with)\b)",
        rf"(?:[Mm]y name is|MY NAME IS|[Mm]y name['’]s) {_ENGLISH}",
        rf"(?:^|[.!?,] |[Hh]i |[Hh]ello )[Tt]his is {_ENGLISH}(?= (?:from|at|of|with) [A-Z]| (?:calling|here)\b)",
        r"(?:I['’]m|I am) ([A-Z][a-z'’-]+ [A-Z][a-z'’-]+)(?= (?:from|at|with)\b|,)",
        r"\b(?:Mr|Mrs|Ms|Dr)\.? ([A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)",
    )
)


def names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every recognizable name in `text`; spans may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match[1] not in _NOT_NAMES:
                yield match.span(1)
