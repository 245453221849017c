-- One row, or none: fingerprint, of the texts that the table duplicate was made from.
SELECT fingerprint
FROM duplicate_state
