"""Repeat purchase: the share of orders that another one of the same customer follows before they have lapsed."""

from vocpipe.outcomes.kpis.kpi import Kpi, Model
from vocpipe.outcomes.kpis.orders import after_an_order

_ORDERS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id, ordered_on AS day,
    CAST(coalesce(next_on <= ordered_on + lapse_days, false) AS DOUBLE) AS value
FROM customer_order
WHERE lapse_days IS NOT NULL AND ordered_on + CAST($order_days AS INTEGER) < CAST($bought_until AS DATE)
"""
KPI = Kpi(
    "repeat_rate",
    Model.RATE,
    _ORDERS,
    counted="order",
    unit="percent",
    themes=after_an_order(coming_back=True),
    needs="[[purchases]]",
    since="bought_from",
    until="bought_until",
    lag="order_days",
)
