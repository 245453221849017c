-- Grain: one row of unquotable per piece of feedback whose words are shown nowhere, since it or its author's row in the customers file
-- forbids it. Column: feedback_id.
DELETE FROM unquotable;
INSERT INTO unquotable
SELECT raw.feedback_id
FROM feedback_raw AS raw
LEFT JOIN feedback_customer AS who USING (feedback_id)
LEFT JOIN customer ON customer.customer_key = who.customer_key
WHERE raw.deleted_at IS NULL AND (raw.quotes IS FALSE OR customer.quotes IS FALSE)
ORDER BY raw.feedback_id;
