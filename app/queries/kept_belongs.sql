-- One row per opinion and theme that it belongs to: the number that kept_opinion gives the sentence, and the sentiment of what
-- it says of the theme.
SELECT
    opinion.sentence_no, belongs.theme_id, belongs.is_primary, belongs.score, belongs.sentiment, belongs.sentiment_label
FROM sentence_theme AS belongs
JOIN kept_opinion AS opinion USING (sentence_id)
