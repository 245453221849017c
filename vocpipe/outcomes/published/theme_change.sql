-- theme_change: one row per theme: is it mentioned more or less than before, lately?
-- theme_id: the theme
-- since: first day of the recent four weeks
-- n_recent: things said in the recent four weeks that mention it
-- n_before: the same in the twelve weeks before
-- ratio: its share of everything said lately over its share before; null when it can't be had
-- low: lower end of the ratio's 95 % interval
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all themes tested
-- verdict: rising, falling, new or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT theme_id, since, n_recent, n_before, ratio, low, high, q_value, verdict, reason_en, reason_ja
FROM theme_change
ORDER BY q_value NULLS LAST, theme_id
