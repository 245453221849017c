-- theme_nps: one row per theme: how the NPS of those who mention it differs from the others'. Associations, not causes.
-- theme_id: the theme
-- n_with: NPS answers with text that mention it
-- n_without: NPS answers with text that don't
-- nps_with: NPS of those who mention it; null below the least number of answers
-- nps_with_low: lower end of its 95 % adjusted-Wald interval
-- nps_with_high: upper end
-- nps_without: NPS of those who don't mention it
-- share: share of the NPS answers with text that mention it, 0 to 1
-- gap: nps_with minus nps_without, in NPS points
-- gap_low: lower end of the gap's 95 % interval (bootstrap over customers)
-- gap_high: upper end
-- impact: share times gap = NPS of all minus NPS of all without those who mention it, in NPS points
-- low: lower end of the impact's 95 % interval (bootstrap over customers)
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all themes tested
-- verdict: raises, lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    theme_id, n_with, n_without, nps_with, nps_with_low, nps_with_high, nps_without, share, gap, gap_low, gap_high,
    impact, low, high, q_value, verdict, reason_en, reason_ja
FROM theme_nps
ORDER BY impact NULLS LAST, theme_id
