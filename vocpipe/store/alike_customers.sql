-- Grain: rows of customers in the snapshot that is being written; what tells one from others is made coarse or left out, so that at
-- least as many customers as the variable min_group share the values of each. Reads hidden_segment.
-- A customer's plan, days and state: what fewer share is left out, first the day of coming, then the plan, then the rest.
UPDATE published.customer
SET monthly_value = NULL, started_on = date_trunc('year', started_on), churned_on = date_trunc('quarter', churned_on);
CREATE OR REPLACE TEMP TABLE alike AS
SELECT customer_id, count(*) OVER (PARTITION BY plan, started_on, churned_on, churned) AS n FROM published.customer;
UPDATE published.customer SET started_on = NULL
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
CREATE OR REPLACE TEMP TABLE alike AS
SELECT customer_id, count(*) OVER (PARTITION BY plan, started_on, churned_on, churned) AS n FROM published.customer;
UPDATE published.customer SET started_on = NULL, plan = NULL
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
CREATE OR REPLACE TEMP TABLE alike AS
SELECT customer_id, count(*) OVER (PARTITION BY plan, started_on, churned_on, churned) AS n FROM published.customer;
UPDATE published.customer SET started_on = NULL, plan = NULL, churned_on = NULL, churned = NULL
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
CREATE OR REPLACE TEMP TABLE alike AS
SELECT customer_id, count(*) OVER (PARTITION BY plan, started_on, churned_on, churned) AS n FROM published.customer;
DELETE FROM published.customer
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
-- Segments: those of today, without the days, of customers who share all of theirs with enough others.
DELETE FROM published.customer_segment
WHERE valid_to IS NOT NULL OR (segment_kind, segment) IN (FROM hidden_segment);
UPDATE published.customer_segment SET valid_from = (SELECT min(valid_from) FROM published.customer_segment);
CREATE OR REPLACE TEMP TABLE alike AS
WITH held AS (
    SELECT customer_id, string_agg(segment_kind || '=' || segment, '|' ORDER BY segment_kind) AS segments
    FROM published.customer_segment
    GROUP BY customer_id
)
SELECT held.customer_id, count(*) OVER (PARTITION BY segments, plan, started_on, churned_on, churned) AS n
FROM held
LEFT JOIN published.customer USING (customer_id);
DELETE FROM published.customer_segment
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
-- Attributes: no numbers, and texts of customers who share all of theirs, and all of the above, with enough others.
DELETE FROM published.customer_attribute WHERE number IS NOT NULL;
UPDATE published.attribute_kind SET n_customers = NULL, n_values = NULL, n_withheld = NULL;
CREATE OR REPLACE TEMP TABLE alike AS
WITH held AS (
    SELECT customer_id, string_agg(attribute || '=' || value, '|' ORDER BY attribute) AS attributes
    FROM published.customer_attribute
    GROUP BY customer_id
), placed AS (
    SELECT customer_id, string_agg(segment_kind || '=' || segment, '|' ORDER BY segment_kind) AS segments
    FROM published.customer_segment
    GROUP BY customer_id
)
SELECT held.customer_id, count(*) OVER (PARTITION BY attributes, segments, plan, started_on, churned_on, churned) AS n
FROM held
LEFT JOIN placed USING (customer_id)
LEFT JOIN published.customer USING (customer_id);
DELETE FROM published.customer_attribute
WHERE customer_id IN (SELECT customer_id FROM alike WHERE n < getvariable('min_group'));
-- Months, orders and contacts tell when somebody came, left and was active, and the number of people how large a customer is; the list
-- of customers at risk keeps why, not who they are.
DELETE FROM published.customer_month;
DELETE FROM published.customer_spell;
DELETE FROM published.customer_order;
DELETE FROM published.customer_lapse;
DELETE FROM published.customer_list WHERE list = 'lapsed';
DELETE FROM published.contact_pressure;
DELETE FROM published.customer_behaviour;
DELETE FROM published.customer_contact;
DELETE FROM published.customer_people;
DELETE FROM published.account;
DELETE FROM published.account_person;
DELETE FROM published.account_gap;
UPDATE published.customer_risk SET plan = NULL, monthly_value = NULL;
-- The address of a post leads to its author, and so does the moment.
UPDATE published.feedback SET url = NULL, created_at = date_trunc('day', created_at);
DROP TABLE alike;
DROP TABLE hidden_segment;
