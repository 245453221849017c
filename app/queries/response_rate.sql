-- One row per kind of segment and segment that was invited, everybody first; numbers are null below five customers.
SELECT segment_kind, segment, n_invited, n_answered, n_opened, n_reminded, n_answered_before, rate_before, rate, low, high, is_low, reason_en, reason_ja
FROM response_rate
ORDER BY segment_kind <> 'all', segment_kind, rate DESC NULLS LAST, segment
