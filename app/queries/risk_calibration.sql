-- One row per fifth of the customers in the back-test, by the risk that was foretold for them.
SELECT bin, n, mean_risk, churned, rate, low, high
FROM risk_calibration
ORDER BY bin
