-- One row per kind of event in the run: event, themes, sub_themes (how many it happened to).
SELECT
    lineage.event,
    count(*) FILTER (WHERE theme.parent_id IS NULL) AS themes,
    count(*) FILTER (WHERE theme.parent_id IS NOT NULL) AS sub_themes
FROM theme_lineage AS lineage
JOIN theme ON theme.theme_id = coalesce(lineage.to_theme, lineage.from_theme)
WHERE lineage.run_id = $run_id
GROUP BY lineage.event
ORDER BY lineage.event
