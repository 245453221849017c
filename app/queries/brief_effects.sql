-- One row per action with a clear effect on the mentions of its theme, the newest first.
SELECT action.title, action.theme_id, action.done_on, effect.n_before, effect.n_after, effect.effect, effect.low, effect.high, effect.verdict
FROM action_effect AS effect
JOIN action USING (action_id)
WHERE effect.measure = 'mentions' AND effect.verdict IN ('raises', 'lowers') AND action.status <> 'undone'
ORDER BY action.done_on DESC, action.action_id
