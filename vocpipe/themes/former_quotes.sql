-- What the names in a snapshot were cut from, one row per theme and language: theme_id, lang, name, quote (null: it is made of
-- words of the theme).
SELECT theme_id, 'ja' AS lang, name_ja AS name, quote_ja AS quote FROM theme WHERE quote_ja IS NOT NULL OR is_words_ja
UNION ALL
SELECT theme_id, 'en', name_en, quote_en FROM theme WHERE quote_en IS NOT NULL OR is_words_en
ORDER BY theme_id, lang
