-- One row per birth, merger, split or retirement of a main theme in the newest run that had any, the largest first.
WITH told AS (
    SELECT lineage.*
    FROM theme_lineage AS lineage
    LEFT JOIN theme ON theme.theme_id = coalesce(lineage.to_theme, lineage.from_theme)
    WHERE lineage.event <> 'continued' AND theme.parent_id IS NULL
)
SELECT
    told.run_id, run.finished_at, told.event, told.overlap,
    told.from_theme, one.name AS from_name, one.name_ja AS from_name_ja, one.name_en AS from_name_en,
    told.to_theme, other.name AS to_name, other.name_ja AS to_name_ja, other.name_en AS to_name_en
FROM told
LEFT JOIN run USING (run_id)
LEFT JOIN theme AS one ON one.theme_id = told.from_theme
LEFT JOIN theme AS other ON other.theme_id = told.to_theme
WHERE told.run_id = (SELECT max(run_id) FROM told)
ORDER BY told.event, coalesce(other.n_sentences, one.n_sentences) DESC, told.to_theme, told.from_theme
