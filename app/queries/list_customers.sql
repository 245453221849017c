-- One row per customer on the list $list, of testers for the theme $theme: why, their plan and value, and words of theirs with where
-- they stand (feedback_id). Over all data.
SELECT
    listed.rank, listed.customer_id, listed.since, listed.reason_en, listed.reason_ja, customer.plan, customer.monthly_value,
    lapse.amount, theme.name, theme.name_ja, theme.name_en, sentence.text, sentence.lang, sentence.feedback_id
FROM customer_list AS listed
LEFT JOIN customer USING (customer_id)
LEFT JOIN customer_lapse AS lapse USING (customer_id)
LEFT JOIN theme ON theme.theme_id = listed.theme_id
LEFT JOIN sentence USING (sentence_id)
WHERE listed.list = $list AND ($theme IS NULL OR listed.theme_id = $theme)
ORDER BY listed.rank
