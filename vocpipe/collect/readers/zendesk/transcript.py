"""A chat in one comment, cut into turns: the visitor's are a customer's words, agents', bots' and Zendesk's are not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vocpipe.collect.parsing.jsonfile import dig
from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.talk import in_lines
from vocpipe.collect.parsing.turns import Turn, cut, named, timed_share
from vocpipe.collect.parsing.who_is_who import Cast, who_is_who, why_left_out
from vocpipe.collect.readers.zendesk.case import STAFF, Case
from vocpipe.collect.readers.zendesk.notes import is_chat, named_in

_MIN_TURNS = 3  # with times, in a comment that does not come from a chat
_MIN_TIMED = 0.8


def transcript_of(case: Case, comment: Mapping[str, Any], text: str) -> list[Turn] | None:
    """The turns of a comment that holds a chat; None if it does not."""
    turns = cut(in_lines(text))
    said = [turn for turn in turns if turn.speaker]
    if is_chat(comment) or is_chat(case.ticket):
        by_system = bool(turns) and turns[0].is_system
        return turns if by_system or (said and timed_share(turns) >= _MIN_TIMED and turns[0].speaker) else None
    timed = len(said) >= _MIN_TURNS and len(named(turns)) > 1 and timed_share(turns) >= _MIN_TIMED
    return turns if timed and (turns[0].is_system or turns[0].speaker) else None


def customers_turns(case: Case, turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns of the customer; the others are noted in `case` as left out."""
    cast = _cast(case, turns)
    for turn in turns:
        speaker = Speaker.SYSTEM if turn.is_system or turn.speaker is None else cast.speaker(turn.speaker)
        if speaker is Speaker.UNKNOWN and Speaker.CUSTOMER in cast.speakers.values():
            speaker = Speaker.AGENT  # a chat has one visitor
        if speaker is Speaker.CUSTOMER and turn.text:
            yield turn
        elif speaker is not Speaker.CUSTOMER:
            case.leave_out(why_left_out(speaker), turn.text, turn.speaker)


def _cast(case: Case, turns: Sequence[Turn]) -> Cast:
    texts = [turn.text for turn in turns if turn.speaker is None]
    told = dict.fromkeys(named_in(texts, "served_by"), Speaker.AGENT)
    told |= dict.fromkeys(_requesters(case, texts), Speaker.CUSTOMER)
    for person in case.people.values():
        name, role = person.get("name"), person.get("role")
        if isinstance(name, str) and isinstance(role, str):
            told[name] = Speaker.AGENT if role in STAFF else Speaker.CUSTOMER
    return who_is_who([turn.speaker for turn in turns if turn.speaker], stated=case.stated, told=told, own=case.own)


def _requesters(case: Case, texts: Sequence[str]) -> Iterator[str]:
    """The names under which the requester may speak."""
    subject = case.ticket.get("subject")
    yield from named_in([subject if isinstance(subject, str) else None, *texts], "subject")
    known = (dig(case.ticket, "requester", "name"), dig(case.ticket, "via", "source", "from", "name"))
    yield from (name for name in known if isinstance(name, str) and name.strip())
