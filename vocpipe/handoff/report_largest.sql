-- One row per theme, the ten largest: theme, sentences, also (its name in the other language).
SELECT coalesce(theme.name_en, theme.name_ja) AS theme, count(*) AS sentences, if(theme.name_en IS NULL, NULL, theme.name_ja) AS also
FROM theme JOIN sentence_theme USING (theme_id)
WHERE theme.parent_id IS NULL AND theme.state = 'active'
GROUP BY ALL
ORDER BY sentences DESC, theme
LIMIT 10
