"""Active rate: the share of the customers under contract at the start of a month who use the product in it."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

KPI = Kpi(
    "active_rate",
    Model.RATE,
    months_of("n_use_days > 0", "n_use_days"),
    counted="customer_month",
    unit="percent",
    themes=AfterMention(within=True),
    needs="[[behaviour]]",
)
