"""Mail addresses in a text, also those that are spelled out: taro [at] example [dot] com, アットマーク, a @ b.com."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon

_WORDS = lexicon("emails")
_TOP = alternatives(_WORDS["top"].split())
_NO_LOCAL = frozenset(_WORDS["not_local"].split())
_FILES = frozenset(_WORDS["files"].split())
_NO_HOST = frozenset(_WORDS["not_hosts"].split())
_CONTACT = re.compile(alternatives(_WORDS["contact"]), re.IGNORECASE)
_OPEN, _CLOSE = r"[\[({<【〔〈«|]", r"[\])}>】〕〉»|]"
_AT_WORD, _DOT_WORD = alternatives(_WORDS["at"]), alternatives(_WORDS["dot"])
_SPELLED_AT = (
    rf"\s{{0,2}}{_OPEN}\s?(?:{_AT_WORD}|a)\s?{_CLOSE}\s{{0,2}}|\s{{0,2}}(?:アットマーク|あっとまーく|アット|あっと)\s{{0,2}}"
    r"|\s{1,2}(?:at|@)\s{1,2}|\s?[-_*]{1,2}at[-_*]{1,2}\s?"
)
_SPELLED_DOT = (
    rf"\s{{0,2}}{_OPEN}\s?(?:{_DOT_WORD})\s?{_CLOSE}\s{{0,2}}|\s{{0,2}}(?:ドット|どっと|ピリオド)\s{{0,2}}"
    r"|\s{1,2}(?:dot|period|punkt|point|punto|\.)\s{1,2}|\s?[-_*]{1,2}dot[-_*]{1,2}\s?"
)
_STARS = "★☆◎■●"
_AT = re.compile(rf"\s?@\s?|{_SPELLED_AT}|[{_STARS}](?=[A-Za-z0-9-]{{2,63}}\.[A-Za-z])", re.IGNORECASE)
EMAIL_HINT = re.compile(rf"@|{_SPELLED_AT}|[{_STARS}][A-Za-z0-9]", re.IGNORECASE)

# The part before the sign is read backwards from it; one in a script of its own only if it has no Latin letters.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'’*+/=?^_`{|}~À-ÖØ-öø-ɏ.-]{1,64}|\"[^\"\n]{1,64}\"")
_OWN_SCRIPT = re.compile(r"[一-龥々]{1,8}|[ァ-ヶー]{2,12}|[Ͱ-ԯ.]{1,40}")
_JOINT = rf"(?:{_SPELLED_DOT}|\s?(?:アンダーバー|アンダースコア|ハイフン)\s?|\s(?:underscore|dash|hyphen|minus|plus)\s)"
_JOINED = re.compile(rf"(?:[A-Za-z0-9]{{1,40}}{_JOINT}){{1,4}}\Z", re.IGNORECASE)

_LABEL = "[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ-]{0,62}"
_WORLD = "[A-Za-z0-9À-ɏͰ-ԯぁ-んァ-ヶー一-龥々-]{1,63}"
_DOMAIN = re.compile(
    rf"{_WORLD}(?:\.{_WORLD}){{0,6}}\.(?:[A-Za-z]{{2,24}}|xn--[A-Za-z0-9-]{{1,59}}|рф)(?![A-Za-z0-9])"
    rf"|(?:{_LABEL}\.){{1,8}}(?=[0-9-]{{0,62}}[A-Za-z])[A-Za-z0-9-]{{1,63}}|\[[0-9a-fA-F.:IPv]{{3,45}}\]",
    re.IGNORECASE,
)
_SPELLED_DOMAIN = re.compile(
    rf"{_LABEL}(?:(?:\.|{_SPELLED_DOT}){_LABEL}){{0,5}}(?:\.|{_SPELLED_DOT})(?:{_TOP})(?![A-Za-z0-9])", re.IGNORECASE
)
_LATIN = re.compile("[A-Za-z0-9À-ɏ]")
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,62}(?![A-Za-z0-9.])")
_KNOWN_TOP = re.compile(rf"\.\s?(?:{_TOP})\Z", re.IGNORECASE)
_IS_SPELLED = re.compile(_SPELLED_DOT, re.IGNORECASE)
_PERSONAL = re.compile(r"[._0-9+]")  # in a local part, not in a word of the sentence
_BEFORE = 140  # characters before the sign that are looked at


def emails(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every mail address in `text`."""
    for sign in _AT.finditer(text):
        domain = _domain(text, sign)
        begin = _begin(text, sign) if domain else None
        if domain and begin is not None and _is_sure(text, begin, sign, domain[0]):
            mailto = text[max(0, begin - 7) : begin].lower() == "mailto:"
            yield begin - (7 if mailto else 0), domain.end()


def _begin(text: str, sign: re.Match[str]) -> int | None:
    """Where the local part before a sign begins; None if there is none."""
    before = text[max(0, sign.start() - _BEFORE) : sign.start()]
    backwards = before[::-1]
    local = _LOCAL.match(backwards)
    if local is None:
        own = None if sign[0] in _STARS else _OWN_SCRIPT.match(backwards)
        return sign.start() - own.end() if own else None
    joined = _JOINED.search(before, 0, len(before) - local.end())
    return sign.start() - local.end() - (len(joined[0]) if joined else 0)


def _domain(text: str, sign: re.Match[str]) -> re.Match[str] | None:
    """The domain behind a sign; behind a plain one also a host without dots."""
    spelled, plain = _SPELLED_DOMAIN.match(text, sign.end()), _DOMAIN.match(text, sign.end())
    if plain and (spelled is None or plain.end() >= spelled.end()):
        return plain
    if spelled or sign[0] != "@" or not _LATIN.match(text, max(0, sign.start() - 1)):
        return spelled
    host = _HOST.match(text, sign.end())
    return host if host and host[0].lower() not in _NO_HOST else None


def _is_sure(text: str, begin: int, sign: re.Match[str], domain: str) -> bool:
    """Whether what is spelled out is an address: "taro at example dot com", but not "it at amazon.com"."""
    local, written = text[begin : sign.start()], sign[0].lower()
    if written == "@":
        return domain.rpartition(".")[2].lower() not in _FILES
    word = re.split(r"\s", local.lower())[-1]
    if not _KNOWN_TOP.search(domain) and not _IS_SPELLED.search(domain):
        return "[" in written or "(" in written
    if written in (" @", "\n@"):  # or else a handle
        return bool(_PERSONAL.search(local)) or written[0] == "\n"
    if written.strip() != "at":
        return word not in _NO_LOCAL
    if word in _NO_LOCAL or not any(map(str.isalnum, word)):
        return False
    is_spelled = _IS_SPELLED.search(domain) or _PERSONAL.search(local)
    return bool(is_spelled or _CONTACT.search(text, max(0, begin - 40), begin))
