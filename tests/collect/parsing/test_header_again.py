"""Files joined end to end whose columns have another order."""

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.header_again import rearranged

NAMES = ["id", "Day", "comment"]


def moved(*rows):
    return [cells for _, cells in rearranged(enumerate(rows), NAMES)]


def test_rows_behind_another_header_come_in_the_order_of_the_first():
    rows = [
        ["1", "May", "slow"],
        ["comment", "ID", "day"],
        ["fast", "2", "June"],
        ["day", "comment", "id"],
        ["July", "", "3"],
    ]
    assert moved(*rows) == [
        ["1", "May", "slow"],
        NAMES_AS_WRITTEN,
        ["2", "June", "fast"],
        ["id", "day", "comment"],
        ["3", "July", ""],
    ]


def test_a_row_that_only_begins_like_a_header_changes_nothing():
    rows = [["id", "May", "comment"], ["comment", "day", "nothing"], ["1", "May", "slow"]]
    assert moved(*rows) == rows


def test_narrow_wide_and_broken_rows_are_kept():
    broken = Broken("x", "why")
    rows = [["comment", "id", "day"], ["slow"], ["fast", "2", "June", "more"], broken]
    assert moved(*rows)[1:] == [[None, None, "slow"], ["2", "June", "fast", "more"], broken]


NAMES_AS_WRITTEN = ["ID", "day", "comment"]
