"""Files of talks: text, captions, Word documents and JSON, each as the talks that it holds."""

import json
from collections.abc import Sequence
from pathlib import Path

from vocpipe.collect.parsing import captions, documents
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.headers import is_known
from vocpipe.collect.parsing.openfile import read_bytes
from vocpipe.collect.parsing.speakers import Speaker, speaker_of
from vocpipe.collect.parsing.talk import Talk
from vocpipe.collect.parsing.talk_heading import Heading, heading_of_name, heading_of_text, merged
from vocpipe.collect.parsing.talk_json import talks_in
from vocpipe.collect.parsing.textfile import head, read_text
from vocpipe.collect.parsing.turns import Turn, cut, is_numbered, lines_of, named, timed_share, word_set
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.wording import say

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".log"})
JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_MIN_TIMED = 0.5  # share of the turns that have a time: no list of answers looks like that
_MIN_HEADS = 0.15  # share of the lines that begin a turn
_MIN_TURNS = 4  # of a talk between people of whom only the file's name says that they talk
_MAX_BYTES = 64 << 20  # of a JSON file that is looked at to recognize it


def talks_of(reading: Reading) -> list[Talk]:
    """The talks in the file, with what its name says about them.

    Raises ReadError if nobody speaks in it, or it can't be read.
    """
    name = heading_of_name(reading.path.stem)
    suffix = reading.path.suffix.lower()
    if suffix in JSON_SUFFIXES:
        talks = _json_talks(read_text(reading).text)
        if not talks:
            raise ReadError(say("collect.talks.no_json_talk"))
        return [_completed(talk, name) for talk in talks]
    if suffix in documents.SUFFIXES:
        reading.encoding = suffix[1:]
        return [_text_talk(documents.document_text(reading.path), name)]
    text = read_text(reading).text
    if suffix in captions.SUFFIXES or captions.has_timing(text):
        return [_with(captions.cut_captions(text), name)]
    return [_text_talk(text, name)]


def holds_talk(path: Path) -> bool:
    """Whether the file at `path` is a talk: its lines show who speaks, and it is no table."""
    suffix = path.suffix.lower()
    try:
        if suffix in JSON_SUFFIXES:
            return path.stat().st_size <= _MAX_BYTES and bool(_json_talks(read_bytes(path).decode("utf-8-sig")))
        if suffix in documents.SUFFIXES:
            return is_talk(documents.document_text(path), path.stem)
        if suffix in captions.SUFFIXES:
            return captions.has_timing(head(path))
        return suffix in TEXT_SUFFIXES and is_talk(head(path), path.stem)
    except (OSError, ReadError, ValueError):
        return False


def is_talk(text: str, stem: str) -> bool:
    """Whether people talk in `text`: turns have times, or the speakers are a customer and somebody of the company."""
    heading = heading_of_text(text)
    turns = [turn for turn in cut(text, after=heading.lines) if turn.speaker]
    lines = [line for line in lines_of(text) if line.strip()]
    names = named(turns)
    if len(turns) < 2 or len(turns) < _MIN_HEADS * len(lines) or is_known(lines[0]):
        return False
    who = {heading.told.get(name) or speaker_of(name) for name in names}
    if Speaker.CUSTOMER in who and who & {Speaker.AGENT, Speaker.BOT}:
        return True
    if timed_share(turns) >= _MIN_TIMED or all(map(is_numbered, names)):
        return True
    return len(names) > 1 and len(turns) >= _MIN_TURNS and _is_named_so(stem)


def _is_named_so(stem: str) -> bool:
    return any(word in fold(stem) for word in word_set("file_words"))


def _text_talk(text: str, name: Heading) -> Talk:
    heading = merged(heading_of_text(text), name)
    turns = cut(text, after=heading.lines)
    if not named(turns):
        raise ReadError(say("collect.talks.no_speakers"))
    return _with(turns, heading)


def _with(turns: Sequence[Turn], heading: Heading) -> Talk:
    return Talk(
        list(turns),
        when=heading.when,
        title=heading.title,
        customer=heading.customer,
        company=heading.company,
        told=heading.told,
    )


def _completed(talk: Talk, name: Heading) -> Talk:
    talk.when = talk.when or name.when
    talk.customer = talk.customer or name.customer
    talk.company = talk.company or name.company
    return talk


def _json_talks(text: str) -> list[Talk]:
    """The talks in a JSON document, or in the documents of its lines."""
    try:
        return talks_in(json.loads(text))
    except RecursionError:
        return []
    except ValueError:
        return _talks_of_lines(lines_of(text))


def _talks_of_lines(lines: Sequence[str]) -> list[Talk]:
    documents_in = []
    for line in filter(str.strip, lines):
        try:
            documents_in.append(json.loads(line))
        except (ValueError, RecursionError):
            return []
    return talks_in(documents_in)
