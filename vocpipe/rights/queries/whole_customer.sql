-- Makes their_reference, their_contact and their_key for the customers in wanted_key (customer_key): everything under it.
-- Grain of their_reference: one row per way in which a source refers to them, with all columns of customer_match; of
-- their_key: one row per customer that goes as a whole (customer_key); their_contact is empty.
CREATE OR REPLACE TEMP TABLE their_key AS SELECT DISTINCT customer_key FROM wanted_key;
CREATE OR REPLACE TEMP TABLE their_contact AS SELECT customer_key FROM their_key LIMIT 0;
CREATE OR REPLACE TEMP TABLE their_reference AS
SELECT * FROM customer_match WHERE customer_key IN (FROM their_key);
