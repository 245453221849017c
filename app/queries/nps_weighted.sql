-- The NPS of the answers to invitations, as it is and then weighted for who does not answer; no rows without invitations.
SELECT method, n, n_effective, nps, low, high, reason_en, reason_ja
FROM nps_weighted
ORDER BY method
