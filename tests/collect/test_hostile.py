"""Small files that ask for much take neither the machine's time nor its memory, whatever reads them."""

import pytest

from tests.collect.cost import measure
from tests.collect.hostile import HOSTILE
from tests.collect.samples import Sample
from tests.collect.test_fuzz import MAX_MEGABYTES, MAX_SECONDS, counted, read, source_of
from vocpipe.collect.registry import readers

QUICK = ("row.xlsx", "cells_row.xlsx", "far.ods", "bomb.zip", "columns.csv", "deep.json", "same_keys.json")


def check(tmp_path, name, reader):
    content = HOSTILE[name]()
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = source_of(Sample(readers()[reader], name, b""), path)
    cost = measure(lambda: counted(read(path, source)), seconds=2 * MAX_SECONDS)
    assert cost.result is True
    assert cost.seconds < MAX_SECONDS
    assert cost.megabytes < MAX_MEGABYTES


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_file_costs_little(tmp_path, name):
    check(tmp_path, name, "table")


@pytest.mark.long
@pytest.mark.parametrize("reader", ["table", "zendesk", "talk"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_file_costs_much(tmp_path, name, reader):
    check(tmp_path, name, reader)
