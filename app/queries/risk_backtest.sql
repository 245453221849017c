-- One row per past day of the back-test of the list of customers at risk; all days together (no day) first.
SELECT *
FROM risk_backtest
ORDER BY listed_on NULLS FIRST
