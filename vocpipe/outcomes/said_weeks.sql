-- One row per piece of feedback with text and a date, duplicates aside: what counts in trends.
-- Parameter: timezone (the weeks').
-- feedback_id, source: as in feedback_raw
-- account: who said it, one value per customer; without a known customer each thread counts as one of its own
-- week: the Monday its week begins with
SELECT
    raw.feedback_id,
    raw.source,
    -- The prefixes keep a customer's key apart from a thread that happens to be spelled alike.
    coalesce('customer ' || who.customer_key, 'voice ' || coalesce(raw.source || chr(31) || raw.thread_id, raw.feedback_id)) AS account,
    CAST(date_trunc('week', raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone) AS DATE) AS week
FROM feedback_raw AS raw
JOIN feedback_clean AS clean USING (feedback_id)
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN duplicate USING (feedback_id)
LEFT JOIN feedback_raw AS original ON original.feedback_id = duplicate.duplicate_of
WHERE raw.deleted_at IS NULL
    AND raw.created_at IS NOT NULL
    AND trim(clean.text) <> ''
    -- Of duplicates only the first counts, unless it was deleted or has no date.
    AND (original.feedback_id IS NULL OR original.deleted_at IS NOT NULL OR original.created_at IS NULL)
ORDER BY raw.feedback_id
