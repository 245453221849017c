-- One row per row of customer_month and theme that is mentioned in its exposure window.
-- row: the row's number, from 0, in the order of customer, month and spell
-- theme_id: the theme
-- n_mentions: how much of the feedback in the window mentions it
WITH numbered AS (
    SELECT row_number() OVER (ORDER BY customer_id, month, spell) - 1 AS row, unnest(map_entries(theme_mentions)) AS entry
    FROM customer_month
)
SELECT row, entry.key AS theme_id, entry.value AS n_mentions
FROM numbered
ORDER BY row, theme_id
