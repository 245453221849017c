-- One row per birth, merger, split or retirement of a main theme in the newest run with such an event, the largest first.
WITH change AS (
    SELECT lineage.*
    FROM theme_lineage AS lineage
    LEFT JOIN theme ON theme.theme_id = coalesce(lineage.to_theme, lineage.from_theme)
    WHERE lineage.event <> 'continued' AND theme.parent_id IS NULL
)
SELECT
    change.run_id, run.finished_at, change.event, change.overlap,
    change.from_theme, source.name AS from_name, source.name_ja AS from_name_ja, source.name_en AS from_name_en,
    change.to_theme, target.name AS to_name, target.name_ja AS to_name_ja, target.name_en AS to_name_en
FROM change
LEFT JOIN run USING (run_id)
LEFT JOIN theme AS source ON source.theme_id = change.from_theme
LEFT JOIN theme AS target ON target.theme_id = change.to_theme
WHERE change.run_id = (SELECT max(run_id) FROM change)
ORDER BY change.event, coalesce(target.n_sentences, source.n_sentences) DESC, change.to_theme, change.from_theme
