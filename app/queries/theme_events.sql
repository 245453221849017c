-- One row per event in the theme's life, the newest first.
SELECT
    lineage.run_id, run.finished_at, lineage.event, lineage.overlap,
    lineage.from_theme, one.name AS from_name, one.name_ja AS from_name_ja, one.name_en AS from_name_en,
    lineage.to_theme, other.name AS to_name, other.name_ja AS to_name_ja, other.name_en AS to_name_en
FROM theme_lineage AS lineage
LEFT JOIN run USING (run_id)
LEFT JOIN theme AS one ON one.theme_id = lineage.from_theme
LEFT JOIN theme AS other ON other.theme_id = lineage.to_theme
WHERE lineage.event <> 'continued' AND (lineage.from_theme = $theme OR lineage.to_theme = $theme)
ORDER BY lineage.run_id DESC, lineage.event
LIMIT 20
