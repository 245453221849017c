"""Japanese names that the lists know and the dictionary does not take for names, by what stands right beside them.

Surnames in kana or of one character (ミナミという人, 南殿), names without a honorific after a greeting (いけだです。),
and full names whose parts are in two scripts or apart (大野つばさ, 星 莉子).
"""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives, lexicon, word_list
from vocpipe.masking.japanese_words import GIVEN, is_kana_full_name, is_kana_given_name, is_kana_surname, words_of

_WORDS = lexicon("japanese_names")
_RARE = frozenset(_WORDS["rare_surnames"].split())
_NOBODY = frozenset(_WORDS["roles"].split()) | frozenset(_WORDS["kana_words"].split())
_TWO_PARTS = frozenset(_WORDS["one_kanji"].split())
_BESIDE_TITLES = frozenset(_WORDS["before_titles"].split())
_KANJI, _HIRAGANA, _KATAKANA = "[一-龥々ヶ]", "[ぁ-ん]", "[ァ-ヺー]"
_POLITE = alternatives(_WORDS["polite"])
_TITLES = alternatives(_WORDS["titles"])
_SAID = alternatives(_WORDS["said"])
_SIGN = re.compile(rf"[ 　]?(?:(?P<polite>{_POLITE})|(?P<title>{_TITLES})|(?P<said>{_SAID}))")
_END = (
    rf"(?=[ 　]?(?:{_POLITE}|{_SAID}|{_TITLES}|です|でした|でございます"
    r"|[がはもをにのへ、。，．!！?？）)」]|宛|名義|より|から|って|$|\s))"
)
_ABOUT_TO_TELL = re.compile(rf"(?:{alternatives(_WORDS['greeted'])})[。、,!！ 　]*\Z")
_CLAUSE = re.compile(r"(?:^|[。！!\n])[ 　]*\Z")
_I_AM = re.compile(r"(?:です|でございます)(?=[。、！!♪〜～]|が、|\s|$)")
_RUNS = tuple(re.compile(rf"{char}+\Z") for char in (_KATAKANA, _HIRAGANA, _KANJI))
_SPACED = re.compile(
    rf"(?<!{_KANJI})({_KANJI}{{1,3}})[ 　]({_KANJI}{{1,3}}|{_HIRAGANA}{{2,4}}?|{_KATAKANA}{{2,6}}){_END}"
)
_JOINED = re.compile(rf"(?<!{_KANJI})({_KANJI}{{1,3}})({_HIRAGANA}{{2,4}}?|{_KATAKANA}{{2,6}}){_END}")
_KANA = re.compile(
    rf"(?<!{_KATAKANA})({_KATAKANA}{{2,6}})[ 　・]?({_KATAKANA}{{2,6}}){_END}"
    rf"|({_HIRAGANA}{{2,6}})[ 　]({_HIRAGANA}{{2,5}}?){_END}"
)
_FOREIGN = re.compile(
    rf"(?<!{_KATAKANA})({_KATAKANA}{{2,8}}(?:・{_KATAKANA}{{2,8}}){{1,2}})(?={_SIGN.pattern}|宛|名義)"
)
_LABELED = re.compile(
    rf"(?:{alternatives(_WORDS['labels'])})[:：は][ 　]?"
    rf"({_KANJI}{{2,6}}|{_KATAKANA}{{2,8}}(?:[・ 　]{_KATAKANA}{{2,8}})?)"
    rf"(?=[ 　\n、。]|$|です|様|名義)"
)
_INTRODUCED = re.compile(
    rf"(?:{alternatives(_WORDS['staff'])})の({_KATAKANA}{{2,6}}|{_HIRAGANA}{{2,5}}?|{_KANJI}{{1,3}})"
    rf"(?=[がはもにをと、。]|から|より|って|です|$)"
)
_FOLLOWED = "のはがたでにとへもる、"
_NEAR = 24


def called_names(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every such name in a line; they may overlap."""
    for sign in _SIGN.finditer(line):
        start = _start_before(line, sign.start(), sign.lastgroup or "")
        if start is not None:
            yield start, sign.start()
    for sign in _I_AM.finditer(line):
        start = _start_before(line, sign.start(), "said")
        if start is not None:
            before = line[max(0, start - _NEAR) : start]
            long = sign.start() - start > 1 and line[start] >= "ァ"
            if _ABOUT_TO_TELL.search(before) or (long and _CLAUSE.search(before)):
                yield start, sign.start()
    for match in _INTRODUCED.finditer(line):
        if match[1] not in _NOBODY and (is_kana_surname(match[1]) or _is_surname(match[1])):
            yield match.span(1)
    yield from _full_names(line)


def _start_before(line: str, end: int, sign: str) -> int | None:
    """Where the name begins that ends right before a sign of this kind; None if there is none."""
    tail = line[max(0, end - 8) : end]
    for run in _RUNS:
        found = run.search(tail)
        if found and (len(found[0]) < 8 or found[0][0] < "ァ"):
            return (
                _start_of_kana(tail, found[0], end, sign)
                if found[0][0] < "一"
                else _start_of_kanji(found[0], end, sign)
            )
    return None


def _start_of_kana(tail: str, run: str, end: int, sign: str) -> int | None:
    """Where a name in kana begins: before the whole run in katakana; in hiragana, other words may stand in front."""
    is_hiragana = run[0] < "ァ"
    for size in range(len(run), 1, -1):
        word = run[-size:]
        before = run[:-size][-1:]
        if (before and not (is_hiragana and before in _FOLLOWED and (size > 2 or before in "のた"))) or word in _NOBODY:
            continue
        if is_kana_surname(word) or word in _RARE or is_kana_full_name(word):
            return end - size
        if sign == "polite" and is_kana_given_name(word) and (size > 2 or not before):
            return end - size
    return None


def _start_of_kanji(word: str, end: int, sign: str) -> int | None:
    """Where a name in kanji begins, which must be all of the run."""
    if word in _NOBODY or (sign == "title" and word in _BESIDE_TITLES):
        return None
    is_given = sign == "polite" and len(word) > 1 and word in word_list("kanji_given_names")
    return end - len(word) if _is_surname(word) or is_given or _is_two_parts(word) else None


def _full_names(line: str) -> Iterator[tuple[int, int]]:
    for match in _SPACED.finditer(line):
        if match[1] not in _NOBODY and match[2] not in _NOBODY and _is_spaced_name(match[1], match[2]):
            yield match.span()
    for match in _JOINED.finditer(line):
        if (len(match[1]) > 1 and _is_surname(match[1])) and len(match[2]) > 2 and is_kana_given_name(match[2]):
            yield match.span()
    for match in _KANA.finditer(line):
        first, last = match[1] or match[3], match[2] or match[4]
        is_called = len(match[0]) > len(first + last) and is_kana_surname(first) and _SIGN.match(line, match.end())
        if last in _NOBODY or not (is_kana_given_name(last) or is_called):
            continue
        start = _start_of_kana(first, first, match.end(1) if match[1] else match.end(3), "full")
        if start is not None:
            yield start, match.end()
    yield from (match.span(1) for match in _FOREIGN.finditer(line))
    for match in _LABELED.finditer(line):
        if match[1][0] < "一" or _is_two_parts(match[1]) or _is_surname(match[1]):
            yield match.span(1)


def _is_surname(word: str) -> bool:
    return word in word_list("kanji_surnames") or word in _RARE


def _is_spaced_name(first: str, last: str) -> bool:
    """Whether a surname and a given name stand apart; the surname may be in no list if the given name is surely one."""
    in_kanji = last[0] >= "一"
    is_given = _is_given(last) if in_kanji else is_kana_given_name(last)
    return is_given and (_is_surname(first) or (in_kanji and len(last) > 1 and last[-1] in _WORDS["given_ends"]))


def _is_given(word: str) -> bool:
    found = words_of(word)
    return word in word_list("kanji_given_names") or (len(found) == 1 and found[0].part == GIVEN)


def _is_two_parts(word: str) -> bool:
    """Whether a word in kanji is a surname and a given name: 千葉凛, 李明."""
    if len(word) == 2:
        return word[0] in _TWO_PARTS
    given = word_list("kanji_given_names")
    return any(
        _is_surname(word[:at]) and (word[at:] in given or len(word) - at == 1) for at in (2, 3) if at < len(word)
    )
