"""KPIs that are mean scores. Each kind of feedback stands alone, but for the NPS, as in theme_score and theme_nps."""

from vocpipe.outcomes.kpis.kpi import Borrowed, Kpi, Model

_ANSWERS = """
SELECT
    {part} AS part,
    coalesce(
        'customer ' || who.customer_key,
        'response ' || coalesce(raw.source || chr(31) || raw.thread_id, raw.feedback_id)
    ) AS customer,
    who.customer_id,
    CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day,
    raw.score AS value
FROM feedback_raw AS raw
LEFT JOIN feedback_customer AS who USING (feedback_id)
WHERE raw.score_type = '{score_type}' AND raw.score IS NOT NULL AND raw.deleted_at IS NULL
    AND raw.created_at IS NOT NULL
"""
_THEMES = """
SELECT
    kind AS part, theme_id, 'difference' AS measure, n_with, n_without, mean_with AS value_with,
    mean_without AS value_without, gap_adjusted AS gap, gap_adjusted_low AS low, gap_adjusted_high AS high,
    p_value, q_value, family, method, method_version, verdict, reason_en, reason_ja
FROM theme_score
WHERE score_type = '{score_type}'
"""
_NEEDS = "[[source]] score"


def score_kpi(score_type: str) -> Kpi:
    """The KPI of a score type but the NPS: a mean for each kind of feedback."""
    query, themes = (each.format(score_type=score_type, part="raw.kind") for each in (_ANSWERS, _THEMES))
    return _kpi(score_type, query, themes, digits=2)


def nps_kpi(themes: str) -> Kpi:
    """The NPS, over all kinds of feedback."""
    query = _ANSWERS.format(score_type="nps", part="CAST(NULL AS VARCHAR)")
    return _kpi("nps", query, themes, digits=0)


def _kpi(name: str, query: str, themes: str, *, digits: int) -> Kpi:
    return Kpi(
        name,
        Model.SCORE,
        query,
        counted="answer",
        unit="points",
        themes=Borrowed(themes),
        digits=digits,
        needs=_NEEDS,
    )
