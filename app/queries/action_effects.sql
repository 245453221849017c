-- One row per action and measure of its effect, over all data.
SELECT action_id, measure, n_before, n_after, effect, low, high, verdict, reason_en, reason_ja
FROM action_effect
ORDER BY action_id, measure
