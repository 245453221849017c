"""Postal addresses in Japanese: with 〒 and without, whole with building and room; a city alone is none.

The number of the house is found first, and what stands before it is read back to the city or prefecture.
"""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon

Span = tuple[int, int]

_WORDS = lexicon("addresses")["ja"]
_KANJI = "一-龥々〆ヶケ"
_NUMERAL = "(?:[0-9]{1,4}|[一二三四五六七八九十百〇]{1,5})"
_BLANK = r"[ \n]{0,2}"
_BEFORE = 56  # characters before the number of a house that may belong to its address

_PREFECTURES = alternatives(_WORDS["prefectures"].split())
_CITY = re.compile(
    rf"[ \n]?(?!地区|学区|校区)(?:{alternatives(_WORDS['kana_cities'].split())}|[{_KANJI}ァ-ヴー]{{1,6}}?[市区町村郡])"
)
_PREFECTURE = re.compile(_PREFECTURES)
_BEFORE_PLACES = re.compile(_WORDS["before_places"])
_TOWNS = alternatives(_WORDS["towns"].split())
_KNOWN = re.compile(alternatives(_WORDS["known"].split()))
# What may stand between the city and the number: no hiragana but that of names of places.
_PLACE = re.compile(
    rf"(?:[ \n]?(?!{_WORDS['not_towns']})[ぁ-ん]{{2,8}}(?=[{_KANJI} ]|\Z))?"
    rf"(?:[{_KANJI}ァ-ヴーA-Z \n]|(?<=[{_KANJI}])(?!{_WORDS['not_towns']})[ぁ-ん]{{1,4}}"
    rf"(?<![たてるいくけしんうすぬむゆっ])(?=[{_KANJI}ァ-ヴー ]|\Z)|(?<=[{_KANJI}])[がのつ之っ](?=[{_KANJI}])"
    rf"|上る|下る|{_TOWNS}"
    rf"|(?!では|には|とは|への|から|まで|より|です)[ぁ-ん]{{3,6}}(?=(?:町|台|[がヶケ]?丘|野|原|団地)\Z))*"
)
_POSTCODE = r"(?:〒|郵便番号[ :はが]{0,3})[ ]?[0-9]{3}[ ]?-?[ ]?[0-9]{4}(?![0-9])"
_POSTCODE_BEFORE = re.compile(rf"(?:{_POSTCODE}|(?<![0-9-])[0-9]{{3}}-[0-9]{{4}})[ \n、,:]{{0,3}}\Z")
_WITH_POSTCODE = re.compile(
    rf"{_POSTCODE}(?:[ \n、,]{{0,3}}(?:{_PREFECTURES})(?:[ ]?[{_KANJI}ァ-ヴー]){{0,24}}"
    rf"|[ \n、,]{{0,3}}[{_KANJI}ァ-ヴー]{{2,24}})?"
    rf"|(?<![0-9-])[0-9]{{3}}-[0-9]{{4}}[ \n、,]{{1,3}}(?:{_PREFECTURES})(?:[ ]?[{_KANJI}ァ-ヴー]){{0,24}}"
    rf"|私書箱[ ]?第?[0-9]{{1,5}}号?"
)
_LABEL = re.compile(rf"{_WORDS['labels']}(?:は|が|を|の|:|・|\n|、|,|[ (「]|です){{1,3}}(?P<rest>[^。!?]{{0,56}})\Z")

_SURE = (
    rf"{_NUMERAL}丁目{_BLANK}{_NUMERAL}(?:番地?|-)(?:{_BLANK}[の-]?{_NUMERAL}号?(?!室))?(?:-[0-9]{{1,4}})?"
    rf"|{_NUMERAL}番地(?:{_BLANK}の?{_NUMERAL}(?:号(?!室))?)?(?:-[0-9]{{1,4}}){{0,2}}|{_NUMERAL}番{_BLANK}{_NUMERAL}号"
)
_HOUSE = re.compile(
    rf"(?<![0-9.-])(?<![0-9][丁番])(?:(?P<sure>{_SURE})|{_NUMERAL}丁目(?:{_BLANK}[の-]?{_NUMERAL}(?:-[0-9]{{1,4}}){{0,3}})?"
    rf"|[0-9]{{1,4}}番(?![目線号町通])(?:{_BLANK}{_NUMERAL}号?)?"
    rf"|(?:北|南|東|西)?[0-9]{{1,2}}(?:条|線)(?:西|東|南|北)?[0-9]{{0,2}}(?:丁目)?(?:{_BLANK}[0-9]{{1,4}}(?:[-の番][0-9]{{1,4}})"
    rf"{{0,3}}(?:号|番地?)?)?"
    r"|[0-9]{1,4}(?:[-の][0-9]{1,4}){1,4}(?:号(?!室))?(?![0-9-])"
    r"|[一二三四五六七八九十]{1,3}(?:[-ーの・][一二三四五六七八九十]{1,3}){1,3}"
    rf"|(?P<lone>[0-9]{{1,5}})(?![0-9.,-]))(?!{_WORDS['not_houses']})"
)
_AFTER_LONE = re.compile(
    rf"[ ]?(?:$|[\n、。,)）」]|です|に(?:住|あ|送)|の[{_KANJI}ァ-ヴー]|まで|宛|[ァ-ヴー{_KANJI}]{{2,14}}[0-9]{{2,4}})",
    re.MULTILINE,
)
_WORD = rf"{_KANJI}ァ-ヴーⅠ-ⅩA-Za-z・&'’"
_KANA_NAME = rf"(?:{_TOWNS}|(?!{_WORDS['not_towns']})[ぁ-ん]{{2,8}})"
_SIGN = (
    rf"(?:[{_WORD}]|(?<=[{_KANJI}])[つのが](?=[{_KANJI}])"
    rf"|{_KANA_NAME}(?=[ ]?(?:[0-9]{{2,4}}(?:号|室|(?![0-9]))|{_WORDS['buildings']})))"
)
_ROOM = (
    r"(?:[A-Z]{1,2}-?)?[0-9]{1,5}(?:号室|号棟|号|室|階|F(?![a-z])|棟)?(?:[ -]{0,2}[A-Z]?[0-9]{1,4}"
    r"(?:号室|号|室|階|F(?![a-z]))?)?"
)
_BUILDING = re.compile(
    rf"[ 、,\n(]{{0,2}}(?:(?=(?:[{_WORD}0-9-]{{0,20}}|{_KANA_NAME})(?:{_WORDS['buildings']}))(?:{_SIGN}|[0-9-]){{1,24}}"
    rf"(?:[ ]?{_SIGN}{{0,14}}[ ]?{_ROOM}(?!{_WORDS['not_houses']}))?"
    rf"|{_SIGN}{{1,20}}[ ]?{_SIGN}{{0,14}}[ ]?{_ROOM}(?!{_WORDS['not_houses']})|{_ROOM}(?<=[号室階F])"
    rf"(?!{_WORDS['not_houses']}))"
)
_ROOM_END = re.compile("[0-9](?:号室|号(?![室棟館])|室)")
_TAIL = re.compile(rf"[{_KANJI}ぁ-んァ-ヴーA-Z \n]*")
JA_HINT = re.compile(
    r"〒|郵便番号|丁目|番地|私書箱|[市区町村郡都道府県][^。]{0,30}?[0-9一二三四五六七八九十]|[0-9]{3}-[0-9]{4}"
    rf"|{_WORDS['labels']}"
)


def addresses_ja(text: str) -> Iterator[Span]:
    """(start, end) of every Japanese address in `text`; those of one place are joined."""
    found = [match.span() for match in _WITH_POSTCODE.finditer(text)]
    end = 0
    for house in _HOUSE.finditer(text):
        start = _start(text, house, max(end, house.start() - _BEFORE))
        if start is not None:
            end = _end(text, house.end())
            found.append((start, end))
    return _joined(text, sorted(found))


def _start(text: str, house: re.Match[str], earliest: int) -> int | None:
    """Where the address with this house begins, not before `earliest`; None if there is none."""
    if house["lone"] and not _AFTER_LONE.match(text, house.end()):
        return None
    before = text[earliest : house.start()]
    at = _place(before, lone=bool(house["lone"]))
    if at is None and house["sure"]:
        town = re.search(rf"[{_KANJI}ァ-ヴー]{{1,8}}\Z", before)
        at = town.start() if town else len(before)
    if at is None:
        return None
    code = _POSTCODE_BEFORE.search(before[max(0, at - 20) : at])
    return earliest + (max(0, at - 20) + code.start() if code else at)


def _place(before: str, *, lone: bool) -> int | None:
    """Where the place begins that ends with `before`: at its prefecture, its city, or the first word behind a label.

    lone: the number is a single one, which is that of a house only if more than a city stands before it.
    """
    tail = _TAIL.match(before[::-1])
    first = len(before) - (tail.end() if tail else 0)
    for match in _PREFECTURE.finditer(before, first):
        city = _CITY.match(before, match.end())
        if (city or not lone) and _is_place(before, match.end() if city is None else city.end()):
            return match.start()
    label = _LABEL.search(before)
    if label:
        known = _KNOWN.search(label["rest"]) or _CITY.search(label["rest"])
        if known and _is_place(label["rest"], known.end()):
            return label.start("rest") + known.start()
    skipped = first
    for at in range(first, len(before)):
        other = _BEFORE_PLACES.match(before, at)
        skipped = max(skipped, other.end()) if other else skipped
        city = _CITY.match(before, at) if at >= skipped else None
        if city and _is_place(before, city.end()) and (not lone or _CITY.match(before, city.end())):
            return at
    return None


def _is_place(before: str, at: int) -> bool:
    return _PLACE.fullmatch(before, at) is not None


def _end(text: str, end: int) -> int:
    """Where the building and the room behind a house end."""
    for _ in range(2):
        building = _BUILDING.match(text, end)
        if building is None:
            break
        room = _ROOM_END.search(text, end, building.end())
        if room:
            return room.end()
        end = building.end()
    return end


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """`spans` in their order, those that overlap or stand side by side as one."""
    start = end = -1
    for first, last in spans:
        if start >= 0 and first <= end + 2 and not text[end:first].strip(" \n、,"):
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end
