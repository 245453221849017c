"""The false discovery rates of the demo, computed again from the p-values beside them, by another way."""

from collections import defaultdict

import pytest

pytestmark = pytest.mark.long  # the whole demo is refreshed for it

# All but alert, which shows only the themes of its family that changed enough.
TABLES = ("theme_nps", "theme_score", "theme_driver", "theme_churn", "theme_change", "event_change", "nps_change")


def stepped_up(p_values: list[float]) -> list[float]:
    """Benjamini & Hochberg (1995), by their definition: the smallest rate at which a test would still pass."""
    n, ordered = len(p_values), sorted(p_values)
    rates = [p_value * n / (rank + 1) for rank, p_value in enumerate(ordered)]
    return [min(1.0, *(rates[rank] for rank in range(ordered.index(p_value), n)), 1.0) for p_value in p_values]


@pytest.mark.parametrize("table", TABLES)
def test_a_false_discovery_rate_is_over_its_family(read, table):
    families = defaultdict(list)
    for row in read(table).iter_rows(named=True):
        assert (row["family"] is None) == (row["p_value"] is None) == (row["method"] is None)
        if row["family"] is not None:
            families[row["family"]].append((row["p_value"], row["q_value"]))
    assert families
    for family, tests in families.items():
        p_values, q_values = zip(*tests, strict=True)
        assert stepped_up(list(p_values)) == pytest.approx(q_values), family
        assert all(0 <= p_value <= 1 for p_value in p_values)


def test_families_of_different_tables_have_different_names(read):
    tables = defaultdict(set)
    for table in (*TABLES, "alert", "action_effect"):
        for family in read(table)["family"].drop_nulls().unique():
            tables[family].add(table)
    assert all(len(names) == 1 for names in tables.values())
