"""NPS: the share of promoters minus that of detractors."""

from vocpipe.outcomes.kpis.scores import nps_kpi

_THEMES = """
SELECT
    CAST(NULL AS VARCHAR) AS part, theme_id, 'difference' AS measure, n_with, n_without, nps_with AS value_with,
    nps_without AS value_without, gap_adjusted AS gap, gap_adjusted_low AS low, gap_adjusted_high AS high,
    p_value, q_value, family, method, method_version, verdict, reason_en, reason_ja
FROM theme_nps
"""
KPI = nps_kpi(_THEMES)
