"""The two KPIs of changes between plans, from what one customers file after another tells."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id, month AS day,
    CAST(change = '{way}' AS DOUBLE) AS value
FROM contract_month
WHERE change IS NOT NULL
"""


def change_kpi(name: str, way: str) -> Kpi:
    """The share of those under contract for a whole month whose plan costs more (up), or less (down), after it."""
    return Kpi(
        name,
        Model.MOMENT,
        _MONTHS.format(way=way),
        counted="customer_month",
        unit="percent",
        themes=AfterMention(within=True),
        more_is_better=way == "up",
    )
