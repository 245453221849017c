-- Input: the snapshot's tables. pending_place: one row per sentence in a theme, where it is now; pending_theme: one row
-- per theme with `redirect`, the theme that a pending edit made it part of, and `touched`, whether its sentences changed.
CREATE OR REPLACE TEMP TABLE pending_place AS
SELECT
    belongs.sentence_id, sentence.text, belongs.theme_id, part.theme_id AS subtheme_id, belongs.score, belongs.method,
    belongs.sentiment, belongs.sentiment_label
FROM sentence_theme AS belongs
JOIN sentence USING (sentence_id)
LEFT JOIN sentence_theme AS part ON part.sentence_id = belongs.sentence_id AND NOT part.is_primary
WHERE belongs.is_primary;

CREATE OR REPLACE TEMP TABLE pending_theme AS
SELECT theme.*, CAST(NULL AS VARCHAR) AS redirect, false AS touched FROM theme;
