-- One row per part of the change of the NPS between the pair of periods $periods that ends with the one from $after_from on,
-- with the theme's names; the largest first, what is not explained last.
SELECT change.*, theme.theme_id, theme.name, theme.name_ja, theme.name_en
FROM nps_change AS change
LEFT JOIN theme ON change.dimension = 'theme' AND theme.theme_id = change.subject
WHERE change.dimension <> 'all' AND change.periods = $periods AND change.after_from = CAST($after_from AS DATE)
ORDER BY change.part = 'not explained', abs(change.value) DESC, change.subject, change.part
