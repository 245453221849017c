-- One row: the theme under the filters; the share is of the feedback with an opinion. is_small: fewer than five people stand
-- behind it (an anonymous voice counts as one); then every figure is null but n_sentences, which says whether there is any.
WITH here AS (
    SELECT * FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
),
figure AS (
    SELECT
        count(DISTINCT person) AS people,
        count(*) AS n_sentences,
        count(DISTINCT feedback_no) AS mentions,
        count(DISTINCT customer_no) AS customers,
        count(DISTINCT feedback_no) / nullif((SELECT count(DISTINCT feedback_no) FROM here), 0) AS share,
        min(created_on) AS first_on,
        max(created_on) AS last_on
    FROM here
    SEMI JOIN in_theme($theme) AS belongs USING (sentence_no)
)
SELECT
    least(n_sentences, 1) AS n_sentences,
    people < least_people() AS is_small,
    CASE WHEN people >= least_people() THEN mentions END AS mentions,
    CASE WHEN people >= least_people() AND customers >= least_people() THEN customers END AS customers,
    CASE WHEN people >= least_people() THEN share END AS share,
    CASE WHEN people >= least_people() THEN first_on END AS first_on,
    CASE WHEN people >= least_people() THEN last_on END AS last_on
FROM figure
