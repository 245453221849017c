-- risk_calibration: one row per fifth of the customers in the back-test, by the risk that was foretold for them.
-- bin: 1 for the lowest risks
-- n: customers at past days in it
-- mean_risk: the mean risk foretold for them
-- churned: how many left within the horizon
-- rate: churned / n
-- low: lower end of the rate's exact 95 % interval
-- high: upper end
SELECT bin, n, mean_risk, churned, rate, low, high
FROM risk_calibration
ORDER BY bin
