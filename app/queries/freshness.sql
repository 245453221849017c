-- One row per source under the filters: how much there is, when its newest is from and how many days ago.
-- state: over all data: on, starting, late or stopped; null without any date
-- arrived_at, expect, pulled_at, problem_en, problem_ja: as in source_state
SELECT
    source,
    any_value(said.kind) AS kind,
    count(*) AS n_feedback,
    max(created_at) AS newest,
    date_diff('day', max(created_at), CAST($now AS TIMESTAMP)) AS age_days,
    count(*) FILTER (created_at IS NULL) AS n_undated,
    count(*) FILTER (customer_id IS NULL) AS n_anonymous,
    count(*) FILTER (customer_id IS NOT NULL AND NOT is_matched) AS n_unmatched,
    any_value(heard.state) AS state,
    any_value(heard.arrived_at) AS arrived_at,
    any_value(heard.expect) AS expect,
    any_value(heard.pulled_at) AS pulled_at,
    any_value(heard.problem_en) AS problem_en,
    any_value(heard.problem_ja) AS problem_ja
FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until) AS said
LEFT JOIN source_state AS heard USING (source)
GROUP BY source
ORDER BY newest DESC NULLS LAST, source
