"""Adoption: the share of new customers who use the product now and then once their first weeks are over."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_STARTS = """
WITH started AS (
    SELECT customer_id, started_on + CAST($onboarding_days AS INTEGER) AS day
    FROM customer_spell
    WHERE spell = 1 AND started_on >= CAST($first_day AS DATE)
),
used AS (
    SELECT DISTINCT customer_id, CAST(occurred_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE) AS day
    FROM behaviour_event
    WHERE customer_id IS NOT NULL
)
SELECT
    CAST(NULL AS VARCHAR) AS part, started.customer_id AS customer, started.customer_id, started.day,
    CAST(count(used.day) >= $occasional AS DOUBLE) AS value
FROM started
LEFT JOIN used
    ON used.customer_id = started.customer_id AND used.day >= started.day
    AND used.day < started.day + CAST($usage_days AS INTEGER)
WHERE started.day >= CAST($first_done AS DATE) AND started.day + CAST($usage_days AS INTEGER) <= CAST($as_of AS DATE)
GROUP BY ALL
"""
KPI = Kpi(
    "adoption_rate",
    Model.RATE,
    _STARTS,
    counted="new_customer",
    unit="percent",
    themes=AfterMention(within=False),
    needs="[[behaviour]]",
    lag="usage_days",
)
