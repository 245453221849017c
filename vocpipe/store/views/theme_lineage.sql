-- theme_lineage: one row per event in the life of a theme.
-- run_id: the run in which it happened
-- event: born, continued, split, merged or retired
-- from_theme: the theme it happened to; null for a birth
-- to_theme: the theme that came of it; null for a retirement
-- overlap: share of from_theme's sentences that went to to_theme, 0 to 1
SELECT run_id, event, from_theme, to_theme, overlap
FROM theme_lineage
ORDER BY run_id, event, from_theme, to_theme
