"""Observations of customers month by month, from the rows of contract_month.sql."""

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id, month AS day, CAST({value} AS DOUBLE) AS value
FROM contract_month
WHERE {known} IS NOT NULL
"""


def months_of(value: str, known: str) -> str:
    """The query of a KPI that is observed in each month; value: in SQL; known: the column that it needs."""
    return _MONTHS.format(value=value, known=known)
