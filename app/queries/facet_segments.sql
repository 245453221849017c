-- One row per value of the facet $facet (cause, feeling), kind of segment and segment: how many of its customers say
-- something with it; over all data. Values and segments of too few customers have no share.
SELECT value, segment_kind, segment, n_customers, n_all, share, low, high
FROM facet_segment
WHERE facet = $facet
ORDER BY segment_kind, value, segment
