-- One row per past day for which a list of customers at risk was made in hindsight; all days together (no day) first.
SELECT *
FROM risk_backtest
ORDER BY origin NULLS FIRST
