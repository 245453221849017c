-- One row per piece of feedback that has one form of each of $words, the newest first; reposts left out: feedback_id.
-- $wide, $narrow: letters of full width that the words may be written in, and those that they stand for.
SELECT feedback_id
FROM feedback
WHERE text IS NOT NULL AND duplicate_of IS NULL AND has_words(folded(text, $wide, $narrow), $words)
ORDER BY created_on DESC NULLS LAST, feedback_id
