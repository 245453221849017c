-- Grain: one row per customer on the list of customers at risk. Reads published tables.
-- customer_id
-- place: the order in the audience
-- risk: probability of churn, 0 to 1
-- themes: names of the themes that contribute to the risk
-- reason_en, reason_ja: why they are on the list
-- quote: a sentence of theirs, masked
SELECT
    risk.customer_id,
    risk.rank AS place,
    risk.risk,
    (
        SELECT string_agg(theme.name, ', ' ORDER BY list_position(risk.themes, theme.theme_id))
        FROM theme
        WHERE list_contains(risk.themes, theme.theme_id)
    ) AS themes,
    risk.reason_en,
    risk.reason_ja,
    sentence.text AS quote
FROM customer_risk AS risk
LEFT JOIN sentence ON sentence.sentence_id = risk.quotes[1]
ORDER BY place
