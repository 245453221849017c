-- One row per past day on which the list of customers at risk was made as if it were then; all days together (no day) first.
SELECT *
FROM risk_backtest
ORDER BY origin NULLS FIRST
