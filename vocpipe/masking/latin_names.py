"""People's names in Latin letters in running text, by lists of names and by what stands around them.

A name of two words needs one that is known as a name and none that is not. A given name alone is masked where it is
nothing else; a name that is also an everyday word, a place or unknown needs a sign that a person is meant: spoke with
…, … was helpful, my son …, …さん.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.introductions import CAPITAL, LETTER
from vocpipe.masking.latin_forms import lower_names, turned_names
from vocpipe.masking.latin_words import ANY_GIVEN, HARD, PARTICLES, POSSESSIVE, Kind, fold, kind_of

_WORDS = lexicon("latin_names")
_BEHIND = frozenset(_WORDS["behind"].split())
_SURNAMES_TOO = frozenset(_WORDS["surnames_too"].split())
_PHRASES = frozenset(_WORDS["phrases"])

_TOKEN = re.compile(rf"(?<![{LETTER}0-9])[{LETTER}]+(?:['’‐-][{LETTER}]+)*|\[[A-Z]+(?: \d+)?\]")
_PLAIN = re.compile(rf"(?:(?:Mc|Mac|Fitz|[DOL]['’]|De|Van|Al-?|El-?|Ni)?{CAPITAL}(?:(?!{CAPITAL})[{LETTER}])+[-‐'’]?)+")
_CAPITAL = re.compile(CAPITAL)
_NEAR = 48  # characters around a name that are looked at
_BEFORE = re.compile(rf"(?<![{LETTER}])(?:{alternatives(_WORDS['before'])})(?:,?[\s　]+|[\"“(])*\Z", re.IGNORECASE)
_BEFORE_PEOPLE = re.compile(rf"(?<![{LETTER}])(?:{alternatives(_WORDS['before_people'])})[\s　\"“(]*\Z", re.IGNORECASE)
_BEFORE_KNOWN = re.compile(
    rf"(?:(?<![{LETTER}])(?:{alternatives(_WORDS['before_known'])})[\s　\"“(]*|[,;:。、「『(]\s*)\Z", re.IGNORECASE
)
_AHEAD_WORDS = frozenset(_WORDS["ahead"])
_AHEAD = re.compile(rf"(?<![{LETTER}])(?:{alternatives(_WORDS['ahead'])})\.? \Z", re.IGNORECASE)
_AFTER = re.compile(rf"[\s　,\"”]*(?:\([^()]{{1,20}}\) )?(?:{alternatives(_WORDS['after'])})")
_AFTER_KNOWN = re.compile(rf"[\s　]*(?:{alternatives(_WORDS['after_known'])})")
_TITLED = re.compile(rf"(?<![{LETTER}])(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam)\.? \Z", re.IGNORECASE)
_MODELS = frozenset(_WORDS["models"].split())
_MODEL = re.compile(rf"(?:[A-Za-z]+\d\w*|\d (?:{alternatives(_WORDS['models'].split())}))\s\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![A-Za-z])(?:the|an?|this|that|your|these|those|our|new|any|each|every)\s\Z", re.IGNORECASE)
LATIN_HINT = re.compile(rf"{CAPITAL}|{alternatives(_WORDS['lower_before'])}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text that begins with a capital letter, or a particle or an initial inside a name."""

    text: str
    start: int
    end: int
    kind: Kind

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1

    @property
    def is_plain(self) -> bool:
        """Whether it is written as names are: not ATMs, iPhone or LaTeX."""
        return bool(_PLAIN.fullmatch(self.text))

    @property
    def is_shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every name in Latin letters in `text`."""
    for run in _runs(text):
        yield from _names_in(text, run)
    yield from lower_names(text)
    yield from turned_names(text)


def _runs(text: str) -> Iterator[list[_Word]]:
    """Words with capitals side by side that may be parts of a name, with particles and initials in between."""
    run: list[_Word] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        gap = text[run[-1].end : match.start()] if run else ""
        joined = bool(run) and (gap in (" ", "\u3000") or (gap in (". ", ".") and run[-1].is_initial))
        particle = joined and word.casefold() in PARTICLES
        kind = Kind(0) if particle or len(word) == 1 else kind_of(word)
        fits = word[0] != "[" and (particle or (_CAPITAL.match(word) and (len(word) == 1 or kind.is_possible)))
        # An everyday word that is a surname too can end a name, not begin one: Both Jane, Jane Wood.
        if run and not (joined and fits):
            yield from _closed(run)
            run = []
        if fits and (run or _begins_name(text, match.start(), kind)):
            end = match.end() - (len(word) - len(POSSESSIVE.sub("", word)) if len(word) > 2 else 0)
            run.append(_Word(text[match.start() : end], match.start(), end, kind))
    yield from _closed(run)


def _begins_name(text: str, start: int, kind: Kind) -> bool:
    """Whether a name may begin with the word: an everyday word that is a surname too only behind a title, Miss Cook."""
    may_begin = not kind & Kind.EVERYDAY or kind & Kind.GIVEN
    return bool(may_begin or _TITLED.search(text[max(0, start - 10) : start]))


def _closed(run: list[_Word]) -> Iterator[list[_Word]]:
    """The run without particles at its end; nothing if it has no word."""
    while run and (run[-1].text.islower() or run[-1].text == "I"):
        run = run[:-1]
    if any(not word.is_initial for word in run):
        yield run


def _names_in(text: str, run: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """(start, end) of the name in a run of words, if there is one."""
    before, behind = text[max(0, run[0].start - _NEAR) : run[0].start], text[run[-1].end : run[-1].end + _NEAR]
    points = _points(before, behind)
    if _is_thing(run, before, behind, is_told=points >= _MEDIUM):
        return
    words = [word for word in run if not word.text.islower()]
    for at in range(len(words) - 1):
        if _is_told(words[at], words[at + 1], points) or _is_pair(words[at], words[at + 1], points=points):
            is_whole = all(word.is_initial for word in words[:at])
            yield (run[0].start if is_whole else words[at].start), run[-1].end
            return
    for word in words:
        # Beside another word that is no surname, a rare name is more likely a firm's: Harbor Goods.
        if _stands_alone(text, word, points if len(words) == 1 or points >= _STRONG else 0):
            yield (run[0].start if points >= _STRONG else word.start), run[-1].end
            return


_STRONG, _MEDIUM, _NEVER = 4, 3, 9


@lru_cache(maxsize=1_000)
def _points(before: str, behind: str) -> int:
    """How much speaks for a person's name: 4 for a strong sign in front, 3 for one behind, 2 or 1 for weak ones."""
    points = _STRONG * bool(_BEFORE.search(before)) + _MEDIUM * bool(_AFTER.match(behind))
    points += 2 * bool(_BEFORE_PEOPLE.search(before))
    return points + bool(_BEFORE_KNOWN.search(before)) + bool(_AFTER_KNOWN.match(behind))


def _is_told(first: _Word, second: _Word, points: int) -> bool:
    """Whether two words are a name where a person is meant, though they may be everyday words: Mark Rivers here."""
    one, two = first.kind, second.kind
    return points >= _MEDIUM and bool(one & ANY_GIVEN) and two.is_name and not (one | two) & Kind.NOT


def _is_pair(first: _Word, second: _Word, *, points: int) -> bool:
    """Whether two words are the beginning of a name, in either order, with so many points for what is around them."""
    one, two = first.kind, second.kind
    if first.is_initial or second.is_initial:
        return _is_name_with_initial(first, second, points)
    if first.is_shouted or second.is_shouted:
        turned = not second.is_shouted and bool(one & Kind.SURNAME)  # ONO Naoki
        return two.is_sure and (one.is_sure or turned) and bool((two if turned else one | two) & Kind.GIVEN)
    if (one.is_sure and one & ANY_GIVEN) or (two.is_sure and two & ANY_GIVEN):
        return bool((one | two) & Kind.GIVEN) or not (one | two) & Kind.EVERYDAY
    if two.is_sure or two & Kind.SHORT:  # a surname
        return bool(one & ANY_GIVEN) or not one & Kind.EVERYDAY
    unknown = not two or (not one and two & Kind.SURNAME)
    return bool(points and unknown) and bool(one & ANY_GIVEN or not one) and fold(first.text) not in HARD


def _is_name_with_initial(first: _Word, second: _Word, points: int) -> bool:
    """Whether an initial and a word are a name: J. Whitfield, Greta W.; T. Black where a person is meant."""
    if not first.is_initial:
        return bool(first.kind & Kind.GIVEN) and first.kind.is_sure
    kind = second.kind
    if kind & Kind.SURNAME and (kind.is_sure or (points and not kind & Kind.NOT)):
        return True
    return not kind and second.is_plain


def _is_thing(run: Sequence[_Word], before: str, behind: str, *, is_told: bool) -> bool:
    """Whether the words are the name of a firm, a street or a product; `is_told`: a person is spoken of."""
    following = re.match(rf"[ -]([{LETTER}]+)", behind)
    if following and following[1].casefold() in _BEHIND and not following[1].islower():
        return True
    words = [fold(word.text) for word in run]
    if len(run) == 1 and (_MODEL.search(before) or (words[0] in _MODELS and before[-2:-1].isdigit())):
        return True
    if (len(words) > 1 and (_is_street(run, is_told=is_told) or words[0] in _AHEAD_WORDS)) or any(
        " ".join(words[at : at + size]) in _PHRASES for size in (2, 3) for at in range(len(words))
    ):
        return True
    return bool(re.match(r"[.-]?(?:com|net|org|io|jp)\b|['’]?\d|[@_/\\]|-[a-z]", behind)) or bool(
        re.search(r"[@#_/\\$.]\Z", before) or _AHEAD.search(before)
    )


def _is_street(run: Sequence[_Word], *, is_told: bool) -> bool:
    """Whether the last word says what kind of thing it is: Jackson Street; but Hall and Hill are surnames too."""
    last = fold(run[-1].text)
    is_given = bool(run[0].kind & (ANY_GIVEN if is_told else Kind.GIVEN)) and (is_told or run[0].kind.is_sure)
    return last in _BEHIND and not (last in _SURNAMES_TOO and is_given)


def _stands_alone(text: str, word: _Word, points: int) -> bool:
    """Whether one word is a person's name by itself, with so many points for what stands around it."""
    if word.is_initial or word.kind & Kind.NOT or len(word.text) < 2:
        return False
    is_product = bool(_ARTICLE.search(text[max(0, word.start - _NEAR) : word.start]))
    return points >= (_STRONG if is_product else _wanted_points(word))


def _wanted_points(word: _Word) -> int:
    """How many points a word needs to be a name by itself; more than there are if it can't be one."""
    kind, plain = word.kind, fold(word.text)
    if word.is_shouted or (not kind and not word.is_plain):
        return _STRONG if kind.is_sure and kind & Kind.GIVEN else _NEVER
    if kind.is_sure:
        return 2 * (not kind & ANY_GIVEN) or int(bool(kind & Kind.RARE) or len(plain) < 3)
    if kind & (Kind.EVERYDAY | Kind.PLACE):
        alone = kind & (Kind.GIVEN | Kind.SHORT) and plain not in HARD and not kind & Kind.PLACE
        return (2 if alone else _STRONG) if kind.is_name else _NEVER
    return _MEDIUM
