import re
from pathlib import Path

import pytest

from vocpipe.small_cells import too_small_to_show

QUERIES = sorted((Path(__file__).parents[1] / "app" / "queries").glob("*.sql"))
# A number that people, their customers or the cohesion of a theme are held against.
OWN_MINIMUM = re.compile(r"(>=|<|>|BETWEEN 1 AND|greatest\([\w.]+,) ?[345]\b|cohesion\s*[<>]=? ?[0-9]")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_query_of_the_explorer_has_a_minimum_of_its_own(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("--") and OWN_MINIMUM.search(line)] == []


def test_the_reason_names_the_minimum():
    assert too_small_to_show().en == "Fewer than 5 customers: not shown."
    assert too_small_to_show().ja == "5 顧客未満のため表示しません。"
