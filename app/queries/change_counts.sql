-- One row: how many themes were tested for a change, since when, and for how many the data cannot tell.
SELECT count(*) AS n, count(*) FILTER (verdict = 'cannot tell') AS n_cannot_tell, max(since) AS since
FROM theme_change
