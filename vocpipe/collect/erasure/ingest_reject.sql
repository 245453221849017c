-- Empties every row of ingest_reject that is about the person: rejected rows and values of theirs, and messages that were
-- left out of their threads. The rows stay, so that counts hold. Reads forgotten_row, forgotten_thread, forgotten_value and
-- the variable forgotten_reason.
UPDATE ingest_reject SET raw = NULL, reason = getvariable('forgotten_reason')
WHERE (file_id, row) IN (SELECT (file_id, row_no) FROM forgotten_row);
UPDATE ingest_reject SET raw = NULL
WHERE field IS NULL AND list_has_any(
    regexp_split_to_array(lower(raw), '[,;{}\[\]"''\s]+'),
    (SELECT coalesce(list(lower(value)), []) FROM forgotten_value)
);
UPDATE ingest_reject SET raw = NULL
WHERE EXISTS (
    FROM forgotten_thread AS theirs
    JOIN ingest_file AS file USING (source)
    WHERE file.file_id = ingest_reject.file_id
        AND length(theirs.thread_id) >= 3
        AND list_contains(regexp_split_to_array(ingest_reject.raw, '[,;{}\[\]"''\s]+'), theirs.thread_id)
)
