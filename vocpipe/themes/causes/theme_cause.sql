-- One row per theme and cause that its sentences have, or that a person gave it: theme_id, cause, n_sentences, n_customers,
-- share (of its sentences), is_main, cause_by. Main is the cause that a person gave; else the commonest one that is not
-- other, if it has at least $least of the sentences; else other, if it has any.
WITH counted AS (
    SELECT belongs.theme_id, said.cause, count(*) AS n_sentences, count(DISTINCT who.customer_id) AS n_customers
    FROM sentence_theme AS belongs
    JOIN sentence USING (sentence_id)
    JOIN sentence_cause AS said USING (sentence_id)
    LEFT JOIN feedback_customer AS who USING (feedback_id)
    GROUP BY belongs.theme_id, said.cause
),
given AS (
    SELECT theme_id, cause, cause_by FROM theme_mark WHERE cause IS NOT NULL
),
listed AS (
    SELECT
        theme_id, cause, coalesce(n_sentences, 0) AS n_sentences, coalesce(n_customers, 0) AS n_customers, cause_by,
        coalesce(n_sentences, 0) / nullif(sum(n_sentences) OVER (PARTITION BY theme_id), 0) AS share
    FROM counted FULL JOIN given USING (theme_id, cause)
)
SELECT
    theme_id, cause, n_sentences, n_customers, share, cause_by,
    row_number() OVER (
        PARTITION BY theme_id
        ORDER BY
            cause_by IS NULL,
            CASE WHEN cause <> 'other' AND share >= $least THEN 0 WHEN cause = 'other' THEN 1 ELSE 2 END,
            n_sentences DESC, cause
    ) = 1 AND (cause_by IS NOT NULL OR cause = 'other' OR share >= $least) AS is_main
FROM listed
SEMI JOIN theme USING (theme_id)
ORDER BY theme_id, n_sentences DESC, cause
