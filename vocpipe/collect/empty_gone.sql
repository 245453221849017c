-- Grain: one row of feedback_raw per row of `gone_row`; columns: the texts and who wrote them are emptied.
UPDATE feedback_raw
SET text = NULL, title = NULL, raw = NULL, attrs = NULL, customer_ref = NULL, customer_email = NULL, account_ref = NULL,
    url = NULL, content_hash = 'deleted', deleted_at = gone_row.deleted_at, updated_at = gone_row.updated_at
FROM gone_row
WHERE feedback_raw.feedback_id = gone_row.feedback_id;
