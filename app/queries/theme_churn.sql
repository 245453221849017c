-- One row: whether those who mention the theme $theme leave more often; none where that was not asked.
SELECT * FROM theme_churn WHERE theme_id = $theme
