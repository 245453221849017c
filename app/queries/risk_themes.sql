-- One row per customer at risk and theme that raises their risk, the weightiest first.
WITH named AS (
    SELECT customer_id, unnest(themes) AS theme_id, unnest(range(len(themes))) AS place FROM customer_risk
)
SELECT named.customer_id, theme.theme_id, theme.name, theme.name_ja, theme.name_en
FROM named
JOIN theme USING (theme_id)
ORDER BY named.customer_id, named.place
