"""The chats in Marketo's activities: each turn of a visitor is a voice.

Trap: a transcript holds the bot's and the agent's turns too.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from vocpipe.collect.parsing.cells import Cells, joined
from vocpipe.collect.parsing.marketo import Activity, holds, leave_out, read_activities
from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.turns import cut
from vocpipe.collect.parsing.who_is_who import who_is_who, why_left_out
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome
from vocpipe.wording import say


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per activity. Raises ReadError if the file can't be read."""
    return read_activities(reading, partial(_outcome, reading=reading))


def recognizes(path: Path) -> bool:
    """Whether an activity is a chat with words in it."""
    return holds(path, lambda activity: activity.chat is not None)


def _outcome(row: Cells, activity: Activity, reading: Reading) -> Outcome:
    if activity.chat is None:
        return leave_out(row, "matching.row.no_chat", activity)
    turns = cut(activity.chat)
    if not any(turn.speaker for turn in turns):
        return Accepted(row.number, [_voice(activity, 0, activity.chat)], refused=row.refused, raw=dict(row.raw))
    cast = who_is_who(
        [turn.speaker for turn in turns if not turn.is_system], stated=reading.source.speakers, own=reading.own_names
    )
    reading.warnings += [warning for warning in cast.warnings() if warning not in reading.warnings]
    speakers = [Speaker.SYSTEM if turn.is_system else cast.speaker(turn.speaker) for turn in turns]
    heard = list(zip(turns, speakers, strict=True))
    said = [turn for turn, speaker in heard if speaker is Speaker.CUSTOMER and turn.text]
    others = [
        LeftOut(row.number, say(why_left_out(speaker)), turn.shown, turn.speaker)
        for turn, speaker in heard
        if speaker is not Speaker.CUSTOMER
    ]
    if not said:
        return LeftOut(row.number, others[0].reason if others else say("matching.row.empty_chat"), joined(row.written))
    voices = [_voice(activity, place, turn.text) for place, turn in enumerate(said)]
    return Accepted(row.number, voices, refused=row.refused, left_out=others, raw=dict(row.raw))


def _voice(activity: Activity, place: int, text: str) -> Feedback:
    guid = activity.guid
    return Feedback(
        source_id=f"{guid}-chat-{place}" if guid else None,
        text=text,
        created_at=activity.occurred_at,
        customer_ref=activity.lead_id,
        customer_email=activity.email,
        thread_id=guid,
        part_no=place,
        attrs={"channel": "chat"} | ({"dialogue": activity.asset} if activity.asset else {}),
    )


READER = Reader("marketo_chat", "message", read, recognizes, order=6, beside=True, format=format_of("marketo_chat"))
