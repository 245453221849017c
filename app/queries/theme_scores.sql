-- One row per score (CSAT, CES, stars) and kind of feedback that the theme $theme was compared by;
-- gap and impact are among answers alike by design.
SELECT * REPLACE (
    gap_adjusted AS gap, gap_adjusted_low AS gap_low, gap_adjusted_high AS gap_high,
    impact_adjusted AS impact, impact_adjusted_low AS low, impact_adjusted_high AS high
)
FROM theme_score WHERE theme_id = $theme ORDER BY score_type, kind
