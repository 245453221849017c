-- Grain: `withheld_now`: one row per piece of feedback that may not be read or counted, or is too old; columns: feedback_id, reason
-- (consent, retention), customer_id (who wrote it; null if nobody knows). Then these rows of feedback_raw are emptied, as
-- if they had been deleted upstream. Temporary.
-- Parameters: needs (whether consent has to be given), now. Reads kept_from (source, since).
-- What has no date counts from the day on which its file was last read.
CREATE OR REPLACE TEMP TABLE withheld_now AS
WITH judged AS (
    SELECT
        raw.feedback_id,
        customer_id_of(who.customer_key) AS customer_id,
        raw.analysis IS FALSE OR ($needs AND raw.analysis IS NULL AND customer.analysis IS DISTINCT FROM true) AS is_refused,
        coalesce(raw.created_at, file.read_at) < kept_from.since AS is_old
    FROM feedback_raw AS raw
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    LEFT JOIN customer ON customer.customer_key = who.customer_key
    LEFT JOIN ingest_file AS file ON file.file_id = raw.file_id
    LEFT JOIN kept_from ON kept_from.source = raw.source
    WHERE raw.deleted_at IS NULL
)
SELECT
    feedback_id,
    CASE WHEN is_refused THEN 'consent' WHEN is_old THEN 'retention' ELSE withheld.reason END AS reason,
    judged.customer_id
FROM judged
LEFT JOIN withheld_customer AS withheld ON withheld.customer_id = judged.customer_id
WHERE coalesce(is_refused, false) OR coalesce(is_old, false) OR withheld.reason IS NOT NULL;
UPDATE feedback_raw
SET text = NULL, title = NULL, raw = NULL, attrs = NULL, customer_ref = NULL, customer_email = NULL, account_ref = NULL,
    url = NULL, content_hash = keyed_id(content_hash), deleted_at = $now, withheld = withheld_now.reason,
    withheld_customer = withheld_now.customer_id
FROM withheld_now
WHERE feedback_raw.feedback_id = withheld_now.feedback_id;
