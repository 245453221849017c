"""The two KPIs of leaving, which are one: whoever does not leave stays. Themes are tested by theme_churn alone."""

from vocpipe.outcomes.kpis.kpi import Borrowed, Kpi, Model
from vocpipe.verdict import Verdict

_MONTHS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id, month AS day,
    CAST(has_left = {leaving} AS DOUBLE) AS value
FROM contract_month
WHERE has_left IS NOT NULL
"""
_THEMES = """
SELECT
    CAST(NULL AS VARCHAR) AS part, theme_id, 'hazard ratio' AS measure, n_exposed AS n_with,
    n_customers - n_exposed AS n_without, CAST(NULL AS DOUBLE) AS value_with, CAST(NULL AS DOUBLE) AS value_without,
    hazard_ratio AS gap, low, high, p_value, q_value, family, method, method_version,
    {verdict} AS verdict, reason_en, reason_ja
FROM theme_churn
"""
_TURNED = f"""
CASE verdict
    WHEN '{Verdict.RAISES}' THEN '{Verdict.LOWERS}'
    WHEN '{Verdict.LOWERS}' THEN '{Verdict.RAISES}'
    ELSE verdict
END"""


def leaving_kpi(name: str, *, leaving: bool) -> Kpi:
    """The share of the customers under contract at the start of a month who leave in it, or who do not."""
    return Kpi(
        name,
        Model.MOMENT,
        _MONTHS.format(leaving=str(leaving).lower()),
        counted="customer_month",
        unit="percent",
        themes=Borrowed(_THEMES.format(verdict="verdict" if leaving else _TURNED)),
        more_is_better=not leaving,
    )
