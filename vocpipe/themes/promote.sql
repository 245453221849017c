-- Store the run $run for emerging themes that have lasted (one row each in `lasting`: theme_id) or that a discovery has
-- confirmed: from then on they are ordinary themes.
UPDATE emerging_theme SET lasting_run = $run
WHERE lasting_run IS NULL
    AND theme_id IN (
        SELECT theme_id FROM lasting UNION ALL SELECT theme_id FROM machine_theme WHERE state = 'active'
    );
