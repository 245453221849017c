-- One row per theme and outcome ($outcome: nps, churn), those with a clear verdict first, then by the size of the link.
-- theme_id, name_en, name_ja, outcome, verdict, value (nps: points of gap, adjusted; churn: hazard ratio), low, high (its 95 %
-- interval), q_value, n (answers with the theme; customers who mentioned it), reason_en, reason_ja
WITH found AS (
    SELECT
        theme_id, 'nps' AS outcome, verdict, coalesce(gap_adjusted, gap) AS value, coalesce(gap_adjusted_low, gap_low) AS low,
        coalesce(gap_adjusted_high, gap_high) AS high, q_value, n_with AS n, reason_en, reason_ja, abs(impact) AS size
    FROM theme_nps
    UNION ALL
    SELECT
        theme_id, 'churn', verdict, hazard_ratio, low, high, q_value, n_exposed, reason_en, reason_ja, abs(ln(hazard_ratio))
    FROM theme_churn
    WHERE hazard_ratio IS NULL OR hazard_ratio > 0
)
SELECT
    theme.theme_id, theme.name_en, theme.name_ja, found.outcome, found.verdict,
    CASE WHEN found.n >= least_people() THEN found.value END AS value,
    CASE WHEN found.n >= least_people() THEN found.low END AS low,
    CASE WHEN found.n >= least_people() THEN found.high END AS high,
    CASE WHEN found.n >= least_people() THEN found.q_value END AS q_value,
    CASE WHEN found.n >= least_people() THEN found.n END AS n,
    found.reason_en, found.reason_ja
FROM found
JOIN told_theme USING (theme_id)
JOIN theme USING (theme_id)
WHERE found.outcome = $outcome
ORDER BY found.verdict = 'cannot tell', found.size DESC NULLS LAST, theme.theme_id
LIMIT $most
