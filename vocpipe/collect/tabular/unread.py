"""What is said of the columns of a table that are not read: the company's words, other texts, other scores."""

import json
import re
from collections.abc import Sequence

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.headers import is_named_like_text, score_type_of
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.attrs import attributes
from vocpipe.collect.tabular.replies import Replies
from vocpipe.collect.tabular.shapes import Sample
from vocpipe.collect.tabular.texts import unread_texts
from vocpipe.wording import say

_MEMBER = re.compile(r'"(\w{2,40})":\s*"[^"]')  # the name of a text within an object
_LOOKED = 20  # cells with objects that are looked into
_MIN_LENGTH = 6  # characters on average: the column has words, not numbers of replies


def _hold_words(cells: Sequence[str]) -> bool:
    """Whether objects within the cells have members that are named like text: a ticket's messages."""
    return any(is_named_like_text(name) for cell in cells[:_LOOKED] for name in set(_MEMBER.findall(cell)))


def note_unread(
    sample: Sample, columns: Columns, replies: Replies, reading: Reading, aside: Sequence[str] = ()
) -> None:
    """Name in `reading` the columns with words or scores that hold no field, with the line that would read them.

    `aside`: names of columns of which the vendor's profile says that they are none; * stands for anything.
    """
    header, told = sample.header, columns.taken
    for at in sorted(replies.columns - told):
        shape = sample.shape(at)
        if shape.length >= _MIN_LENGTH and max(shape.numbers, shape.times) < 0.5:
            reading.unread.append(say("roles.unread.reply", column=header[at]))
    told |= replies.columns | ({replies.asked} if replies.asked is not None else set())
    known = attributes(header, {}, aside, told).aside
    told |= {at for at, name in enumerate(header) if name in known}
    texts = [header[at] for at in columns.of.get("text", [])]
    for at in unread_texts(sample, told):
        line = json.dumps([*texts, header[at]], ensure_ascii=False)
        reading.unread.append(say("roles.unread.text", column=header[at], columns=line))
    for at in (at for at in range(len(header)) if at not in told and sample.shape(at).records > 0.5):
        if is_named_like_text(header[at]) or _hold_words(sample.texts(at)):
            reading.unread.append(say("roles.unread.records", column=header[at]))
    if "score" in columns.of:
        for at in (at for at in range(len(header)) if at not in told and score_type_of(header[at])):
            if sample.shape(at).numbers >= 0.5:
                kind = score_type_of(header[at])
                reading.unread.append(say("roles.unread.score", column=header[at], score_type=kind))
    if replies.doubtful is not None and replies.doubtful in columns.of.get("text", []):
        reading.warnings.append(say("roles.warning.company_words", column=header[replies.doubtful]))
