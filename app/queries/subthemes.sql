-- One row per active sub-theme of $theme that is mentioned under the filters; figures of fewer than five people are null.
SELECT
    theme.theme_id, theme.name, theme.name_ja, theme.name_en,
    CASE WHEN count(DISTINCT opinion.person) >= least_people() THEN count(DISTINCT opinion.feedback_no) END AS mentions,
    CASE WHEN count(DISTINCT opinion.customer_no) >= least_people() THEN count(DISTINCT opinion.customer_no) END AS customers
FROM filtered_opinions($sources, $kinds, $langs, $plans, $labels, $since, $until) AS opinion
JOIN kept_belongs USING (sentence_no)
JOIN theme USING (theme_id)
WHERE theme.parent_id = $theme AND theme.state = 'active' AND NOT theme.is_hidden
GROUP BY ALL
ORDER BY mentions DESC NULLS LAST, theme.theme_id
