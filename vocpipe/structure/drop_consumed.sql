-- Empties changed_sentence of what themes and sentiment have forgotten: the rows of runs whose structure stage is done.
-- A run that was killed in that stage resumes under its own id and finds its rows again.
DELETE FROM changed_sentence
WHERE run_id NOT IN (SELECT run_id FROM run WHERE (seconds ->> '$.structure') IS NULL)
