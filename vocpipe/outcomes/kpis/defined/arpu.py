"""ARPU: what customers under contract at the start of a month pay for it, on average."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

KPI = Kpi(
    "arpu",
    Model.COUNT,
    months_of("monthly_value", "monthly_value"),
    counted="customer_month",
    unit="money",
    themes=AfterMention(within=True),
    digits=0,
)
