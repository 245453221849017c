"""Western postal addresses: a house with its street, or a city with its postal code."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.addresses_towns import town_end
from vocpipe.masking.introduced import is_year

Span = tuple[int, int]

_WORDS = lexicon("addresses")["west"]
_SURE_TYPES, _TYPES = alternatives(_WORDS["streets"].split()), alternatives(_WORDS["more_streets"].split())
_STATES = alternatives(_WORDS["states"].split())
_STATE_NAMES = alternatives(_WORDS["state_names"].split())
_DIRECTION, _UNIT = _WORDS["directions"], rf"(?i:{_WORDS['units']})"
_NOT_NAMES = frozenset(_WORDS["not_names"].split())
_SURE = frozenset(_WORDS["streets"].split())
_SURE_LONG = frozenset(word for word in _SURE if len(word) > 3) - {"drive", "court", "close"}
_RARE = frozenset(_WORDS["more_streets"].split()) - frozenset(_WORDS["everyday"].split())
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAME = rf"[{_CAPITAL}][{_LETTER}'’.-]{{0,24}}"
_PARTICLE = rf"(?:(?i:{_WORDS['particles']})(?:[ ]|['’][ ]?))"
_PROPER = rf"{_PARTICLE}{{0,3}}{_NAME}(?:[ -]{_PARTICLE}{{0,3}}{_NAME}){{0,4}}"
_NUMBER = r"(?<![\w$€£¥#.,:/-])[0-9]{1,6}(?:[-/][0-9]{1,4})?[A-Za-z]?(?:[ ]1/2)?"
_GAP = r"(?:[ ]?[,;·•|-]?[ ]?\n?[ ]?)"

_ZIP = r"[0-9]{5}(?:-[0-9]{4})?(?![0-9])"
_STATE_ZIP = (
    rf"(?:(?:{_STATES})\.?|(?:{_STATE_NAMES}))[ ,\n]{{1,3}}(?:{_ZIP}|[0-9]{{4}}(?![0-9])"
    rf"|[A-Z][0-9][A-Z][ ]?[0-9][A-Z][0-9])"
)
_UK_CODE = (
    r"(?:GIR[ ]?0AA|[A-PR-UWYZ][0-9][ ]?[0-9](?!GB|PC|KG|TB|PM|AM|MM)[A-Z]{2}|[A-PR-UWYZ]"
    r"(?:[A-Z][0-9][A-Z0-9]?|[0-9][A-Z0-9])[ ]?[0-9][A-Z]{2})(?![A-Za-z0-9])"
)
_CA_CODE = r"[ABCEGHJ-NPRSTVXY][0-9][A-Z][ -]?[0-9][A-Z][0-9](?![A-Za-z0-9])"
_CODE_CITY = (
    rf"(?:(?:D|F|A|CH|I|E|B|L|NL)[- ])?[0-9]{{4,5}}(?:[ ]?[A-Z]{{2}})?[ ]{{1,2}}{_PROPER}(?:[ ]cedex"
    rf"(?:[ ][0-9]{{1,2}})?)?"
)

# A house and its street, then the flat, and the city with its code.
_STREET = re.compile(
    rf"(?:(?:{_UNIT}{_GAP})?(?P<number>{_NUMBER})[ ,]{{1,2}}"
    rf"|(?<![A-Za-z0-9])(?P<unit>(?:[0-9]{{1,4}}[ ])?{_UNIT}(?:[ ]?[,\n][ ]?|[ ]))(?![0-9]))"
    rf"(?:{_DIRECTION}[ ])?(?P<name>(?:(?:{_NAME}|[0-9]{{1,3}}(?:st|nd|rd|th)|of|the)[ ]){{1,4}}?)"
    rf"(?i:(?P<type>(?:{_SURE_TYPES}|{_TYPES})s?(?:[ ](?:{_SURE_TYPES}|{_TYPES})(?![{_LETTER}'’-])){{0,2}}))"
    rf"(?![{_LETTER}'’-])\.?(?:[ ]{_DIRECTION}(?![{_LETTER}0-9]))?"
    rf"(?P<more>(?:{_GAP}{_UNIT}){{0,2}}(?:{_GAP}(?:{_PROPER}{_GAP}){{0,2}}(?:{_STATE_ZIP}|{_UK_CODE}|{_CA_CODE}"
    rf"|{_CODE_CITY}|{_ZIP}))?)"
)
_SMALL_STREET = re.compile(
    rf"(?P<number>{_NUMBER})[ ](?P<name>(?:[a-z]{{2,20}}[ ]){{1,3}}?)(?P<type>{_SURE_TYPES})(?![a-z'’-])\.?"
    rf"(?P<more>(?:{_GAP}{_UNIT})?(?:{_GAP}(?:[a-z]{{2,20}}[ ,]{{1,2}}){{1,3}}(?:{_STATE_ZIP}|{_ZIP}))?)",
    re.IGNORECASE,
)
_EUROPE = re.compile(
    rf"(?:(?<![\w-])(?:(?:[{_CAPITAL}][{_LETTER}.]{{0,30}}|van|von|zu|de|der)[ -]){{0,4}}"
    rf"(?:[{_CAPITAL}][{_LETTER}-]{{1,34}}(?:{_WORDS['german']}|{_WORDS['dutch']})|(?<=[ -])"
    rf"(?:{_WORDS['german_alone']}))"
    rf"[ ]{{0,2}}[0-9]{{1,4}}[ ]?(?:[a-hA-H](?![{_LETTER}]))?(?:[-/][0-9]{{1,3}}[a-z]?)?(?![0-9])"
    rf"|(?<![\w-])(?:Am|An der|An den|Auf dem|Auf der|Im|In der|In den|Zum|Zur|Unter den|Hinter der)[ ]"
    rf"(?:[{_CAPITAL}][{_LETTER}-]{{2,24}}[ ]){{1,2}}[0-9]{{1,4}}[ ]?(?:[a-h](?![{_LETTER}]))?(?=[\s,.]|\Z)"
    rf"|(?<![\w-])(?:[0-9]{{1,4}}(?:[ ]?(?:bis|ter|quater|[A-D]))?,?[ ]{{1,2}})(?i:{_WORDS['french']})[ ]{_PROPER}"
    rf"|(?<![\w-])(?:{_WORDS['southern']})[ ]?{_PROPER},?[ ]{{0,2}}(?:n\.?[º°]?[ ]?)?[0-9]{{1,4}}(?:[ ]?[A-Za-z]"
    rf"(?![{_LETTER}]))?(?![0-9]))"
    rf"(?:{_GAP}{_UNIT}){{0,2}}(?:{_GAP}{_CODE_CITY})?"
    rf"|(?<![\w-])(?i:{_WORDS['french']})[ ]{_PROPER}{_GAP}{_CODE_CITY}"
)
# What is an address by itself, with the lines before it that belong to it.
_ANCHOR = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_UK_CODE}|{_CA_CODE}|(?:APO|FPO|DPO),?[ ]A[AEP][ ]{_ZIP}"
    rf"|(?<=[ ,\n])(?:{_STATES})\.?[ ,\n]{{1,3}}{_ZIP}|(?:{_STATE_NAMES})[ ,]{{1,2}}{_ZIP}|(?:NSW|VIC|QLD|TAS|ACT)"
    rf"[ ][0-9]{{4}}(?![0-9]))"
)
_LINE = rf"[{_LETTER}'’.-]{{1,24}}(?:[ ][{_LETTER}'’.-]{{1,24}}){{0,3}}"
_BEFORE_ANCHOR = re.compile(
    rf"(?:(?:{_UNIT}{_GAP})?(?<![\w.,-])[0-9]{{1,5}}[A-Za-z]?[ ]{_LINE}(?:{_GAP}{_UNIT})?|{_UNIT}(?:\n{_LINE})?|"
    rf"(?:PSC|CMR|Unit)[ ][0-9]{{1,5}},?[ ]Box[ ][0-9]{{1,5}}|[A-Z]{{3,5}}[ ]{_NAME})"
    rf"(?:[ ]?[,\n][ ]?\n?{_LINE}){{0,4}}[ ,\n]{{0,3}}\Z"
)
_CITY_BEFORE = re.compile(rf"{_NAME}(?:[ -]{_NAME}){{0,3}}[ ,\n]{{1,3}}\Z")
_OTHERS = re.compile(
    r"\bP\.?[ ]?O\.?[ ]?Box[ ]?#?[0-9]{1,7}|\b(?:Postfach|Postbus|Apartado(?: de correos)?|Casella postale"
    r"|Boîte postale|B\.?P\.?|Caixa postal)[ ][0-9]{1,3}(?:[ ]?[0-9]{2,3})?(?![0-9])"
    r"|\b(?:PSC|CMR|Unit)[ ][0-9]{1,5},?[ ]Box[ ][0-9]{1,5}"
    rf"|\b[0-9]{{4}}[ ][A-Z]{{2}}[ ,]{{1,2}}{_NAME}"
    # Japan in Latin letters: 1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001.
    rf"|(?:{_UNIT}{_GAP}(?:{_PROPER}{_GAP})?)?(?<![\w-])[0-9]{{1,4}}(?:-[0-9]{{1,4}}){{1,3}}[ ,]{{1,2}}"
    rf"(?:{_NAME}[ ,]{{1,2}}){{0,3}}{_NAME}-(?:ku|shi|cho|machi|gun|mura|chome|to|fu|ken)\b(?:[ ,]{{1,2}}{_NAME}(?:-"
    rf"(?:ku|shi|to|fu|ken))?){{0,2}}(?:[ ,]{{1,2}}[0-9]{{3}}-[0-9]{{4}})?"
    rf"|(?<![\w-])[0-9]{{1,4}}(?:-[0-9]{{1,4}}){{1,3}}[ ,]{{1,2}}(?:{_NAME}[ ,]{{1,2}}){{1,3}}(?:Tokyo|Osaka|Kyoto"
    rf"|Yokohama|Nagoya|Kobe|Sapporo|Fukuoka|Saitama|Chiba|Kanagawa)(?:[ ,]{{1,2}}[0-9]{{3}}-[0-9]{{4}})?"
    rf"(?:[ ,]{{1,2}}Japan)?"
    r"|(?:ZIP|postal|post) ?code[ :is]{1,5}(?:[0-9]{3}-[0-9]{4}|[0-9]{5}(?:-[0-9]{4})?|"
    r"(?i:[a-z]{1,2}[0-9][a-z0-9]?[ ]?[0-9][a-z]{2}))(?![A-Za-z0-9])"
)
_POSITION = re.compile(
    r"(?<![0-9.])[-+]?[0-9]{1,3}\.[0-9]{4,12}°?[ ]?[NS]?[ ]?[,;/ ][ ]?[-+]?[0-9]{1,3}\.[0-9]{4,12}°?(?:[ ]?[EW]"
    r"(?![A-Za-z]))?(?![0-9.])"
    r"|[0-9]{1,2}°[ ]?[0-9]{1,2}['’′][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?[\"”″]?)"
    r"?[ ]?[NS][ ,]{0,3}[0-9]{1,3}°[ ]?[0-9]{1,2}['’′][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?[\"”″]?)?[ ]?[EW]"
    r"|(?:北緯|南緯)[ ]?[0-9]{1,2}(?:\.[0-9]{1,12}|度)[0-9度分秒.]{0,16}[ 、,]{0,2}"
    r"(?:東経|西経)[ ]?[0-9]{1,3}(?:\.[0-9]{1,12}|度)[0-9度分秒.]{0,16}"
)
_INTRODUCED = re.compile(rf"\b{_WORDS['labels']}[ :\n]{{1,2}}\Z", re.IGNORECASE)
_SURE_UNIT = re.compile(r"[0-9]+[ ]|[^,\n]+[,\n]|(?i:flat|apt|apartment|studio)")
_TOWN_BEHIND = re.compile(r"[ ]?[,\n]|[ ]in[ ]")
_WINDOW = 140
WEST_HINT = re.compile("[0-9]")


def addresses_west(text: str) -> Iterator[Span]:
    """(start, end) of every Western address in `text`; spans may overlap."""
    for pattern in (_STREET, _SMALL_STREET):
        for match in pattern.finditer(text):
            end = town_end(text, match.end())
            if _is_street(text, match, end, small=pattern is _SMALL_STREET):
                yield match.start(), end
    for pattern in (_EUROPE, _OTHERS):
        yield from ((match.start(), town_end(text, match.end())) for match in pattern.finditer(text))
    yield from (match.span() for match in _POSITION.finditer(text))
    end = 0
    for anchor in _ANCHOR.finditer(text):
        before = text[max(end, anchor.start() - _WINDOW) : anchor.start()]
        found = _BEFORE_ANCHOR.search(before) or _CITY_BEFORE.search(before)
        end = anchor.end()
        yield anchor.start() - (len(before) - found.start() if found else 0), end


def _is_street(text: str, match: re.Match[str], end: int, *, small: bool) -> bool:
    """Whether a number, words and a word for a street are an address, not "5 Star Drive" or "2 minute drive".

    end: where the town ends that stands behind it.
    """
    words = match["name"].lower().split()
    if not _NOT_NAMES.isdisjoint(words) or (not words and not small):
        return False
    unit = match.groupdict().get("unit")
    if unit:
        return _SURE_UNIT.match(unit) is not None
    if match["more"].strip(" ,\n") or _INTRODUCED.search(text, max(0, match.start() - 40), match.start()):
        return True
    last = match["type"].lower().split()[-1]
    if end > match.end() and _TOWN_BEHIND.match(text, match.end()):
        return True
    if small:
        return False
    return last in _SURE or last.removesuffix("s") in _SURE_LONG or (last in _RARE and _is_house(match))


def _is_house(match: re.Match[str]) -> bool:
    """Whether the number before a street's name is long enough for a house, and no year."""
    return len(match["number"]) >= 3 and not is_year(match["number"])
