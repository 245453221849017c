-- What lasted (one row per theme in `lasting`) is a theme from $run on. A theme that a discovery has found again is one too.
UPDATE emerging_theme SET lasting_run = $run
WHERE lasting_run IS NULL
    AND theme_id IN (
        SELECT theme_id FROM lasting UNION ALL SELECT theme_id FROM machine_theme WHERE state = 'active'
    );
