-- theme_lineage: one row per event in the life of a theme.
-- run_id: the run in which it happened
-- event: born, continued, split, merged or retired
-- from_theme: the theme it happened to; null for a birth
-- to_theme: the resulting theme; null for a retirement
-- overlap: share of from_theme's sentences that went to to_theme, 0 to 1
-- edit_id: the edit that caused it; null if discovery did
WITH machine AS (
    -- What discovery says of a theme that an edit has ended since, or keeps alive, is not what happened to it.
    SELECT event.*
    FROM theme_lineage AS event
    LEFT JOIN theme ON theme.theme_id = event.from_theme
    WHERE NOT (event.event IN ('retired', 'merged') AND coalesce(theme.state = 'active', false))
        AND NOT (
            event.event = 'continued'
            AND EXISTS (
                FROM edit_lineage AS edit
                WHERE edit.event = 'merged' AND edit.from_theme = event.from_theme AND edit.run_id < event.run_id
            )
        )
)
SELECT run_id, event, from_theme, to_theme, overlap, NULL::VARCHAR AS edit_id FROM machine
UNION ALL
SELECT run_id, event, from_theme, to_theme, overlap, edit_id FROM edit_lineage
ORDER BY run_id, event, from_theme, to_theme
