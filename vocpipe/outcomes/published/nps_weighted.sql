-- nps_weighted: one row per way to compute the NPS of the answers to survey invitations: as it is, and weighted for who does not answer; none where there are no invitations.
-- method: raw or weighted (one over the probability of answering, by segment, tenure and monthly value)
-- n: NPS answers that belong to an invitation
-- n_customers: customers who gave them
-- n_effective: how many equally weighted answers they are worth (Kish)
-- nps: NPS, -100 to 100; null where it can't be told
-- low: lower end of its 95 % interval (cluster-robust by customer; the weights are taken as known)
-- high: upper end
-- n_trimmed: weights that were cut to five times the mean
-- reason_en: what was done, or why it can't be told, in English
-- reason_ja: the same in Japanese
SELECT method, n, n_customers, n_effective, nps, low, high, n_trimmed, reason_en, reason_ja
FROM nps_weighted
ORDER BY method
