-- One row per active main theme, kind of segment and segment with feedback.
-- Reads said (the rows of said.sql). Parameter: least (customers below which nothing is shown).
WITH everybody AS (
    SELECT segment_kind, segment, count(DISTINCT customer_id) AS n_all FROM said GROUP BY ALL
),
mentioned AS (
    SELECT
        belongs.theme_id, said.segment_kind, said.segment,
        count(DISTINCT said.customer_id) AS n_customers, count(DISTINCT sentence.sentence_id) AS n_sentences
    FROM said
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme AS belongs USING (sentence_id)
    GROUP BY ALL
),
shown AS (
    SELECT
        theme.theme_id, everybody.segment_kind, everybody.segment,
        CASE WHEN everybody.n_all >= $least THEN everybody.n_all END AS n_all,
        CASE WHEN mentioned.n_customers >= $least THEN mentioned.n_customers END AS n_customers,
        CASE WHEN mentioned.n_customers >= $least THEN mentioned.n_sentences END AS n_sentences
    FROM theme
    CROSS JOIN everybody
    LEFT JOIN mentioned
        ON mentioned.theme_id = theme.theme_id
        AND mentioned.segment_kind = everybody.segment_kind
        AND mentioned.segment = everybody.segment
    WHERE theme.parent_id IS NULL AND theme.state = 'active'
)
SELECT theme_id, segment_kind, segment, n_customers, n_sentences, n_all
FROM shown
ORDER BY theme_id, segment_kind, segment
