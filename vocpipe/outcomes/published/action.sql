-- action: one row per thing that people decided to do about a theme, also of undone ones.
-- action_id: the action; vocpipe action close and undo take it
-- theme_id: the theme it is about
-- title: what is done
-- owner: who sees to it
-- done_on: the day from which on customers can feel it
-- release: the release it comes with
-- status: open, done, dropped or undone
-- author: who decided it
-- created_at: when it was decided, in UTC
-- closed_at: when it was said to be done or dropped, in UTC
-- closed_by: who said so
SELECT action_id, theme_id, title, owner, done_on, release, status, author, created_at, closed_at, closed_by
FROM action
ORDER BY done_on, action_id
