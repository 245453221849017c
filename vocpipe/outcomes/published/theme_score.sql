-- theme_score: one row per score type (CSAT, CES, stars), kind of feedback and theme: how the scores of those who mention it differ from the others'. Associations, not causes. NPS stands in theme_nps.
-- score_type: csat (1-5), ces (1-7) or stars (1-5)
-- kind: survey, ticket, message, post, review or community; each stands alone
-- theme_id: the theme
-- n_with: scored answers with text that mention it
-- n_without: scored answers with text that don't
-- mean_with: mean score of those who mention it; null below the least number of answers
-- mean_with_low: lower end of its 95 % interval (adjusted-Wald)
-- mean_with_high: upper end
-- mean_without: mean score of those who don't mention it
-- share: share of the scored answers with text that mention it, 0 to 1
-- gap: mean_with minus mean_without, in the score's points
-- gap_low: lower end of the gap's 95 % interval (bootstrap over customers)
-- gap_high: upper end
-- impact: share times gap = mean of all minus mean of all without those who mention it
-- low: lower end of the impact's 95 % interval (bootstrap over customers)
-- high: upper end
-- q_value: Benjamini-Hochberg false discovery rate over all themes tested with this score and kind
-- verdict: raises, lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    score_type, kind, theme_id, n_with, n_without, mean_with, mean_with_low, mean_with_high, mean_without, share, gap,
    gap_low, gap_high, impact, low, high, q_value, verdict, reason_en, reason_ja
FROM theme_score
ORDER BY score_type, kind, impact NULLS LAST, theme_id
