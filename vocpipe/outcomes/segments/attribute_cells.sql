-- One row per customer and filled cell of a column that is to be an attribute; columns: customer_id, column, value.
-- Parameter: columns (of the customers file, that hold no field).
WITH cell AS (
    SELECT number.customer_id, unnest($columns::VARCHAR[]) AS "column", customer.attrs
    FROM customer
    JOIN customer_number AS number USING (customer_key)
)
SELECT customer_id, "column", trim(json_extract_string(attrs, '$."' || replace("column", '"', '\"') || '"')) AS value
FROM cell
WHERE value <> ''
ORDER BY ALL
