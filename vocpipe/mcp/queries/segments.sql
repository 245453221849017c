-- One row per segment whose NPS may be shown: segment_kind, segment, n, n_customers, nps, low, high, reason_en, reason_ja.
SELECT segment_kind, segment, n, n_customers, nps, low, high, reason_en, reason_ja
FROM segment_nps
WHERE nps IS NULL OR n_customers >= least_people()
ORDER BY segment_kind, segment
