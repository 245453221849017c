-- One row per KPI: kpi_id, name_en, name_ja, about_en, about_ja, unit, more_is_better, reason_en, reason_ja (why it has no values).
SELECT kpi_id, name_en, name_ja, about_en, about_ja, unit, more_is_better, reason_en, reason_ja
FROM kpi
ORDER BY kpi_id
