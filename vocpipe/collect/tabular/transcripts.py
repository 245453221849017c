"""Cells that hold a whole conversation, cut into turns: a customer's are voices, an agent's and a bot's are not."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.talk import in_lines
from vocpipe.collect.parsing.talk_json import talks_in
from vocpipe.collect.parsing.turns import Turn, cut, named, timed_share
from vocpipe.collect.parsing.who_is_who import who_is_who, why_left_out
from vocpipe.collect.rows import digest
from vocpipe.collect.tabular.shapes import Sample
from vocpipe.records import Feedback, LeftOut
from vocpipe.wording import say

_LOOKED = 50  # cells of a column
_MIN_CELLS = 0.5  # of them are conversations
_MIN_TIMED = 0.8  # share of the turns that have a time: then names need not be roles
_MIN_TURNS = 3  # of such a conversation
_SHOWN = 5  # names in a warning


def transcript_columns(sample: Sample) -> frozenset[int]:
    """The columns whose cells hold conversations, told by the whole column."""
    return frozenset(at for at in range(len(sample.header)) if _are_transcripts(sample.texts(at)))


def _are_transcripts(cells: Sequence[str]) -> bool:
    step = max(1, len(cells) // _LOOKED)
    some = cells[::step]
    return bool(some) and sum(map(_is_conversation, some)) >= _MIN_CELLS * len(some)


def _is_conversation(cell: str) -> bool:
    """Whether a customer and somebody of the company speak in the cell, or several people with times."""
    turns = _turns(cell)
    names = named(turns)
    if len(names) < 2:
        return False
    who = set(who_is_who(names).speakers.values())
    if Speaker.CUSTOMER in who and who & {Speaker.AGENT, Speaker.BOT}:
        return True
    said = [turn for turn in turns if turn.speaker]
    return len(said) >= _MIN_TURNS and timed_share(turns) >= _MIN_TIMED


def _turns(cell: str) -> list[Turn]:
    """The turns of a cell of several lines, or of a list of messages in JSON; none of another one."""
    if cell.startswith(("[{", "[ {", "{")):
        return _listed(cell)
    lines = in_lines(cell).strip()
    return cut(lines) if "\n" in lines else []


def _listed(cell: str) -> list[Turn]:
    try:
        talks = talks_in(json.loads(cell))
    except (ValueError, RecursionError):
        return []
    return talks[0].turns if len(talks) == 1 else []


@dataclass(slots=True)
class Transcripts:
    """The columns of conversations, and what their turns showed. `stated`: who speaks, from the settings.

    `own`: the company's names.
    """

    columns: Collection[int] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    own: Sequence[str] = ()
    unknown: Counter[str] = field(default_factory=Counter)
    assumed: Counter[str] = field(default_factory=Counter)

    def cut(self, text: str, first: Feedback, row: int) -> tuple[list[Feedback], list[LeftOut]] | None:
        """The customer's turns as parts like `first`, and the other turns; None if nobody is named in the cell."""
        turns = _turns(text)
        if not named(turns):
            return None
        cast = who_is_who([turn.speaker for turn in turns if turn.speaker], stated=self.stated, own=self.own)
        has_customer = Speaker.CUSTOMER in cast.speakers.values()
        heard, left = list[Turn](), list[LeftOut]()
        for turn in turns:
            speaker = Speaker.SYSTEM if turn.speaker is None else cast.speaker(turn.speaker)
            if speaker is Speaker.CUSTOMER:
                heard += [turn] if turn.text else []
                continue
            if speaker is Speaker.UNKNOWN:
                self.unknown[turn.speaker or ""] += 1
                speaker = Speaker.AGENT if has_customer else speaker  # a chat has one customer
            left.append(LeftOut(row, say(why_left_out(speaker)), turn.shown, turn.speaker))
        self.assumed.update(cast.assumed)
        thread = first.thread_id or first.source_id or f"row-{digest(text)}"
        return [_part(first, thread, number, turn.text) for number, turn in enumerate(heard)], left

    def warnings(self) -> list[str]:
        """What the user should know, after the last row."""
        found: list[str] = []
        for key, names in (("unknown_speakers", self.unknown), ("assumed", self.assumed)):
            shown = [name for name, _ in names.most_common(_SHOWN)]
            if shown:
                found.append(say(f"collect.talks.{key}", names=", ".join(shown), name=shown[0]))
        return found


def _part(first: Feedback, thread: str, number: int, text: str) -> Feedback:
    """One turn; the first one carries the title and the score of the row."""
    if number == 0:
        return replace(first, text=text, thread_id=thread)
    ident = first.source_id and f"{first.source_id}-t{number}"
    return replace(
        first, source_id=ident, thread_id=thread, part_no=number, text=text, title=None, score_type=None, score=None
    )
