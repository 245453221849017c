"""Frequency of use: on how many days of a month customers under contract use the product."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

KPI = Kpi(
    "use_days",
    Model.COUNT,
    months_of("n_use_days", "n_use_days"),
    counted="customer_month",
    unit="days",
    themes=AfterMention(within=True),
    needs="[[behaviour]]",
)
