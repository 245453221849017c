"""ARPU: what customers under contract at the start of a month pay for it, on average."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id,
    month AS day, CAST(monthly_value AS DOUBLE) AS value
FROM contract_month
WHERE monthly_value IS NOT NULL
"""
KPI = Kpi(
    "arpu",
    Model.COUNT,
    _MONTHS,
    counted="customer_month",
    unit="money",
    themes=AfterMention(within=True),
    digits=0,
)
