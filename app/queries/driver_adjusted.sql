-- One row per theme: the score $score_type explained by all themes at once; of the kind $kind, or, if that is null, of the
-- kind of feedback with the most answers. The weightiest first. Over all data.
-- effect is among answers alike by design.
SELECT
    driver.* REPLACE (
        effect_adjusted AS effect, effect_adjusted_low AS effect_low, effect_adjusted_high AS effect_high
    ),
    theme.name, theme.name_ja, theme.name_en
FROM theme_driver AS driver
JOIN theme USING (theme_id)
WHERE driver.score_type = $score_type AND ($kind IS NULL OR driver.kind = $kind)
QUALIFY driver.kind = first_value(driver.kind) OVER (ORDER BY driver.n DESC, driver.kind)
ORDER BY driver.verdict = 'cannot tell', driver.weight DESC NULLS LAST, driver.n_with DESC, driver.theme_id
