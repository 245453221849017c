-- One row per pair of texts that may be nearly the same.
-- feedback_id, text: the later one; earlier_id, earlier_text: the one said before it.
-- Of equal texts only the first takes part. In a bucket (the texts that share a band's hash) each is compared with the first
-- three and with the two before it: enough to find its like, and linear when thousands are alike. Messages of one thread
-- quote each other, which makes them no duplicates.
WITH first_of_equals AS (
    SELECT
        clean.feedback_id,
        clean.text,
        raw.source,
        raw.thread_id,
        row_number() OVER (ORDER BY raw.created_at NULLS LAST, clean.feedback_id) AS rank
    FROM feedback_clean AS clean
    JOIN feedback_raw AS raw USING (feedback_id)
    WHERE clean.text_hash IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY clean.text_hash ORDER BY raw.created_at NULLS LAST, clean.feedback_id) = 1
),
bucket AS (
    SELECT
        band.band,
        band.hash,
        text.feedback_id,
        text.rank,
        row_number() OVER (PARTITION BY band.band, band.hash ORDER BY text.rank) AS place
    FROM duplicate_band AS band
    JOIN first_of_equals AS text USING (feedback_id)
    QUALIFY count(*) OVER (PARTITION BY band.band, band.hash) > 1
),
pair AS (
    SELECT DISTINCT later.feedback_id, earlier.feedback_id AS earlier_id
    FROM bucket AS later
    JOIN bucket AS earlier
        ON earlier.band = later.band
        AND earlier.hash = later.hash
        AND earlier.place < later.place
        AND (earlier.place <= 3 OR earlier.place >= later.place - 2)
)
SELECT pair.feedback_id, later.text, pair.earlier_id, earlier.text AS earlier_text
FROM pair
JOIN first_of_equals AS later ON later.feedback_id = pair.feedback_id
JOIN first_of_equals AS earlier ON earlier.feedback_id = pair.earlier_id
WHERE (later.source, later.thread_id) IS DISTINCT FROM (earlier.source, earlier.thread_id) OR later.thread_id IS NULL
ORDER BY pair.feedback_id, pair.earlier_id
