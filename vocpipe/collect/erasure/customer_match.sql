-- Removes every row of customer_match that is about the person. Reads forgotten_reference, forgotten_value.
DELETE FROM customer_match
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM customer_match.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM customer_match.customer_email
        AND theirs.account_ref IS NOT DISTINCT FROM customer_match.account_ref
)
    OR customer_key IN (SELECT value FROM forgotten_value)
