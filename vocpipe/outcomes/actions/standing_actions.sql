-- One row per action whose effect is measured: not dropped or undone.
-- action_id, theme_id, done_on: as in action
SELECT action_id, theme_id, done_on
FROM action
WHERE status NOT IN ('dropped', 'undone')
ORDER BY done_on, action_id
