-- Grain: one row per theme that the NPS is clearly linked with, the three with the largest impact. Reads published tables.
-- theme_id; name_en, name_ja; reason_en, reason_ja: what is known
SELECT
    theme.theme_id,
    coalesce(theme.name_en, theme.name_ja, theme.theme_id) AS name_en,
    coalesce(theme.name_ja, theme.name_en, theme.theme_id) AS name_ja,
    nps.reason_en, nps.reason_ja
FROM theme_nps AS nps
JOIN theme USING (theme_id)
WHERE nps.verdict IN ('raises', 'lowers') AND NOT coalesce(theme.is_hidden, false)
ORDER BY abs(nps.impact) DESC NULLS LAST, theme.theme_id
LIMIT 3
