-- One row per piece of feedback that the watch $watch_id finds: what the explorer's search finds by words under the same
-- filters (app/queries/voices.sql), where a text and its reposts are one, found if one of them is. Reads `said` (the rows of
-- said_weeks.sql). $words, $wide, $narrow: as vocpipe.search.words gives them; $sources to $feelings: lists, null for all.
-- theme_id: the watch
-- feedback_id, source, account, week: as in said
WITH matched AS (
    SELECT DISTINCT coalesce(own.feedback_id, duplicate.duplicate_of) AS feedback_id
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    LEFT JOIN said AS own USING (feedback_id)
    LEFT JOIN duplicate USING (feedback_id)
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    LEFT JOIN customer USING (customer_key)
    WHERE raw.deleted_at IS NULL AND raw.created_at IS NOT NULL
        AND feedback_id NOT IN (SELECT feedback_id FROM unquotable)
        AND ($sources IS NULL OR list_contains(CAST($sources AS VARCHAR[]), raw.source))
        AND ($kinds IS NULL OR list_contains(CAST($kinds AS VARCHAR[]), raw.kind))
        AND ($langs IS NULL OR list_contains(CAST($langs AS VARCHAR[]), clean.lang))
        AND ($plans IS NULL OR list_contains(CAST($plans AS VARCHAR[]), customer.plan))
        AND ($labels IS NULL OR feedback_id IN (
            SELECT feedback_id FROM sentence JOIN sentence_sentiment USING (sentence_id)
            WHERE list_contains(CAST($labels AS VARCHAR[]), label)
        ))
        AND ($intents IS NULL OR feedback_id IN (
            SELECT feedback_id FROM sentence JOIN sentence_sentiment USING (sentence_id)
            WHERE list_contains(CAST($intents AS VARCHAR[]), intent)
        ))
        AND (($causes IS NULL AND $feelings IS NULL) OR feedback_id IN (
            SELECT feedback_id FROM sentence JOIN sentence_cause USING (sentence_id)
            GROUP BY feedback_id
            HAVING ($causes IS NULL OR bool_or(list_contains(CAST($causes AS VARCHAR[]), cause)))
                AND ($feelings IS NULL OR bool_or(list_contains(CAST($feelings AS VARCHAR[]), feeling)))
        ))
        AND has_words(folded(clean.text, $wide, $narrow), $words)
)
SELECT $watch_id AS theme_id, said.feedback_id, said.source, said.account, said.week
FROM matched
JOIN said USING (feedback_id)
ORDER BY feedback_id
