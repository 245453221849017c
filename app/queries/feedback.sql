-- One row: the feedback, with its customer's plan.
SELECT feedback.*, customer.plan, customer.started_on, customer.churned_on
FROM feedback
LEFT JOIN customer USING (customer_id)
WHERE feedback.feedback_id = $feedback
