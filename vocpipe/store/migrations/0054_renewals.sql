-- When a customer's contract is renewed, and for how long it is made each time; and how far each month is from a renewal.
ALTER TABLE customer ADD COLUMN renews_on DATE;      -- null: the file doesn't say
ALTER TABLE customer ADD COLUMN term_months INTEGER; -- null: the file doesn't say
ALTER TABLE customer_month ADD COLUMN months_to_renewal INTEGER;
ALTER TABLE customer_month ADD COLUMN term_months INTEGER;
ALTER TABLE customer_month ADD COLUMN months_to_anniversary INTEGER;
