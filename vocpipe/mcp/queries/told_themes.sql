-- One row per active theme, sub-themes too, that enough people mention for it to be told of: theme_id, people (an anonymous
-- voice counts as one). Made once per connection.
CREATE OR REPLACE TEMP TABLE told_theme AS
SELECT belongs.theme_id, count(DISTINCT coalesce(feedback.customer_id, feedback.feedback_id)) AS people
FROM sentence_theme AS belongs
JOIN sentence USING (sentence_id)
JOIN feedback USING (feedback_id)
JOIN theme ON theme.theme_id = belongs.theme_id AND theme.state <> 'retired' AND NOT coalesce(theme.is_hidden, false)
GROUP BY belongs.theme_id
HAVING people >= least_people()
