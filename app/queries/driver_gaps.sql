-- One row per theme: how the score $score_type (of feedback of the kind $kind; of NPS always null) of those who mention it
-- differs from the others', among answers alike by design. Clear findings come first, then the largest impact. Over all
-- data.
WITH compared AS (
    SELECT
        theme_id, n_with, n_without, nps_with AS score_with, nps_without AS score_without, share,
        gap_adjusted AS gap, gap_adjusted_low AS gap_low, gap_adjusted_high AS gap_high,
        impact_adjusted AS impact, impact_adjusted_low AS low, impact_adjusted_high AS high,
        q_value, verdict, reason_en, reason_ja
    FROM theme_nps
    WHERE $score_type = 'nps'
    UNION ALL
    SELECT
        theme_id, n_with, n_without, mean_with, mean_without, share, gap_adjusted, gap_adjusted_low, gap_adjusted_high,
        impact_adjusted, impact_adjusted_low, impact_adjusted_high, q_value, verdict, reason_en, reason_ja
    FROM theme_score
    WHERE score_type = $score_type AND kind = $kind
)
SELECT compared.*, theme.name, theme.name_ja, theme.name_en
FROM compared
JOIN theme USING (theme_id)
ORDER BY compared.verdict = 'cannot tell', abs(compared.impact) DESC NULLS LAST, compared.n_with DESC, compared.theme_id
