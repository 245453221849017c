-- action_effect: one row per action that was not dropped or undone, and measure: before and after, against a comparison group. An association in time; other things may have happened on the same day.
-- action_id: the action
-- measure: mentions (how often the theme is mentioned, against all untouched themes) or nps (of customers who had raised the theme, against the others)
-- n_before: mentions of the theme in the twelve weeks before (the last four left out); of nps the customers who had raised it and answered before and after
-- n_after: mentions in up to twelve weeks after; of nps the same customers
-- n_compared_before: mentions of the other themes; of nps the other customers
-- n_compared_after: the same after
-- value_before: mentions per 100 things said; NPS
-- value_after: the same after
-- compared_before: the same of the comparison group
-- compared_after: the same after
-- effect: of mentions how many times the rate before the rate is, over the same of the other themes (1: no effect); of nps the points by which the customers moved more than the others, the more careful of two ways
-- low: lower end of its 95 % interval
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all rows
-- verdict: raises, lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    action_id, measure, n_before, n_after, n_compared_before, n_compared_after, value_before, value_after, compared_before,
    compared_after, effect, low, high, q_value, verdict, reason_en, reason_ja
FROM action_effect
ORDER BY action_id, measure
