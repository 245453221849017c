-- Note the run $run for emerging themes that have lasted (one row each in `lasting`: theme_id) or that a discovery has
-- found again: from then on they are themes like any other.
UPDATE emerging_theme SET lasting_run = $run
WHERE lasting_run IS NULL
    AND theme_id IN (
        SELECT theme_id FROM lasting UNION ALL SELECT theme_id FROM machine_theme WHERE state = 'active'
    );
