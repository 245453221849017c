-- theme_driver: one row per score type, kind of feedback and theme: the score explained by all themes at once, so that themes said together don't count twice. Associations, not causes.
-- score_type: nps, csat, ces or stars
-- kind: survey, ticket, message, post, review or community; each stands alone
-- theme_id: the theme
-- n: scored answers with text
-- n_customers: customers who gave them
-- n_with: answers that mention the theme
-- effect: how much higher the score is where the theme is mentioned, the other themes being the same, in points (of NPS from -100 to 100); its sign is the driver's direction
-- effect_low: lower end of its 95 % interval (cluster-robust by customer)
-- effect_high: upper end
-- weight: the theme's share of the explained variance r2 (Johnson's relative weights), 0 to 1; it has no sign
-- weight_low: lower end of its 95 % interval (bootstrap over customers)
-- weight_high: upper end
-- r2: share of the variance between answers that all themes together explain
-- r2_unseen: the same for customers the regression was not fitted to; not above 0 means that nothing is explained
-- q_value: Benjamini-Hochberg false discovery rate over all themes tested with this score and kind
-- verdict: raises, lowers or cannot tell
-- reason_en: why, in English
-- reason_ja: why, in Japanese
SELECT
    score_type, kind, theme_id, n, n_customers, n_with, effect, effect_low, effect_high, weight, weight_low, weight_high,
    r2, r2_unseen, q_value, verdict, reason_en, reason_ja
FROM theme_driver
ORDER BY score_type, kind, weight DESC NULLS LAST, theme_id
