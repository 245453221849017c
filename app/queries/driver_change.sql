-- One row per part of the change of the NPS, with the theme's names; the largest first, what is not explained last.
SELECT change.*, theme.theme_id, theme.name, theme.name_ja, theme.name_en
FROM nps_change AS change
LEFT JOIN theme ON change.dimension = 'theme' AND theme.theme_id = change.subject
ORDER BY change.dimension <> 'all', change.part = 'not explained', abs(change.value) DESC, change.subject, change.part
