-- Grain: one row per way in which a source refers to the person, with the customer it was taken for. Columns: all of
-- customer_match's. Reads their_reference.
SELECT * FROM their_reference ORDER BY ALL
