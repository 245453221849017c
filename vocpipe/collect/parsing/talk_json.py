"""Transcripts as JSON, as call recorders and speech recognizers export them: lists of who said what.

There are many shapes. A talk is a list of objects most of which have a speaker and a text, or sentences with texts;
what stands around it says when it was, and who belongs to whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.jsonfile import Json, as_id
from vocpipe.collect.parsing.speakers import Speaker, speaker_of
from vocpipe.collect.parsing.talk import Talk
from vocpipe.collect.parsing.turns import Turn, turn_words

_MIN_SHARE = 0.6  # of the objects in a list: they have a speaker and a text
_MAX_DEPTH = 12
_Chain = tuple[Mapping[str, Any], ...]  # the objects around a list, the outermost first


def talks_in(document: Json) -> list[Talk]:
    """Every talk in the document; their turns are numbered through, from 1."""
    people = dict(_people(document, 0))
    numbers = count(1)
    return [_talk(turns, chain, people, numbers) for turns, chain in _lists(document, (), 0)]


def _lists(value: Json, chain: _Chain, depth: int) -> Iterator[tuple[list[Mapping[str, Any]], _Chain]]:
    """The lists of turns, each with the objects around it."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        for member in value.values():
            yield from _lists(member, (*chain, value), depth + 1)
    elif isinstance(value, list):
        objects = [member for member in value if isinstance(member, Mapping)]
        if objects and sum(map(_is_turn, objects)) >= _MIN_SHARE * len(value):
            yield objects, chain
        else:
            for member in value:
                yield from _lists(member, chain, depth + 1)


def _is_turn(member: Mapping[str, Any]) -> bool:
    return as_id(_find(member, "speaker")) is not None and _said(member) is not None


def _talk(turns: Sequence[Mapping[str, Any]], chain: _Chain, people: Mapping[str, Any], numbers: Iterator[int]) -> Talk:
    around = list(reversed(chain))
    names = {ident: name for ident, (name, _, _) in people.items()}
    told = {name: speaker for name, speaker, _ in people.values() if speaker}
    emails = {email for _, speaker, email in people.values() if email and speaker is Speaker.CUSTOMER}
    return Talk(
        [_turn(member, next(numbers), names) for member in turns],
        when=_nearest(around, "when"),
        title=_nearest(around, "title"),
        customer=_nearest(around, "customer"),
        email=emails.pop() if len(emails) == 1 else None,
        ident=_nearest(around, "talk"),
        told=told,
    )


def _turn(member: Mapping[str, Any], number: int, names: Mapping[str, str]) -> Turn:
    speaker = as_id(_find(member, "speaker"))
    start = _find(member, "start")
    time = start if isinstance(start, str) else None if start is None else f"{start}"
    return Turn(number, names.get(speaker or "", speaker), _said(member) or "", time)


def _said(member: Mapping[str, Any]) -> str | None:
    """The words of a turn: its text, or those of its sentences."""
    text = _find(member, "text")
    if isinstance(text, str):
        return text.strip()
    parts = _find(member, "sentences")
    if not isinstance(parts, list):
        return None
    texts = [_find(part, "text") if isinstance(part, Mapping) else part for part in parts]
    return " ".join(text.strip() for text in texts if isinstance(text, str) and text.strip())


def _people(value: Json, depth: int) -> Iterator[tuple[str, tuple[str, Speaker | None, str | None]]]:
    """Id -> (name, who it is, e-mail address) of everybody in a list of people."""
    members = value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else ()
    if isinstance(value, Mapping):
        for key, member in value.items():
            if fold(key) in map(fold, turn_words()["json"]["people"]) and isinstance(member, list):
                yield from (item for person in member if isinstance(person, Mapping) for item in _person(person))
    for member in members if depth <= _MAX_DEPTH else ():
        yield from _people(member, depth + 1)


def _person(person: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, Speaker | None, str | None]]]:
    idents = [as_id(_at(person, key)) for key in turn_words()["json"]["person_id"]]
    known = [ident for ident in idents if ident]
    name = _find(person, "person_name")
    email = next(
        (value for key, value in person.items() if fold(key).startswith("email") and isinstance(value, str)), None
    )
    label = name.strip() if isinstance(name, str) and name.strip() else next(iter(known), None)
    if label:
        for ident in (*known, label):
            yield ident, (label, _who(person), email)


def _who(person: Mapping[str, Any]) -> Speaker | None:
    affiliations = turn_words()["json"]["affiliation"]
    for key in turn_words()["json"]["person_role"]:
        role = _at(person, key)
        if isinstance(role, str) and fold(role):
            stated = affiliations.get(fold(role))
            speaker = Speaker(stated) if stated else speaker_of(role)
            if speaker is not Speaker.UNKNOWN:
                return speaker
    return None


def _nearest(around: Sequence[Mapping[str, Any]], which: str) -> str | None:
    """The value under the first key of a kind, in the nearest object that has one, or in an object right inside it."""
    for each in around:
        inside = [member for member in each.values() if isinstance(member, Mapping)]
        for candidate in (each, *inside):
            value = _find(candidate, which)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value)
    return None


def _find(member: Mapping[str, Any], which: str) -> Json:
    """The value under the first key of a kind that the object has, and that is not null."""
    folded = {fold(key): value for key, value in member.items() if value is not None}
    return next((folded[key] for key in _keys(which) if key in folded), None)


def _at(member: Mapping[str, Any], key: str) -> Json:
    return next((value for name, value in member.items() if fold(name) == fold(key)), None)


@cache
def _keys(which: str) -> tuple[str, ...]:
    return tuple(map(fold, turn_words()["json"][which]))
