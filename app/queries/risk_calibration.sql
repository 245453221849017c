-- One row per fifth of the customers in the back-test, by their predicted risk.
SELECT bin, n, mean_risk, churned, rate, low, high
FROM risk_calibration
ORDER BY bin
