-- One row per pair of periods that the change of the NPS was split for, with the change itself: the newest quarters first.
SELECT periods, before_from, after_from, after_to, n_before, n_after, value, low, high, verdict, reason_en, reason_ja
FROM nps_change
WHERE dimension = 'all'
ORDER BY periods <> 'quarter', periods <> 'month', after_from DESC
