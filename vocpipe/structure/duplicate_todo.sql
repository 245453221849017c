-- One row per pair of duplicate_pair that was not compared yet: feedback_id, earlier_id.
SELECT feedback_id, earlier_id
FROM duplicate_pair
ANTI JOIN duplicate_compared USING (feedback_id, earlier_id)
ORDER BY feedback_id, earlier_id
