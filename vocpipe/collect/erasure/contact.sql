-- Removes every row of contact that is about the person. Reads forgotten_reference.
DELETE FROM contact
WHERE EXISTS (
    FROM forgotten_reference AS theirs
    WHERE theirs.customer_ref IS NOT DISTINCT FROM contact.customer_ref
        AND theirs.customer_email IS NOT DISTINCT FROM contact.customer_email
        AND theirs.account_ref IS NULL
)
