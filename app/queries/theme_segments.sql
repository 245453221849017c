-- One row per kind of segment and segment: how many of its customers mention the theme $theme. Null below five customers.
SELECT segment_kind, segment, n_customers, n_all, share, low, high
FROM theme_segment
WHERE theme_id = $theme
ORDER BY segment_kind, share DESC NULLS LAST, segment
