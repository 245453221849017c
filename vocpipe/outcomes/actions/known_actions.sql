-- One row per action as the last refresh saw it; columns: all of action's.
SELECT action_id, theme_id, title, owner, done_on, release, status, author, created_at, closed_at, closed_by, told_at
FROM action
ORDER BY action_id
