-- One row per action on the theme $theme and measure of its effect; the measure is null if nothing was measured.
SELECT
    action.action_id, action.title, action.owner, action.done_on, action.release, action.status,
    effect.measure, effect.n_before, effect.n_after, effect.effect, effect.low, effect.high, effect.verdict, effect.reason_en,
    effect.reason_ja
FROM action
LEFT JOIN action_effect AS effect USING (action_id)
WHERE action.theme_id = $theme AND action.status <> 'undone'
ORDER BY action.done_on DESC, action.action_id, effect.measure
