"""Observations of customers month by month, from the rows of contract_month.sql or order_month.sql."""

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id, month AS day,
    CAST({value} AS DOUBLE) AS value{per}
FROM {table}
WHERE {known}
"""


def months_of(value: str, *known: str, per: str | None = None, table: str = "contract_month") -> str:
    """The query of a KPI that is observed in each month; value: in SQL; known: the columns that it needs.

    per: of a ratio, in SQL. table: contract_month, or order_month for customers who order.
    """
    needed = " AND ".join(f"{name} IS NOT NULL" for name in known)
    ratio = f", CAST({per} AS DOUBLE) AS per" if per else ""
    return _MONTHS.format(value=value, known=needed or "true", per=ratio, table=table)
