-- One row per theme, retired ones too.
SELECT theme_id, name, name_ja, name_en FROM theme
