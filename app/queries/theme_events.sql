-- One row per event in the theme's life, the newest first.
SELECT
    lineage.run_id, run.finished_at, lineage.event, lineage.overlap,
    lineage.from_theme, source.name AS from_name, source.name_ja AS from_name_ja, source.name_en AS from_name_en,
    lineage.to_theme, target.name AS to_name, target.name_ja AS to_name_ja, target.name_en AS to_name_en
FROM theme_lineage AS lineage
LEFT JOIN run USING (run_id)
LEFT JOIN theme AS source ON source.theme_id = lineage.from_theme
LEFT JOIN theme AS target ON target.theme_id = lineage.to_theme
WHERE lineage.event <> 'continued' AND (lineage.from_theme = $theme OR lineage.to_theme = $theme)
ORDER BY lineage.run_id DESC, lineage.event
LIMIT 20
