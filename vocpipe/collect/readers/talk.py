"""Interviews and calls: transcripts as text, captions, Word documents or JSON; each turn of a customer is a voice.

Traps: names say nothing about who is the customer; a word before a colon may be no name; captions repeat themselves;
only the file's name may say when the talk was.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from vocpipe.collect.parsing.captions import SUFFIXES as CAPTIONS
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.date_order import Order, order_of
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.talk import Talk
from vocpipe.collect.parsing.talk_files import JSON_SUFFIXES, holds_talk, talks_of
from vocpipe.collect.parsing.turns import Turn, day_of, word_set
from vocpipe.collect.parsing.who_is_who import Cast, who_is_who, why_left_out
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

_MARK = re.compile(r"\s*[\[［<＜(（]([^\[\]<>]{1,20})[\]］>＞)）]\s*")
_SPAN = re.compile(r"\s([012]?\d):([0-5]\d)-([012]?\d):([0-5]\d)$")
_UNTIL = re.compile(r"(?<=[\d分時mM])\s*(?:[〜～~–—]|-(?=\s*\d{1,2}[:：時])|から|to\b).*", re.DOTALL)  # a talk's end


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per turn. Raises ReadError if the file can't be read, or nobody speaks in it."""
    for number, talk in enumerate(talks_of(reading), start=1):
        cast = _cast(talk, reading)
        _warn(cast, reading)
        said_at = _said_at(talk, reading)
        when = None if said_at else _when(talk, reading)
        thread = talk.ident or (reading.path.name if number == 1 else f"{reading.path.name}-{number}")
        first = _first_named(talk)
        for place, turn in enumerate(talk.turns):
            voice = Feedback(
                source_id=f"{thread}-{place}",
                thread_id=thread,
                part_no=place,
                created_at=said_at.get(place, when),
                created_at_raw=turn.time or talk.when,
                customer_ref=talk.customer,
                customer_email=talk.email,
                attrs=_attrs(talk),
            )
            yield _outcome(turn, cast, voice, is_heading=place < first)


def kind_of(path: Path) -> str:
    """`call`, `message` or `interview`, by the file's name; captions and JSON are records of calls."""
    stem = fold(path.stem)
    if any(word in stem for word in word_set("chat_words")):
        return "message"
    if any(word in stem for word in word_set("call_words")):
        return "call"
    recorded = path.suffix.lower() in CAPTIONS | JSON_SUFFIXES
    return "call" if recorded and not any(word in stem for word in ("interview", "インタビュー")) else "interview"


def _cast(talk: Talk, reading: Reading) -> Cast:
    names = [turn.speaker for turn in talk.turns[_first_named(talk) :] if not turn.is_system]
    return who_is_who(names, stated=reading.source.speakers, told=talk.told, own=reading.own_names)


def _warn(cast: Cast, reading: Reading) -> None:
    reading.warnings += [warning for warning in cast.warnings() if warning not in reading.warnings]
    unclear = reading.unclear.setdefault("speakers", [])
    unclear += [name for name in cast.unknown() if name not in unclear]


def _attrs(talk: Talk) -> dict[str, str]:
    """What is known of the whole talk; its title is not among the customer's words."""
    return {name: value for name, value in (("title", talk.title), ("company", talk.company)) if value}


def _first_named(talk: Talk) -> int:
    """The place of the first turn with a speaker; what stands above it is a heading. 0 if nobody is named."""
    return next((place for place, turn in enumerate(talk.turns) if turn.speaker), 0)


def _outcome(turn: Turn, cast: Cast, voice: Feedback, *, is_heading: bool) -> Outcome:
    speaker = Speaker.SYSTEM if turn.is_system else cast.speaker(turn.speaker)
    if is_heading and not turn.is_system:
        return LeftOut(turn.line, say("collect.talks.heading"), turn.shown)
    if speaker is not Speaker.CUSTOMER:
        return LeftOut(turn.line, say(why_left_out(speaker)), turn.shown, turn.speaker)
    if not turn.text or _is_attachment(turn.text):
        return Rejected(turn.line, say("collect.talks.no_text"), turn.shown)
    voice.text = turn.text
    return Accepted(turn.line, [voice], raw={"speaker": turn.speaker, "time": turn.time, "text": turn.text})


def _is_attachment(text: str) -> bool:
    """Whether a turn is only the program's mark for a picture or the like."""
    mark = _MARK.fullmatch(text)
    return mark is not None and fold(mark[1]) in word_set("attachments")


def _when(talk: Talk, reading: Reading) -> datetime | None:
    """When the talk was; a warning if nothing says it."""
    if talk.when is None:
        warning = say("collect.talks.no_day")
    else:
        try:
            return parse_time(_without_end(talk.when), reading.timezone)
        except ValueError as error:
            with suppress(ValueError):
                return parse_time(_UNTIL.sub("", talk.when), reading.timezone)
            warning = say("collect.talks.bad_day", when=talk.when, reason=error)
    if warning not in reading.warnings:
        reading.warnings.append(warning)
    return None


def _without_end(when: str) -> str:
    """The start of a span such as 10:00-11:30, whose end would else be read as a zone."""
    span = _SPAN.search(when)
    ends_later = span is not None and int(span[1]) * 60 + int(span[2]) < int(span[3]) * 60 + int(span[4])
    return when[: span.end(2)] if span and ends_later else when


def _said_at(talk: Talk, reading: Reading) -> dict[int, datetime]:
    """Place of a turn -> when it was said, of the turns whose time has a day; all in the one order of their numbers."""
    written = {place: day for place, turn in enumerate(talk.turns) if (day := day_of(turn.time))}
    order = order_of(written.values())
    if order in (Order.OPEN, Order.UNCLEAR):
        reading.warnings.append(say("collect.talks.unclear_days", when=next(iter(written.values()))))
        return {}
    moments = {}
    for place, day in written.items():
        with suppress(ValueError):
            moments[place] = parse_time(day, reading.timezone, order=order)
    return moments


READER = Reader(
    "talk", "interview", read, holds_talk, snapshot=True, order=90, kind_of=kind_of, format=format_of("talk")
)
