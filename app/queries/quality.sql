-- One row: the counts behind the limits of the data, under the filters.
SELECT
    count(*) AS n_feedback,
    count(*) FILTER (customer_id IS NULL) AS n_anonymous,
    count(*) FILTER (customer_id IS NOT NULL AND NOT is_matched) AS n_unmatched,
    count(*) FILTER (created_on IS NULL) AS n_undated,
    count(*) FILTER (is_empty_like) AS n_empty_like,
    count(*) FILTER (text IS NULL) AS n_no_text,
    count(*) FILTER (duplicate_kind = 'exact') AS n_exact,
    count(*) FILTER (duplicate_kind = 'near') AS n_near
FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
