"""LTV of contracts: ARPU over the churn rate, undiscounted, as if months to come were like this one."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import Kpi, Model

KPI = Kpi(
    "ltv",
    Model.RATIO,
    months_of("monthly_value", "monthly_value", "has_left", per="has_left"),
    counted="customer_month",
    unit="money",
    themes=None,
    digits=0,
)
