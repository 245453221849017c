-- Deletes the rows of changed_sentence that themes and sentiment have used: those of runs whose structure stage is done.
-- A run that was killed in that stage resumes under its own id and finds its rows again.
DELETE FROM changed_sentence
WHERE run_id NOT IN (SELECT run_id FROM run WHERE (seconds ->> '$.structure') IS NULL)
