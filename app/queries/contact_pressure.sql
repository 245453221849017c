-- One row per number of days, up to 4 and more, on which customers were written to or asked of late: how many customers, and how
-- many of them no export has any more. Too few customers: null. Over all data.
SELECT least(n_days, 4) AS n_days, told(count(*), count(*)) AS n_customers, told(count(*) FILTER (WHERE is_over), count(*)) AS n_over
FROM contact_pressure
GROUP BY ALL
ORDER BY n_days
