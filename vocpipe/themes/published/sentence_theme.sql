-- sentence_theme: one row per sentence and theme it belongs to.
-- sentence_id: the sentence
-- theme_id: the theme or sub-theme
-- is_primary: true for the sentence's theme, false for the sub-theme inside it
-- score: how clearly the sentence belongs to the theme, 0 to 1
-- method: discovered (the theme was found with it), assigned (its neighbors put it there later), emerging (the theme emerged with it), guided (one of the company's own themes took it) or edited (a person's edit put it there)
SELECT sentence_id, theme_id, is_primary, score, method
FROM sentence_theme
ORDER BY theme_id, sentence_id
