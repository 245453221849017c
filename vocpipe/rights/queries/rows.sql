-- Grain: one row per row of a file that is about the person. Columns: file_id, row_no.
SELECT file_id, row_no FROM their_feedback
UNION
SELECT file_id, row_no FROM customer WHERE customer_key IN (FROM their_key)
UNION
SELECT file_id, row_no FROM their_person
UNION
SELECT contact.file_id, contact.row_no
FROM contact
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM contact.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM contact.customer_email
    AND their_reference.account_ref IS NULL
UNION
SELECT subscription.file_id, subscription.row_no
FROM subscription
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM subscription.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM subscription.customer_email
    AND their_reference.account_ref IS NULL
UNION
SELECT invitation.file_id, invitation.row_no
FROM invitation
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM invitation.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM invitation.customer_email
    AND their_reference.account_ref IS NULL
UNION
SELECT purchase.file_id, purchase.row_no
FROM purchase
SEMI JOIN their_reference
    ON their_reference.customer_ref IS NOT DISTINCT FROM purchase.customer_ref
    AND their_reference.customer_email IS NOT DISTINCT FROM purchase.customer_email
    AND their_reference.account_ref IS NULL
ORDER BY ALL
