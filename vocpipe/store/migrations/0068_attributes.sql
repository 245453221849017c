-- What the settings call attributes of customers, such as the country; the refresh makes both tables anew.
CREATE TABLE customer_attribute (customer_id VARCHAR, attribute VARCHAR, value VARCHAR, number DOUBLE);
CREATE TABLE attribute_kind (
    attribute VARCHAR, kind VARCHAR, n_customers BIGINT, n_values BIGINT, n_withheld BIGINT, reason_en VARCHAR, reason_ja VARCHAR
);
