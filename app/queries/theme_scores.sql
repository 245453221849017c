-- One row per score (CSAT, CES, stars) and kind of feedback that the theme $theme was compared by.
SELECT * FROM theme_score WHERE theme_id = $theme ORDER BY score_type, kind
