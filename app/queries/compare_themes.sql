-- One row per active main theme: the share of the feedback of the side $a and of the side $b of the dimension $dimension that
-- mentions it under the filters, and the difference with its interval, as wide as $z asks. What one person says is not
-- independent: each share counts as many voices as its variance over people is worth (effective_n); an anonymous voice is one
-- person. All numbers are null if one to four people of a side mention it; no row if as few do of both together.
WITH said AS (
    SELECT DISTINCT
        opinion.sentence_no, opinion.feedback_no, opinion.person,
        CASE $dimension
            WHEN 'plan' THEN opinion.plan WHEN 'source' THEN opinion.source WHEN 'language' THEN opinion.lang
            WHEN 'kind' THEN opinion.kind WHEN 'month' THEN strftime(opinion.created_on, '%Y-%m') ELSE segment.segment
        END AS side
    FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
    LEFT JOIN customer_segment AS segment
        ON segment.customer_id = opinion.customer_id
        AND segment.segment_kind = $dimension
        AND segment.valid_from <= opinion.created_on
        AND coalesce(segment.valid_to, DATE '9999-12-31') > opinion.created_on
),
person AS (
    SELECT side, person, count(DISTINCT feedback_no) AS said FROM said WHERE side IN ($a, $b) GROUP BY ALL
),
whole AS (
    SELECT
        count(*) FILTER (side = $a) AS people_a, count(*) FILTER (side = $b) AS people_b,
        sum(said) FILTER (side = $a) AS all_a, sum(said) FILTER (side = $b) AS all_b,
        sum(said * said) FILTER (side = $a) AS squares_a, sum(said * said) FILTER (side = $b) AS squares_b
    FROM person
),
by_person AS (
    SELECT belongs.theme_id, side, person, count(DISTINCT feedback_no) AS n
    FROM said
    JOIN kept_belongs AS belongs USING (sentence_no)
    WHERE side IN ($a, $b)
    GROUP BY ALL
),
mention AS (
    SELECT
        theme_id,
        count(*) FILTER (side = $a) AS said_by_a, count(*) FILTER (side = $b) AS said_by_b,
        coalesce(sum(n) FILTER (side = $a), 0) AS n_a, coalesce(sum(n) FILTER (side = $b), 0) AS n_b,
        coalesce(sum(n * n) FILTER (side = $a), 0) AS nn_a, coalesce(sum(n * n) FILTER (side = $b), 0) AS nn_b,
        coalesce(sum(n * said) FILTER (side = $a), 0) AS ns_a, coalesce(sum(n * said) FILTER (side = $b), 0) AS ns_b
    FROM by_person
    JOIN person USING (side, person)
    GROUP BY theme_id
),
shown AS (
    SELECT
        theme_id, people_a, people_b, all_a, all_b, n_a, n_b, n_a / all_a AS share_a, n_b / all_b AS share_b,
        effective_n(share_a, all_a, people_a, nn_a - 2 * share_a * ns_a + share_a * share_a * squares_a) AS voices_a,
        effective_n(share_b, all_b, people_b, nn_b - 2 * share_b * ns_b + share_b * share_b * squares_b) AS voices_b
    FROM (
        SELECT
            * EXCLUDE (n_a, n_b), CASE WHEN visible THEN n_a END AS n_a, CASE WHEN visible THEN n_b END AS n_b
        FROM (SELECT *, said_by_a NOT BETWEEN 1 AND least_people() - 1 AND said_by_b NOT BETWEEN 1 AND least_people() - 1 AS visible FROM mention WHERE said_by_a + said_by_b >= least_people())
    )
    CROSS JOIN whole
    WHERE people_a >= least_people() AND people_b >= least_people()
)
SELECT
    shown.* EXCLUDE (voices_a, voices_b), theme.name, theme.name_ja, theme.name_en, share_a - share_b AS difference,
    difference_low(share_a * voices_a, voices_a, share_b * voices_b, voices_b, $z) AS low,
    difference_high(share_a * voices_a, voices_a, share_b * voices_b, voices_b, $z) AS high
FROM shown
JOIN theme USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state = 'active' AND NOT theme.is_hidden
ORDER BY abs(difference) DESC NULLS LAST, theme_id
