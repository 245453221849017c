-- One row per text that tells what a theme is about, at most $most of a theme and language: those with the lowest hashes.
-- theme_id, text_hash, lang. Sentences that set one thing against another tell of two, and do not count.
SELECT theme_id, text_hash, lang
FROM (
    SELECT DISTINCT belongs.theme_id, sentence.text_hash, sentence.lang
    FROM sentence_theme AS belongs
    JOIN sentence USING (sentence_id)
    WHERE belongs.is_primary AND coalesce(len(sentence.clauses), 0) = 0
)
QUALIFY row_number() OVER (PARTITION BY theme_id, lang ORDER BY text_hash) <= $most
ORDER BY theme_id, lang, text_hash
