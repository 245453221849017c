-- Removes every row of subscription that is about the person. Reads forgotten_reference.
DELETE FROM subscription
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM subscription.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM subscription.customer_email
        AND theirs.account_ref IS NULL
)
