-- One row per action on a theme that the customer $customer mentions, the newest first.
SELECT action.action_id, action.title, action.owner, action.done_on, action.release, action.status, theme.theme_id, theme.name,
    theme.name_ja, theme.name_en
FROM action
JOIN theme USING (theme_id)
WHERE action.status <> 'undone' AND action.theme_id IN (
    SELECT sentence_theme.theme_id
    FROM feedback
    JOIN sentence USING (feedback_id)
    JOIN sentence_theme USING (sentence_id)
    WHERE feedback.customer_id = $customer
)
ORDER BY action.done_on DESC, action.action_id
