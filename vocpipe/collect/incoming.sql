-- Grain: `incoming`: one row per piece of feedback in the file, in every version that it has there. Temporary.
-- Columns: those of `read_feedback` (what the reader made of the file), and feedback_id. Reads `this_file`.
CREATE OR REPLACE TEMP TABLE incoming AS
SELECT read_feedback.*, feedback_id_of(this_file.source, read_feedback.source_id) AS feedback_id
FROM read_feedback
CROSS JOIN this_file;
