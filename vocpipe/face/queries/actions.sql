-- One row per action and measured effect; an action without one has a single row: the name of the theme, and every column of
-- action and of action_effect.
SELECT theme.name AS theme, action.*, action_effect.* EXCLUDE (action_id)
FROM action
LEFT JOIN action_effect USING (action_id)
LEFT JOIN theme USING (theme_id)
ORDER BY action.done_on DESC, action.action_id, action_effect.measure
