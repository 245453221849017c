-- One row per kind of event in the run: event, themes.
SELECT event, count(*) AS themes FROM theme_lineage WHERE run_id = $run_id GROUP BY event ORDER BY event
