-- One row per active main theme, kind of segment and segment with feedback; columns of theme_segment.
-- Parameters: least (customers below which nothing is shown), z (of the Wilson interval).
-- timezone: the segment is that of the day of the feedback there.
WITH said AS (
    SELECT raw.feedback_id, who.customer_id, segment.segment_kind, segment.segment
    FROM feedback_raw AS raw
    JOIN feedback_clean AS clean USING (feedback_id)
    JOIN feedback_customer AS who USING (feedback_id)
    JOIN customer_segment AS segment
        ON segment.customer_id = who.customer_id
        AND segment.valid_from <= CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
        AND coalesce(segment.valid_to, DATE '9999-12-31') > CAST(raw.created_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone AS DATE)
    WHERE raw.deleted_at IS NULL AND trim(clean.text) <> ''
),
everybody AS (
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
),
wilson AS (
    SELECT
        *,
        n_customers / n_all AS share,
        (n_customers + $z * $z / 2) / (n_all + $z * $z) AS middle,
        $z / (n_all + $z * $z) * sqrt(n_customers * (n_all - n_customers) / n_all + $z * $z / 4) AS margin
    FROM shown
)
SELECT
    theme_id, segment_kind, segment, n_customers, n_sentences, n_all, share,
    -- greatest and least ignore null, but what is not shown must stay null
    CASE WHEN share IS NOT NULL THEN greatest(0.0, middle - margin) END AS low,
    CASE WHEN share IS NOT NULL THEN least(1.0, middle + margin) END AS high
FROM wilson
ORDER BY theme_id, segment_kind, segment
