"""What KPIs of orders share: the observations on which it is tested after which themes customers come back, or lapse.

A customer is looked at some weeks after an order, when there was time to say something of it, if no other order came
until then: does one come before they lapse? Whoever ordered again sooner is looked at after that order instead. So a
mention comes before what is observed, and those who came back at once had no less time for one than the others.
"""

from vocpipe.outcomes.kpis.kpi import AfterMention

_WAITING = """
SELECT CAST(NULL AS VARCHAR) AS part, customer_id, ordered_on + wait AS day, CAST({came_back} AS DOUBLE) AS value
FROM (
    SELECT
        *, least(CAST($wait_days AS INTEGER), lapse_days // 2) AS wait,
        coalesce(next_on <= ordered_on + lapse_days, false) AS came_back
    FROM customer_order
    WHERE lapse_days IS NOT NULL AND ordered_on + CAST($order_days AS INTEGER) < CAST($bought_until AS DATE)
)
WHERE coalesce(next_on > ordered_on + wait, true)
"""


def after_an_order(*, coming_back: bool) -> AfterMention:
    """Themes are tested by whether another order comes in time, or whether none does."""
    return AfterMention(within=False, query=_WAITING.format(came_back="came_back" if coming_back else "NOT came_back"))
