-- One row: the counts behind the limits of the data, under the filters; null where one to four people stand behind a count.
SELECT
    count(*) AS n_feedback,
    told(count(*) FILTER (customer_id IS NULL), count(DISTINCT person) FILTER (customer_id IS NULL)) AS n_anonymous,
    told(count(*) FILTER (customer_id IS NOT NULL AND NOT is_matched), count(DISTINCT person) FILTER (customer_id IS NOT NULL AND NOT is_matched)) AS n_unmatched,
    told(count(*) FILTER (created_on IS NULL), count(DISTINCT person) FILTER (created_on IS NULL)) AS n_undated,
    told(count(*) FILTER (is_empty_like), count(DISTINCT person) FILTER (is_empty_like)) AS n_empty_like,
    told(count(*) FILTER (length IS NULL), count(DISTINCT person) FILTER (length IS NULL)) AS n_no_text,
    told(count(*) FILTER (duplicate_kind = 'exact'), count(DISTINCT person) FILTER (duplicate_kind = 'exact')) AS n_exact,
    told(count(*) FILTER (duplicate_kind = 'near'), count(DISTINCT person) FILTER (duplicate_kind = 'near')) AS n_near
FROM filtered_feedback($sources, $kinds, $langs, $plans, $labels, $since, $until)
