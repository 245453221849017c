-- Two rows: the NPS of the answers to invitations, raw and weighted for non-response; no rows without invitations.
SELECT method, n, n_effective, nps, low, high, reason_en, reason_ja
FROM nps_weighted
ORDER BY method
