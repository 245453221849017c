"""The two KPIs of leaving, which are one: whoever does not leave stays. Themes are tested by theme_churn alone."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import Borrowed, Kpi, Model
from vocpipe.verdict import Verdict

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
        months_of("has_left" if leaving else "NOT has_left", "has_left"),
        counted="customer_month",
        unit="percent",
        themes=Borrowed(_THEMES.format(verdict="verdict" if leaving else _TURNED)),
        more_is_better=not leaving,
    )
