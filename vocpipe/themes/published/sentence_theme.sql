-- sentence_theme: one row per sentence and theme it belongs to.
-- sentence_id: the sentence
-- theme_id: the theme or sub-theme
-- is_primary: true for the sentence's theme, false for the sub-theme inside it
-- score: how clearly the sentence belongs to the theme, 0 to 1
-- method: discovered (the theme was found with it), assigned (its neighbors put it there later), emerging (the theme emerged with it), guided (one of the company's own themes took it) or edited (a person's edit put it there)
-- sentiment: of what the sentence says of the theme, from -1 (negative) to 1 (positive): that of its clause about it where it praises one thing and blames another (see sentence_aspect), else that of the sentence
-- sentiment_label: the same as positive, neutral, negative or unsure
SELECT
    belongs.sentence_id, belongs.theme_id, belongs.is_primary, belongs.score, belongs.method,
    coalesce(part.sentiment, feeling.sentiment) AS sentiment,
    coalesce(part.sentiment_label, feeling.label) AS sentiment_label
FROM sentence_theme AS belongs
LEFT JOIN sentence_sentiment AS feeling USING (sentence_id)
LEFT JOIN sentence_aspect AS part ON part.sentence_id = belongs.sentence_id AND part.is_main
ORDER BY belongs.theme_id, belongs.sentence_id
