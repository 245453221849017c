"""Response rate: the share of survey invitations that are answered, of those sent long enough ago."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_INVITATIONS = """
SELECT
    CAST(NULL AS VARCHAR) AS part, customer_id AS customer, customer_id,
    sent_on AS day, CAST(answered AS DOUBLE) AS value
FROM asked
WHERE sent_on < CAST($as_of AS DATE) - CAST($answer_days AS INTEGER)
"""
KPI = Kpi(
    "response_rate",
    Model.RATE,
    _INVITATIONS,
    counted="invitation",
    unit="percent",
    themes=AfterMention(within=False),
    needs="[[invitations]]",
    lag="answer_days",
)
