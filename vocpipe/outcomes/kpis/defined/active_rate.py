"""Active rate: the share of the customers under contract at the start of a month who use the product in it."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id,
    month AS day, CAST(n_use_days > 0 AS DOUBLE) AS value
FROM contract_month
WHERE n_use_days IS NOT NULL
"""
KPI = Kpi(
    "active_rate",
    Model.RATE,
    _MONTHS,
    counted="customer_month",
    unit="percent",
    themes=AfterMention(within=True),
    needs="[[behaviour]]",
)
