-- Grain: one row per customer on a list. Reads published tables.
-- Parameters: list, theme_id (of the testers: the theme; null: any).
-- customer_id
-- place: the order in the audience
-- risk: null
-- themes: the name of the theme, if there is one
-- reason_en, reason_ja: why they are on the list
-- quote: a sentence of theirs, masked
SELECT
    listed.customer_id, listed.rank AS place, NULL::DOUBLE AS risk, theme.name AS themes,
    listed.reason_en, listed.reason_ja, sentence.text AS quote
FROM customer_list AS listed
LEFT JOIN theme USING (theme_id)
LEFT JOIN sentence USING (sentence_id)
WHERE listed.list = $list AND ($theme_id IS NULL OR listed.theme_id = $theme_id)
ORDER BY place
