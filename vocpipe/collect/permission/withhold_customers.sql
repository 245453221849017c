-- Grain: one row of withheld_customer per customer who may not be read or counted, or left too long ago; whatever the customers file
-- and behavior say of them is removed. Columns: all of withheld_customer's.
-- Parameters: needs (whether consent has to be given), left_since (who left before that day goes; null: nobody).
CREATE OR REPLACE TEMP TABLE subscriber AS
-- Who is known from subscriptions alone, and whether all of these ended long ago.
SELECT found.customer_key, bool_and(coalesce(told.ended_at < $left_since::DATE, false)) AS is_old
FROM subscription AS told
JOIN customer_match AS found
    ON found.customer_ref IS NOT DISTINCT FROM told.customer_ref
    AND found.customer_email IS NOT DISTINCT FROM told.customer_email
    AND found.account_ref IS NULL
WHERE found.customer_key NOT IN (SELECT customer_key FROM customer)
GROUP BY ALL;
DELETE FROM withheld_customer
WHERE customer_id IN (SELECT customer_id_of(customer_key) FROM customer)
    OR customer_id IN (SELECT customer_id_of(customer_key) FROM subscriber);
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
    OR coalesce(churned_at < $left_since::DATE, false)
UNION ALL
SELECT customer_id_of(customer_key), 'retention' FROM subscriber WHERE is_old;
DROP TABLE subscriber;
DELETE FROM behaviour
WHERE EXISTS (
    FROM customer_match AS found
    WHERE found.customer_ref IS NOT DISTINCT FROM behaviour.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM behaviour.customer_email
        AND found.account_ref IS NULL
        AND customer_id_of(found.customer_key) IN (SELECT customer_id FROM withheld_customer)
);
DELETE FROM subscription
WHERE EXISTS (
    FROM customer_match AS found
    WHERE found.customer_ref IS NOT DISTINCT FROM subscription.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM subscription.customer_email
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
DELETE FROM purchase
WHERE EXISTS (
    FROM customer_match AS found
    WHERE found.customer_ref IS NOT DISTINCT FROM purchase.customer_ref
        AND found.customer_email IS NOT DISTINCT FROM purchase.customer_email
        AND found.account_ref IS NULL
        AND customer_id_of(found.customer_key) IN (SELECT customer_id FROM withheld_customer)
);
