-- One row per file as it was read, the newest first; the pages that were pulled of a source are one row together.
WITH known AS (
    SELECT *, CASE WHEN file LIKE 'private/raw/%' THEN 'private/raw/' || source ELSE file END AS shown FROM ingest_file
)
SELECT
    source, shown AS file, arg_max(reader, read_at) AS reader, max(read_at) AS read_at,
    arg_max(encoding, read_at) AS encoding, sum(rows_read)::BIGINT AS rows_read,
    sum(rows_accepted)::BIGINT AS rows_accepted, sum(rows_rejected)::BIGINT AS rows_rejected,
    sum(rows_left_out)::BIGINT AS rows_left_out, sum(messages_left_out)::BIGINT AS messages_left_out,
    sum(values_refused)::BIGINT AS values_refused, sum(voices)::BIGINT AS voices,
    sum(voices_dated)::BIGINT AS voices_dated, sum(voices_with_customer)::BIGINT AS voices_with_customer,
    arg_max(columns, read_at) AS columns, list_sort(list_distinct(flatten(list(unread)))) AS unread,
    sum(feedback_new)::BIGINT AS feedback_new, sum(feedback_changed)::BIGINT AS feedback_changed,
    sum(feedback_deleted)::BIGINT AS feedback_deleted, list_sort(list_distinct(flatten(list(warnings)))) AS warnings,
    max(error) AS error
FROM known
GROUP BY source, shown, CASE WHEN shown = file THEN read_at END
ORDER BY read_at DESC, file
