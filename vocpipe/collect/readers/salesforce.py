"""Salesforce cases: reports under their labels, Data Loader's files under the API's names.

Traps: a report has footers; a number like 00001027 is no number; a report exported in Shift_JIS has ? for every
character that is not in it, which can't be repaired.
"""

import re
from collections.abc import Iterator

from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.profile import Profile, vendor_reader
from vocpipe.collect.tabular.table import read_table
from vocpipe.records import Accepted, Outcome
from vocpipe.wording import say

# A question mark in front of kanji, or a pair of them in kana: no one writes so.
_LOST = re.compile(r"(?:^|[\u4e00-\u9fff])\?[\u4e00-\u9fff]|[\u3040-\u30ff]\?\?[\u3040-\u30ff\u4e00-\u9fff]")
_SHOWN = 20  # characters of the example


def read(reading: Reading, profile: Profile) -> Iterator[Outcome]:
    """One outcome per row, with a warning if the export has lost characters."""
    lost = 0
    example = ""
    for outcome in read_table(reading, profile):
        if reading.encoding == "cp932" and isinstance(outcome, Accepted):
            text = next((text for text in outcome.raw.values() if _LOST.search(text)), "")
            lost += bool(text)
            example = example or text[:_SHOWN]
        yield outcome
    if lost:
        reading.warnings.append(say("vendors.support.question_marks", n=lost, example=example))


READER = vendor_reader("salesforce", read)
