import re

from vocpipe.outcomes.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.store.workspace import statement


def test_the_explorer_hides_as_many_customers_as_the_outcomes():
    minima = re.findall(r"people >= (\w+)", statement("vocpipe.app", "queries/theme_mix.sql"))
    assert minima
    assert set(minima) == {str(MIN_CUSTOMERS_SHOWN)}


def test_the_reason_names_the_minimum():
    assert too_small_to_show().en == "Fewer than 5 customers: not shown."
    assert too_small_to_show().ja == "5 顧客未満のため表示しません。"
