"""Frequency of use: on how many days of a month customers under contract use the product."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id,
    month AS day, CAST(n_use_days AS DOUBLE) AS value
FROM contract_month
WHERE n_use_days IS NOT NULL
"""
KPI = Kpi(
    "use_days",
    Model.COUNT,
    _MONTHS,
    counted="customer_month",
    unit="days",
    themes=AfterMention(within=True),
    needs="[[behaviour]]",
)
