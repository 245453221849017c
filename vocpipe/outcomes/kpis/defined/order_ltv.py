"""LTV of orders: what is ordered for in a month for each customer who lapses in it, undiscounted."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import Kpi, Model

KPI = Kpi(
    "order_ltv",
    Model.RATIO,
    months_of("amount", "amount", per="has_lapsed", table="order_month"),
    counted="customer_month",
    unit="money",
    themes=None,
    digits=0,
    needs="[[purchases]]",
    since="bought_from",
    until="bought_until",
)
