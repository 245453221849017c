-- Plan and value of a customer's month as they were known by then, and what was first known later; the refresh makes both
-- tables anew each time.
ALTER TABLE customer_month ADD COLUMN plan_later VARCHAR;
ALTER TABLE customer_month ADD COLUMN value_later DOUBLE;
ALTER TABLE theme_churn ADD COLUMN e_value DOUBLE;
