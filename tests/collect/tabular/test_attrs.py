"""Attrs: one name for what all vendors have, and columns that stay in the raw row."""

import pytest

from tests.collect.vendor_files import only, read
from vocpipe.collect.readers.table import READER
from vocpipe.collect.tabular.attrs import attributes


@pytest.mark.parametrize(
    ("column", "cell", "likes"),
    [
        ("いいね数", "12", 12),
        ("参考になった人数", "1,024", 1024),
        ("Helpful votes", "3.0", 3),
        ("thumbsUpCount", "0", 0),
        ("likes", "many", "many"),
    ],
)
def test_likes_have_one_name_in_any_table_and_are_whole_numbers(column, cell, likes):
    (row,), _ = read(READER, f'id,text,{column},plan\n1,slow,"{cell}",pro\n')
    assert only(row).attrs == {"likes": likes, "plan": "pro"}


def test_the_best_word_of_a_vendor_names_an_attr_and_other_columns_keep_their_own():
    named = attributes(["ups", "Score", "text"], {"likes": ["score", "ups"]}, [], {2})
    assert named.renamed == {"Score": "likes"}


def test_columns_are_set_aside_by_name_or_by_pattern():
    named = attributes(["author", "author.id", "reply.text", "Link"], {}, ["author.*", "*.TEXT", "link"], set())
    assert named.aside == {"author.id", "reply.text", "Link"}
