-- segment_rule: one row per rule that customers were put into segments by; of touch_model by quantiles one per month.
-- segment_kind: touch_model, usage or lifecycle
-- segment: the segment the rule is for
-- valid_from: the month the rule is for; null when it holds at any time
-- at_least: the least monthly value, days with use or days since the start; null for no least
-- n: customers of that month whose values the threshold was read from; null when the settings say it
-- rule_en: the rule in words, in English
-- rule_ja: the rule in words, in Japanese
SELECT segment_kind, segment, valid_from, at_least, n, rule_en, rule_ja
FROM segment_rule
ORDER BY segment_kind, valid_from NULLS FIRST, at_least DESC NULLS LAST, segment
