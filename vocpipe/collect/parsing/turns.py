"""A transcript as plain text, cut into turns: who said what, and when.

Names stand before a colon, before 「…」, or on a line of their own with a time. Not every word before a colon is a
name: one without a time must be a role ("Agent"), or come again.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.speakers import Speaker, speaker_of
from vocpipe.store.workspace import statement

_CLOCK = (
    r"(?:午前|午後)?\s?(?:\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?|\d{1,2}時\d{1,2}分(?:\d{1,2}秒)?)"
    r"(?:\s?[AaPp]\.?[Mm]\b\.?)?"
)
_DAY = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?(?:\s?[(（][月火水木金土日A-Za-z]{1,3}[)）])?"
_STAMP = rf"(?:{_DAY}[,T]?\s*)?{_CLOCK}(?:\s*(?:-->|[-–~〜])\s*{_CLOCK})?"
_NAME = r"[^\s:：「」『』\t,、。.!?！？0-9\[［(（【<＜〈《>*#|/\\―—─-][^:：「」『』\t。!?！？\n]{0,39}?"
_HEADS = tuple(
    re.compile(rf"\s*(?:[-•·*>]+\s*|\d{{1,4}}[.)．、]?\s+)?(?:{pattern})\s*", re.DOTALL)
    for pattern in (
        r"(?P<name>[QAＱＡ問答])\s?\d{0,3}\s*[.．:：、)）](?P<text>.*)",
        rf"[\[(（【<]?(?P<time>{_STAMP})[\])）】>]?[\s,、–-]*(?P<name>{_NAME})\s*[:：](?P<text>.*)",
        rf"(?P<time>{_STAMP})\t(?P<name>[^\t]{{1,40}})\t(?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[\[(（【](?P<time>{_STAMP})[\])）】]\s*[:：]?(?P<text>.*)",
        rf"(?P<name>{_NAME})[\s,、|–-]+(?P<time>{_STAMP})(?P<text>)",
        rf"[\[(（【]?(?P<time>{_STAMP})[\])）】]?[\s|–-]+(?P<name>{_NAME})(?P<text>)",
        rf"[\[［【]\s*(?P<name>{_NAME})\s*[\]］】]\s*(?P<time>{_STAMP})(?P<text>)",
        rf"\*\*(?P<name>{_NAME})\s*(?:\*\*\s*[:：]|[:：]\s*\*\*)(?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[:：](?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[「『](?P<text>.*)[」』]",
        rf"[\[［【＜<（(〈《]\s*(?P<name>{_NAME})\s*[\]］】＞>）)〉》]\s*[:：]?(?P<text>.*)",
        r"(?P<name>[―—─]{1,2})\s*(?P<text>[^―—─\s*].*)",
    )
)
_WITHOUT_COLON = (4, 5)  # of these forms
_BRACKETED = 10
_DASHED = 11
DASH = "――"  # who asks in a printed interview
_TIME_ALONE = re.compile(rf"\s*[\[(（【]?({_STAMP})[\])）】]?\s*")
_DAY_ALONE = re.compile(rf"[-—=*\s]*({_DAY})[-—=*\s]*")
_STARS = r"(?:\*{2,}|-{2,}|—+)"
_STARRED = re.compile(rf"(?:[\[(（]?{_STAMP}[\])）]?\s*)?{_STARS}\s*[^\s*—-].*{_STARS}")
_BEFORE = re.compile(rf"[\[(（]?{_STAMP}[\])）]?\s*")
_MAX_SYSTEM = 120  # characters of a line that the system wrote
_MAX_NAME_WORDS = 3
_MIN_HEADS = 0.8  # share of the lines that begin with a name: then each of those is a speaker's
_SHORT_NAME = 25  # characters of a name that stands behind a time, without a colon


@dataclass(slots=True)
class Turn:
    """What one speaker said at a time. `line`: where it begins, from 1; `speaker` is None above the first one.

    `time` is as written, perhaps with the day. `is_system`: nobody said it, such as "Taro joined the chat".
    """

    line: int
    speaker: str | None
    text: str
    time: str | None = None
    is_system: bool = False

    @property
    def shown(self) -> str:
        """The turn as one line of a talk: who said what."""
        return ": ".join(filter(None, (self.speaker, self.text)))


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    name: str | None = None
    said: str = ""
    time: str | None = None
    is_timed: bool = False
    has_colon: bool = False


@dataclass(slots=True)
class _Cutter:
    """Puts lines together to turns."""

    names: frozenset[str]
    turns: list[Turn] = field(default_factory=list)
    day: str | None = None
    clock: str | None = None  # from a line of its own
    newest: Turn | None = None  # that is not the system's
    said: list[str] = field(default_factory=list)  # its lines

    def add(self, line: _Line) -> None:
        day, clock = _alone(line.text)
        if not line.text.strip():
            self._continue(line)
        elif is_system_line(line.text) and not (line.name in self.names and line.has_colon):
            self.turns.append(Turn(line.number, None, line.text.strip(), is_system=True))
        elif line.name in self.names:
            self._begin(Turn(line.number, line.name, line.said.strip(), self._time(line.time)))
        elif day or clock:
            self.day, self.clock = (day, None) if day else (self.day, clock)
            self.turns.append(Turn(line.number, None, line.text.strip(), is_system=True))
        else:
            self._continue(line)

    def _time(self, written: str | None) -> str | None:
        clock, self.clock = written or self.clock, None
        return f"{self.day} {clock}" if self.day and clock and not re.match(_DAY, clock) else clock

    def _begin(self, turn: Turn) -> None:
        self.end()
        self.turns.append(turn)
        self.newest, self.said = turn, [turn.text] if turn.text else []

    def _continue(self, line: _Line) -> None:
        """More of the turn before; a line behind one that the system wrote belongs to the speaker before that."""
        if self.newest is None or (self.newest.speaker is None and line.text.strip()):
            if line.text.strip():
                self._begin(Turn(line.number, None, line.text.strip()))
        else:
            text = line.text.rstrip() if self.said else line.text.strip()
            if self.said or text:
                self.said.append(text)

    def end(self) -> None:
        """Give the newest turn its text: a turn of a million lines is joined once."""
        if self.newest is not None:
            self.newest.text = "\n".join(self.said)


def cut(text: str, *, after: int = 0, trusting: bool = False) -> list[Turn]:
    """The turns of a transcript in their order; every line that is not blank is in one of them, or its name or time.

    `after`: as many lines at the top are no turns, but a heading. `trusting`: every word before a colon is a name.
    """
    lines = [
        _looked_at(number, line) if number > after else _Line(number, line)
        for number, line in enumerate(lines_of(text), start=1)
    ]
    names = frozenset(line.name for line in lines if line.name)
    cutter = _Cutter(names if trusting or _are_all_heads(lines) else _speakers(lines))
    for line in lines:
        cutter.add(line)
    cutter.end()
    for turn in cutter.turns:
        turn.text = turn.text.strip()
    return cutter.turns


def lines_of(text: str) -> list[str]:
    """The lines as an editor numbers them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@lru_cache(maxsize=10_000)
def _alone(line: str) -> tuple[str | None, str | None]:
    """The day, or else the time, that stands alone in a line."""
    day, clock = _DAY_ALONE.fullmatch(line), _TIME_ALONE.fullmatch(line)
    return (day[1] if day else None), (clock[1] if clock else None)


@lru_cache(maxsize=10_000)
def is_system_line(line: str) -> bool:
    """Whether the system wrote the line: "*** Taro joined ***", "Chat started: …"."""
    line = line.strip()
    if len(line) > _MAX_SYSTEM:
        return False
    before = _BEFORE.match(line)
    plain = line[before.end() if before else 0 :].strip(" *-—.。").casefold()
    if _STARRED.fullmatch(line) or not plain:
        return bool(plain)
    if any(plain.startswith(start) for start in turn_words()["system_starts"]):
        return True
    return ":" not in plain and "：" not in plain and _ends_as_system(plain)


def timed_share(turns: Sequence[Turn]) -> float:
    """The share of the speakers' turns that have a time."""
    said = [turn for turn in turns if turn.speaker]
    return sum(turn.time is not None for turn in said) / len(said) if said else 0.0


def day_of(time: str | None) -> str | None:
    """The time of a turn as it is written, without the day of the week, if a day stands in it; else None."""
    if time is None or not re.match(_DAY, time):
        return None
    return re.sub(r"\s?[(（][月火水木金土日A-Za-z]{1,3}[)）]", "", time).replace(",", " ")


def begins_with_name(line: str) -> bool:
    """Whether a name may stand before a colon at the beginning of a line."""
    looked = _looked_at(1, line)
    return looked.name is not None and looked.has_colon


def named(turns: Iterable[Turn]) -> list[str]:
    """The speakers, each once, in the order in which they first speak."""
    return list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))


@cache
def turn_words() -> dict[str, Any]:
    """Everything in `turns.toml`."""
    return tomllib.loads(statement("vocpipe.collect.parsing", "turns.toml"))


@cache
def word_set(which: str) -> frozenset[str]:
    """A list of `turns.toml`, folded."""
    return frozenset(map(fold, turn_words()[which]))


def _ends_as_system(plain: str) -> bool:
    words = len(plain.split())
    ends = (end for end in turn_words()["system_ends"] if plain.endswith(end))
    return any(words <= 6 + len(end.split()) and plain != end for end in ends if " " in end or not end.isascii())


def _looked_at(number: int, line: str) -> _Line:
    return _Line(number, line, *_head_of(line))


@lru_cache(maxsize=10_000)  # people repeat themselves: yes, thanks, nothing at all
def _head_of(line: str) -> tuple[str | None, str, str | None, bool, bool] | tuple[()]:
    """What a line says of who speaks: the fields of a `_Line` behind its text; none if it begins no turn."""
    for place, head in enumerate(_HEADS):
        match = head.fullmatch(line)
        if match:
            name = DASH if place == _DASHED else " ".join(match["name"].split()).strip("*_ ")
            time = match.groupdict().get("time")
            colon = place not in _WITHOUT_COLON
            if (
                (fold(name) or name == DASH)
                and not (time is None and fold(name) in word_set("not_speakers"))
                and not _is_url(match)
            ):
                fits = colon or len(name) <= _SHORT_NAME
                if place == _BRACKETED:  # "(laughs)" is no name
                    fits = speaker_of(name) is not Speaker.UNKNOWN
                return name if fits else None, match["text"], time, time is not None, colon
    return ()


def _is_url(match: re.Match[str]) -> bool:
    return match["text"].startswith("//")


def is_numbered(name: str) -> bool:
    """Whether a program gave the name to somebody whom it can only tell apart: "Speaker 1", 「話者1」."""
    return fold(name).rstrip("0123456789") in word_set("numbered")


def _are_all_heads(lines: Sequence[_Line]) -> bool:
    """Whether nearly every line begins with a name and a colon, none with a time, and one of them comes again."""
    written = [line for line in lines if line.text.strip()]
    heads = [line.name for line in written if line.name and line.has_colon]
    timed = any(line.is_timed for line in written)
    return not timed and len(heads) >= _MIN_HEADS * len(written) and 1 < len(set(heads)) < len(heads)


def _speakers(lines: Sequence[_Line]) -> frozenset[str]:
    """The names that are speakers': those of roles, those with a time and a colon, and those that come again."""
    heads = [line for line in lines if line.name]
    timed = {line.name for line in heads if line.is_timed and line.has_colon}
    counts = Counter(line.name for line in heads)
    often = {name for name, count in counts.items() if count > 1}
    roles = {name for name in counts if name and (is_numbered(name) or speaker_of(name) is not Speaker.UNKNOWN)}
    bare = _bare({line.name for line in heads if line.is_timed and not line.has_colon}, often | roles)
    if len(timed | bare) >= 2:  # in a transcript with times, a word before a colon is not a name
        return frozenset(name for name in timed | bare if name)
    return frozenset(name for name in timed | bare | often | roles | set(_questions(counts)) if name)


def _bare(names: set[str | None], known: set[str | None]) -> set[str | None]:
    """The names that stand alone beside a time: all of them if one is `known`, and they are as short as names."""
    if not names & known:
        return set()
    return {name for name in names if name and (name in known or len(name.split()) <= _MAX_NAME_WORDS)}


def _questions(counts: Counter[str | None]) -> Iterator[str]:
    """Q and A, where both are there."""
    for question, answer in (("Q", "A"), ("Ｑ", "Ａ"), ("問", "答")):
        if counts[question] and counts[answer]:
            yield from (question, answer)
