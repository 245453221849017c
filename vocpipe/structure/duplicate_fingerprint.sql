-- One row: fingerprint, which changes when any cleaned text or the time of any feedback changes.
SELECT count(*) || ':' || coalesce(bit_xor(hash(feedback_id, basis)), 0) AS fingerprint
FROM feedback_clean
