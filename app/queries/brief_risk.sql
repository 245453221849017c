-- One row, none below five customers: how many customers are on the list of those at risk, what they pay a month, and the back-test of the list.
SELECT
    count(*) AS n,
    CASE WHEN count(risk.monthly_value) >= least_people() THEN sum(risk.monthly_value) END AS monthly_value,
    any_value(risk.horizon_days) AS horizon_days,
    any_value(tested.beats_base) AS beats_base,
    any_value(tested.precision_at_k) AS precision_at_k,
    any_value(tested.lift) AS lift, any_value(tested.lift_low) AS lift_low, any_value(tested.lift_high) AS lift_high
FROM customer_risk AS risk
CROSS JOIN (SELECT * FROM risk_backtest WHERE listed_on IS NULL) AS tested
HAVING count(*) >= least_people()
