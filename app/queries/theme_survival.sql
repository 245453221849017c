-- One row per group and month of the survival curves of the theme $theme; a row without months says why there are none.
SELECT said, months, survival, low, high, n_at_risk, reason_en, reason_ja
FROM theme_survival
WHERE theme_id = $theme
ORDER BY said DESC, months
