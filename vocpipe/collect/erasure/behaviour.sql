-- Removes every row of behaviour that is about the person. Reads forgotten_reference.
DELETE FROM behaviour
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM behaviour.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM behaviour.customer_email
        AND theirs.account_ref IS NULL
)
