"""Lapse: the share of the customers not lapsed at the start of a month who lapse in it, for want of an order."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import Kpi, Model
from vocpipe.outcomes.kpis.orders import after_an_order

KPI = Kpi(
    "lapse_rate",
    Model.MOMENT,
    months_of("has_lapsed", table="order_month"),
    counted="customer_month",
    unit="percent",
    themes=after_an_order(coming_back=False),
    more_is_better=False,
    needs="[[purchases]]",
    since="bought_from",
    until="bought_until",
)
