-- One row per theme that is not retired or hidden, with what may make it need a look; over all data.
-- drifted: the least share of its sentences that it kept in the newest discovery; null if nothing is known.
-- is_new: it has not lasted yet. parts: the themes that the newest discovery made of it, or of which it made this one.
WITH newest AS (
    SELECT max(run_id) AS run_id FROM theme_lineage WHERE edit_id IS NULL AND event <> 'born'
),
kept AS (
    SELECT from_theme AS theme_id, min(overlap) AS overlap
    FROM theme_lineage
    JOIN newest USING (run_id)
    WHERE edit_id IS NULL AND event IN ('continued', 'split')
    GROUP BY from_theme
)
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en, theme.name_ja_by, theme.name_en_by, theme.n_feedback,
    theme.cohesion, theme.is_pinned, kept.overlap AS drifted, theme.state = 'emerging' AS is_new
FROM theme
LEFT JOIN kept USING (theme_id)
WHERE theme.state <> 'retired' AND NOT theme.is_hidden AND theme.parent_id IS NULL AND theme.n_feedback > 0
ORDER BY theme.n_feedback DESC, theme.theme_id
