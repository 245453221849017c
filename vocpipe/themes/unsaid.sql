-- Grain: one row per name or keyword in `wording` (word) that is in no sentence any more. Column: word. Only letters and
-- digits are compared; a keyword may also be the base form of a word.
WITH said AS (
    SELECT DISTINCT regexp_replace(lower(text), '[^\pL\pN]+', '', 'g') AS run FROM sentence
), token AS (
    SELECT DISTINCT lower(unnest(tokens)) AS word FROM sentence
), asked AS (
    SELECT DISTINCT word, regexp_replace(lower(word), '[^\pL\pN]+', '', 'g') AS run FROM wording
)
SELECT word
FROM asked
WHERE lower(word) NOT IN (SELECT word FROM token)
    AND run <> ''
    AND NOT EXISTS (FROM said WHERE contains(said.run, asked.run))
