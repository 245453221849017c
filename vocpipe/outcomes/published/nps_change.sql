-- nps_change: one row per part of the change of the NPS between the last two quarters, or months, with enough answers. The parts of one dimension add up to the change.
-- dimension: all (the change itself), theme, or a kind of segment
-- subject: the theme's id or the segment; null for the change itself and for what is not explained
-- part: change (after minus before); mix (others answer than before); rate (the same answer differently); not explained (answers in no theme or segment of the dimension, or in one of fewer than five customers in a period)
-- before_from: first day of the earlier period; null where there are no two
-- after_from: first day of the later period
-- after_to: first day after it
-- n_before: answers in the group, earlier period
-- n_after: answers in the group, later period
-- value: the part, in NPS points
-- low: lower end of its 95 % interval (bootstrap over customers)
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all parts; of the change itself its p-value
-- verdict: raises, lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    dimension, subject, part, before_from, after_from, after_to, n_before, n_after, value, low, high, q_value, verdict,
    reason_en, reason_ja
FROM nps_change
ORDER BY dimension <> 'all', dimension, part = 'not explained', abs(value) DESC, subject, part
