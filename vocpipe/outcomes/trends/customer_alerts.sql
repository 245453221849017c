-- One row per customer on the list of those at risk; columns: those of alert. Parameter: kind (of the alerts).
-- A customer who was on the list before keeps the id and the day of that alert.
SELECT
    coalesce(before.alert_id, 'a_' || left(keyed_id(concat_ws(chr(31), $kind, risk.customer_id, risk.as_of)), 16)) AS alert_id,
    $kind AS kind,
    risk.customer_id AS subject,
    coalesce(before.since, risk.as_of) AS since,
    CAST(json_object(
        'risk', risk.risk, 'base_rate', risk.base_rate, 'rank', risk.rank, 'horizon_days', risk.horizon_days,
        'precision_at_k', tested.precision_at_k, 'low', tested.low, 'high', tested.high, 'k', tested.k,
        'themes', risk.themes, 'signals', risk.signals, 'quotes', risk.quotes
    ) AS VARCHAR) AS evidence,
    NULL::DOUBLE AS p_value,
    NULL::DOUBLE AS q_value,
    NULL::VARCHAR AS family,
    NULL::VARCHAR AS method,
    NULL::INTEGER AS method_version,
    risk.reason_en,
    risk.reason_ja
FROM customer_risk AS risk
JOIN risk_backtest AS tested ON tested.listed_on IS NULL
LEFT JOIN alert AS before ON before.kind = $kind AND before.subject = risk.customer_id
ORDER BY alert_id
