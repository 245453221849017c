"""WebVTT and SubRip captions as turns: `<v Speaker>`, or a name before a colon, or nobody named.

Captions that roll repeat what the one before said; one turn may run over several cues.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from vocpipe.collect.parsing.turns import Turn, begins_with_name, cut, lines_of, named

SUFFIXES = frozenset({".vtt", ".srt"})
_TIMING = re.compile(r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|</>")
_NOT_CUES = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP")
_MIN_BEGUN = 0.6  # share of the cues that begin with a name: then each is one
_ENDS = re.compile(r"[.!?。！？…]['\"”’」』)）]*$")


def has_timing(text: str) -> bool:
    """Whether a line of `text` is the timing of a caption."""
    return any(_TIMING.fullmatch(line) for line in lines_of(text))


def cut_captions(text: str) -> list[Turn]:
    """The turns of a file of captions; notes, styles and the header are lines that nobody said."""
    turns: list[Turn] = []
    for turn in _with_names(list(_cues(text))):
        last = turns[-1] if turns else None
        if last and not turn.is_system and not last.is_system and last.speaker == turn.speaker:
            _join(turns, last, turn)
        else:
            turns.append(turn)
    return turns


def _cues(text: str) -> Iterator[Turn]:
    """The content of every cue, cut at its voices."""
    for start, block in _blocks(text):
        timing = next((at for at, line in enumerate(block) if _TIMING.fullmatch(line)), None)
        if timing is None:
            yield Turn(start, None, "\n".join(block), is_system=True)
            continue
        match = _TIMING.fullmatch(block[timing])
        yield from _voices("\n".join(block[timing + 1 :]), start + timing + 1, match[1] if match else None)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, lines) of every block; a timing begins one even without an empty line before it."""
    block: list[str] = []
    start = 1
    for number, line in enumerate(lines_of(text), start=1):
        if block and (not line.strip() or (_TIMING.fullmatch(line) and any(map(_TIMING.fullmatch, block)))):
            index = [block.pop()] if line.strip() and block[-1].strip().isdigit() else []
            if block:
                yield start, block
            block, start = index, number - len(index)
        if line.strip():
            start = start if block else number
            block.append(line)
    if block:
        yield start, block


def _voices(payload: str, line: int, time: str | None) -> Iterator[Turn]:
    """What each voice of a cue says."""
    before, *rest = _VOICE.split(payload)
    if _plain(before):
        yield Turn(line, None, _plain(before), time)
    for name, said in zip(rest[::2], rest[1::2], strict=True):
        yield Turn(line, " ".join(html.unescape(name).split()) or None, _plain(said), time)


def _plain(payload: str) -> str:
    return html.unescape(_TAG.sub("", payload)).strip()


def _with_names(cues: list[Turn]) -> list[Turn]:
    """The cues, or, if no cue has a voice but names stand before colons, the turns that those names begin."""
    said = [cue for cue in cues if not cue.is_system]
    if any(cue.speaker for cue in said):
        return cues
    owners = [(cue, line) for cue in said for line in lines_of(cue.text)]
    begun = sum(begins_with_name(cue.text.split("\n", maxsplit=1)[0]) for cue in said)
    trusting = begun >= _MIN_BEGUN * len(said)
    turns = cut("\n".join(line for _, line in owners), trusting=trusting)
    if not named(turns):
        return cues
    for turn in turns:
        owner = owners[turn.line - 1][0]
        turn.line, turn.time = owner.line, owner.time
    return sorted([*turns, *(cue for cue in cues if cue.is_system)], key=lambda turn: turn.line)


def _join(turns: list[Turn], last: Turn, turn: Turn) -> None:
    """Add a cue to the turn before it, without what that one has said already."""
    new = _without_repetition(last.text, turn.text)
    if not new:
        return
    if turn.speaker is None and _ENDS.search(last.text):  # nobody is named: a turn is a sentence
        turns.append(replace(turn, text=new))
        return
    joint = "" if last.text and not (last.text[-1].isascii() and new[0].isascii()) else " "
    last.text = f"{last.text}{joint}{new}" if last.text else new


def _without_repetition(before: str, text: str) -> str:
    """`text` without its first lines, or its beginning, if they end `before`: captions that roll."""
    lines = text.split("\n")
    for size in range(len(lines), 0, -1):
        repeated = " ".join(lines[:size])
        if len(repeated) > 3 and " ".join(before.split()).endswith(" ".join(repeated.split())):
            return "\n".join(lines[size:]).strip()
    last = before.rsplit("\n", maxsplit=1)[-1]
    return text[len(last) :].strip() if len(last) > 3 and text.startswith(last) else text
