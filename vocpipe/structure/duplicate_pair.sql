-- Makes duplicate_pair: one row per pair of texts that may be nearly equal.
-- feedback_id: the later one; earlier_id: the earlier one.
-- Of equal texts only the first takes part. In a bucket (the texts that share a band's hash) each text is compared with the
-- first three and with the two before it: enough to find a similar text, and linear when thousands are similar. Messages of
-- one thread quote each other and are not duplicates.
CREATE OR REPLACE TEMP TABLE duplicate_pair AS
WITH first_of_equals AS (
    SELECT
        clean.feedback_id,
        raw.source,
        raw.thread_id,
        row_number() OVER (ORDER BY raw.created_at NULLS LAST, clean.feedback_id) AS rank
    FROM feedback_clean AS clean
    JOIN feedback_raw AS raw USING (feedback_id)
    WHERE clean.text_hash IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY clean.text_hash ORDER BY raw.created_at NULLS LAST, clean.feedback_id) = 1
),
-- Windows, since a join of a bucket with itself makes all its pairs before it drops nearly all of them.
bucket AS (
    SELECT
        text.rank,
        [
            lag(text.rank, 1) OVER bucket,
            lag(text.rank, 2) OVER bucket,
            nth_value(text.rank, 1) OVER bucket,
            nth_value(text.rank, 2) OVER bucket,
            nth_value(text.rank, 3) OVER bucket
        ] AS earlier
    FROM duplicate_band AS band
    JOIN first_of_equals AS text USING (feedback_id)
    WINDOW bucket AS (PARTITION BY band.band, band.hash ORDER BY text.rank)
),
pair AS (
    SELECT DISTINCT rank, earlier_rank
    FROM (SELECT rank, unnest(earlier) AS earlier_rank FROM bucket)
    WHERE earlier_rank < rank
)
SELECT later.feedback_id, earlier.feedback_id AS earlier_id
FROM pair
JOIN first_of_equals AS later ON later.rank = pair.rank
JOIN first_of_equals AS earlier ON earlier.rank = pair.earlier_rank
WHERE (later.source, later.thread_id) IS DISTINCT FROM (earlier.source, earlier.thread_id) OR later.thread_id IS NULL
