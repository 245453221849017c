-- One row: whether those who mention the theme $theme leave more often; none if that was not computed.
SELECT * FROM theme_churn WHERE theme_id = $theme
