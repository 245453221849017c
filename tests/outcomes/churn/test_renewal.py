"""renewal: a month's distance from a renewal, known or told by when customers leave."""

import numpy as np
import pyarrow as pa

from tests.builders import add
from tests.outcomes.running import run_step
from vocpipe.outcomes.churn.customer_month import STEP
from vocpipe.outcomes.churn.renewal import renewal_bands


def _rows(to_anniversary, to_renewal=None, term=None):
    size = len(to_anniversary)
    return pa.table(
        {
            "months_to_renewal": pa.array(to_renewal or [None] * size, pa.int32()),
            "term_months": pa.array(term or [None] * size, pa.int32()),
            "months_to_anniversary": pa.array(to_anniversary, pa.int32()),
            "days_at_risk": pa.array([30] * size, pa.int32()),
        }
    )


def test_known_renewals_have_bands_of_their_own_before_and_after():
    to_renewal = [12, 11, 10, 9, 8, 6, 5, 4, 3, 2, 1, 0, None]
    bands = renewal_bands(_rows([0] * 13, to_renewal, [12] * 12 + [None]), np.zeros(13))
    groups = {months: [place for place in range(13) if bands[place] == bands[months]] for months in (0, 4, 11)}
    assert groups == {0: [0, 4, 5], 4: [0, 4, 5], 11: [11]}
    assert len(set(bands.tolist())) == 11


def test_contracts_of_a_month_have_one_band_beside_yearly_ones():
    bands = renewal_bands(_rows([5, 5, 0, 5], [0, 0, 0, 5], [1, 1, 12, 12]), np.zeros(4))
    assert bands[0] == bands[1]
    assert len(set(bands.tolist())) == 3


def test_anniversaries_count_only_where_leaving_clusters_at_them():
    months = np.tile(np.arange(12), 100)
    clustered, even = np.zeros(1200), np.zeros(1200)
    clustered[(months == 0) & (np.arange(1200) < 300)] = 1
    even[::13] = 1
    assert len(set(renewal_bands(_rows(months.tolist()), clustered).tolist())) > 5
    assert len(set(renewal_bands(_rows(months.tolist()), even).tolist())) == 1


def test_renewals_come_from_the_day_the_term_or_both_and_not_from_the_day_of_leaving(company):
    for key, left, row in (
        ("term", None, {"term_months": 24}),
        ("day", None, {"renews_on": "2026-09-20"}),
        ("both", None, {"renews_on": "2025-08-20", "term_months": 6}),
        ("left", "2026-05-10", {"renews_on": "2026-05-10", "term_months": 12}),
        ("none", None, {}),
    ):
        add(company.connection, "customer", customer_key=key, started_at="2024-07-05", churned_at=left, **row)
        add(company.connection, "customer_number", customer_key=key, customer_id=key)
    for month in (1, 6):
        company.voices.say(customer="none", at=f"2026-{month:02d}-05 12:00")
    rows = {(row["customer_id"], row["month"].month): row for row in run_step(company.connection, STEP)}
    april = {key: rows[key, 4]["months_to_renewal"] for key in ("term", "day", "both", "left", "none")}
    assert april == {"term": 3, "day": 5, "both": 4, "left": 3, "none": None}
    assert rows["none", 4]["months_to_anniversary"] == 3
