-- One row per theme with a list of testers, the longest first: the theme's names and n_customers. Over all data.
SELECT listed.theme_id, theme.name, theme.name_ja, theme.name_en, count(*) AS n_customers
FROM customer_list AS listed
JOIN theme USING (theme_id)
WHERE listed.list = 'testers'
GROUP BY ALL
ORDER BY count(*) DESC, listed.theme_id
