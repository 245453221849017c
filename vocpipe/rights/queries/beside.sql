-- Makes beside: one row per piece of feedback that others wrote in a thread with the person, or that came in one row of a
-- file with what the person wrote. Column: feedback_id. Reads forgotten_thread, forgotten_row.
CREATE OR REPLACE TEMP TABLE beside AS
SELECT feedback_id FROM feedback_raw WHERE (source, thread_id) IN (SELECT (source, thread_id) FROM forgotten_thread)
UNION
SELECT feedback_id FROM feedback_raw WHERE (file_id, row_no) IN (SELECT (file_id, row_no) FROM forgotten_row)
