-- Removes every row of invitation that is about the person. Reads forgotten_reference.
DELETE FROM invitation
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM invitation.customer_email
        AND theirs.account_ref IS NULL
)
