"""Posts and comments of Reddit, from its API or from a data set.

Traps: what was removed is still there as "[removed]" or "[deleted]"; `score` counts votes; an author is not a
customer; in the API's answers, comments stand within the comments that they reply to.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.flatten import as_json
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.json_values import Value, read_values
from vocpipe.collect.parsing.jsonfile import dig, json_text
from vocpipe.collect.parsing.objects import table_of
from vocpipe.collect.parsing.textfile import head, read_text
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.profile import profile_of, vendor_reader
from vocpipe.collect.tabular.table import read_table
from vocpipe.records import Outcome
from vocpipe.wording import say

_NAME = "reddit"
_LISTING, _MORE = "Listing", "more"


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per post and comment, however deep it stands. Raises ReadError if there are none."""
    nested = f'"{_LISTING}"' in head(reading.path)
    yield from read_table(reading, profile_of(_NAME), grid=_things(reading) if nested else None)


def _things(reading: Reading) -> Grid:
    """Every post and comment of the listings as one table."""
    decoded = read_text(reading)
    things = list(_every(read_values(json_text(decoded)), reading))
    header, rows = table_of(lambda: enumerate(things, start=1))
    return Grid(header, header, 0, lambda: iter(rows), decoded)


def _every(values: Iterator[Value], reading: Reading) -> Iterator[Any]:
    more = 0
    for value in values:
        if value.problem:
            yield Broken(value.raw, value.problem)
            continue
        for thing in _within(value.value):
            if isinstance(thing, dict) and thing.get("kind") == _MORE:
                count = dig(thing, "data", "count")
                more += count if isinstance(count, int) else 0
            else:
                yield thing
    if more:
        reading.unread.append(say("vendors.reddit.more", n=more))


def _within(value: Any) -> Iterator[Any]:
    """The things in a listing, each before the replies to it; a `Broken` for what is none."""
    if isinstance(value, list):
        for member in value:
            yield from _within(member)
    elif isinstance(value, dict) and value.get("kind") == _LISTING:
        yield from _within(dig(value, "data", "children") or [])
    elif isinstance(value, dict):
        data = value.get("data")
        replies = data.get("replies") if isinstance(data, dict) else None
        yield {**value, "data": {**data, "replies": None}} if isinstance(data, dict) and replies else value
        yield from _within(replies)
    elif value:
        yield Broken(as_json(value), say("collect.table.not_an_object"))


READER = replace(vendor_reader(_NAME, read_table), read=read)
