-- Grain: one row of withheld_customer per customer who may not be read or counted, or left too long ago; whatever the customers file
-- and behavior say of them is removed. Columns: all of withheld_customer's.
-- Parameters: needs (whether consent has to be given), left_since (who left before that day goes; null: nobody).
DELETE FROM withheld_customer WHERE customer_id IN (SELECT customer_id_of(customer_key) FROM customer);
INSERT INTO withheld_customer
WITH agreed AS (
    SELECT DISTINCT who.customer_key
    FROM feedback_customer AS who
    JOIN feedback_raw AS raw USING (feedback_id)
    WHERE raw.analysis
)
SELECT
    customer_id_of(customer_key),
    CASE WHEN churned_at < $left_since::DATE THEN 'retention' ELSE 'consent' END
FROM customer
WHERE NOT coalesce(analysis, NOT $needs OR customer_key IN (SELECT customer_key FROM agreed))
    OR coalesce(churned_at < $left_since::DATE, false);
DELETE FROM behaviour
WHERE EXISTS (
    FROM customer_match AS found
    WHERE found.customer_ref IS NOT DISTINCT FROM behaviour.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM behaviour.customer_email
        AND found.account_ref IS NULL
        AND customer_id_of(found.customer_key) IN (SELECT customer_id FROM withheld_customer)
);
DELETE FROM invitation
WHERE EXISTS (
    FROM customer_match AS found
    WHERE found.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM invitation.customer_email
        AND found.account_ref IS NULL
        AND customer_id_of(found.customer_key) IN (SELECT customer_id FROM withheld_customer)
);
