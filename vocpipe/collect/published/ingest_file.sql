-- ingest_file: one row per file as it was read; rows read = accepted + rejected + left out.
-- run_id: the run that read it
-- source: name of the source in vocpipe.toml; customers for the customers file
-- reader: name of the reader
-- file: path in the workspace; words that may name somebody are shown by their shape, with a mark that tells files apart
-- sha256: keyed hash of its bytes: equal files have equal ones, and nobody can compute it
-- bytes: its size
-- encoding: the encoding it was read in
-- rows_read: rows in it
-- rows_accepted: rows that were taken in
-- rows_rejected: rows that were rejected, each in ingest_reject
-- rows_left_out: rows that no customer wrote (an agent, a bot, an internal note), each in ingest_reject
-- messages_left_out: messages of that kind inside accepted rows, each in ingest_reject
-- values_refused: values left out of accepted rows, each in ingest_reject
-- voices: pieces of feedback in it
-- voices_dated: those with a date
-- voices_with_customer: those that name a customer by an id or an e-mail address
-- voices_scored: those with a score
-- columns: which column was read as which field: field, column, evidence (settings, format, name or cells) and fits, the
--     share of its filled cells that the field can take, in a sample
-- unread: sheets, columns and members of an archive that were not read, and why
-- feedback_new: pieces of feedback that were not known before
-- feedback_changed: pieces of feedback that had changed
-- feedback_deleted: pieces of feedback that were deleted upstream, and so here
-- feedback_withheld: pieces of feedback last read from it that were emptied: no consent, or older than the retention period
-- warnings: what was odd about the file as a whole; here, too, words of the file that may name somebody are shapes
-- error: why it could not be read at all; null if it was read
-- read_at: when it was read, in UTC
SELECT
    run_id, source, reader, file_shown AS file, keyed_id(sha256) AS sha256, bytes, encoding, rows_read, rows_accepted, rows_rejected, rows_left_out,
    messages_left_out, values_refused, voices, voices_dated, voices_with_customer, voices_scored,
    list_transform(
        columns,
        lambda use: from_json(use, '{"field": "VARCHAR", "column": "VARCHAR", "evidence": "VARCHAR", "fits": "DOUBLE"}')
    ) AS columns,
    unread, feedback_new, feedback_changed, feedback_deleted, coalesce(withheld.n, 0) AS feedback_withheld,
    warnings, error, read_at
FROM ingest_file
LEFT JOIN (
    SELECT file_id, count(*) AS n FROM feedback_raw WHERE withheld IS NOT NULL GROUP BY file_id
) AS withheld USING (file_id)
ORDER BY read_at, file_shown
