-- One row per piece of feedback that the watch $watch_id finds: what the explorer's search finds by words under the same
-- filters (app/queries/voices.sql). Reads `said` (the rows of said_weeks.sql). $words, $wide, $narrow: as vocpipe.search.words
-- gives them; $sources to $intents: lists, null for all.
-- theme_id: the watch
-- feedback_id, source, account, week: as in said
SELECT $watch_id AS theme_id, said.feedback_id, said.source, said.account, said.week
FROM said
JOIN feedback_raw AS raw USING (feedback_id)
JOIN feedback_clean AS clean USING (feedback_id)
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN customer USING (customer_key)
WHERE ($sources IS NULL OR list_contains(CAST($sources AS VARCHAR[]), said.source))
    AND ($kinds IS NULL OR list_contains(CAST($kinds AS VARCHAR[]), raw.kind))
    AND ($langs IS NULL OR list_contains(CAST($langs AS VARCHAR[]), clean.lang))
    AND ($plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), customer.plan))
    AND feedback_id NOT IN (SELECT feedback_id FROM unquotable)
    AND ($labels IS NULL OR feedback_id IN (
        SELECT feedback_id FROM sentence JOIN sentence_sentiment USING (sentence_id)
        WHERE list_contains(CAST($labels AS VARCHAR[]), label)
    ))
    AND ($intents IS NULL OR feedback_id IN (
        SELECT feedback_id FROM sentence JOIN sentence_sentiment USING (sentence_id)
        WHERE list_contains(CAST($intents AS VARCHAR[]), intent)
    ))
    AND has_words(folded(clean.text, $wide, $narrow), $words)
ORDER BY feedback_id
