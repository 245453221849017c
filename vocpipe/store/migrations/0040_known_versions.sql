-- The day on which a customer's plan and value were first seen so: what was not known on a past day is not used for it.
ALTER TABLE customer_version ADD COLUMN known_on DATE;  -- null: not recorded, known since the next refresh at best
UPDATE customer_version SET known_on = seen_on;

-- Grain: one row per customer of the customers file and spell in which plan and value were the same.
-- Columns: customer_id, plan, monthly_value, valid_from (null: since ever), valid_to (null: they still are), known_on (the
--          day of the file that told it first; null: not recorded).
CREATE OR REPLACE VIEW customer_spell AS
SELECT
    number.customer_id,
    version.plan,
    version.monthly_value,
    version.seen_on AS valid_from,
    lead(version.seen_on) OVER (PARTITION BY version.customer_key ORDER BY version.seen_on NULLS FIRST) AS valid_to,
    version.known_on
FROM customer_version AS version
JOIN customer USING (customer_key)
JOIN customer_number AS number USING (customer_key);
