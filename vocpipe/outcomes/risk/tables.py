"""The tables of customers at risk: the list, its back-test, and how well its risks are calibrated."""

from vocpipe.store.tables import Column, Table

CUSTOMER_RISK = Table(
    "customer_risk",
    "one row per customer on the early-warning list; empty if the back-test in risk_backtest does not support it.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the customer"),
        Column(
            "as_of",
            "DATE",
            "the day the list was made for; feedback and use of the last days before it (the gap in the settings) are"
            " not used",
        ),
        Column("horizon_days", "INTEGER", "the days from as_of on that the risk is about"),
        Column("risk", "DOUBLE", "probability of leaving within the horizon, 0 to 1"),
        Column("rank", "BIGINT", "1 for the highest risk"),
        Column("base_rate", "DOUBLE", "share of all customers who left within the horizon, over the back-test"),
        Column("themes", "VARCHAR[]", "themes that raise this customer's risk in the model, the largest weight first"),
        Column(
            "signals",
            "VARCHAR[]",
            "what else raises it: silence, falling use, little use, score drop, low score, negative voices, tenure,"
            " plan, value",
        ),
        Column("quotes", "VARCHAR[]", "sentences of the customer behind the themes, by sentence_id"),
        Column(
            "reasons",
            "JSON",
            "themes and signals as JSON, each with its weight (what it adds to the log-odds of leaving)",
        ),
        Column("reason_en", "VARCHAR", "why, in English"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
        Column("plan", "VARCHAR", "the customer's plan"),
        Column("monthly_value", "DOUBLE", "what the customer pays a month, in the customers file's currency"),
    ),
    order="rank",
)

RISK_BACKTEST = Table(
    "risk_backtest",
    "one row per past day with the list of customers at risk as it would have been then, and one over all days.",
    (
        Column("listed_on", "DATE", "the day of the list, made from earlier data alone; null for all days together"),
        Column(
            "n_train",
            "BIGINT",
            "customers at past days that the model of that day was trained on; their outcomes were known by then",
        ),
        Column("churned_train", "BIGINT", "how many of them left"),
        Column("n", "BIGINT", "customers on that day"),
        Column("churned", "BIGINT", "how many of them left within the horizon"),
        Column("base_rate", "DOUBLE", "churned / n: the expected precision of a random list"),
        Column("k", "BIGINT", "customers on the list"),
        Column("hits", "BIGINT", "customers on the list who left within the horizon"),
        Column("precision_at_k", "DOUBLE", "hits / k"),
        Column("low", "DOUBLE", "lower end of its exact 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        Column("lift", "DOUBLE", "precision_at_k / base_rate"),
        Column(
            "lift_low",
            "DOUBLE",
            "lower end of the lift's exact 95 % interval; the list is shown only if it is above 1 over all",
        ),
        Column("lift_high", "DOUBLE", "upper end"),
        Column("recall", "DOUBLE", "hits / churned"),
        Column(
            "mean_risk_at_k", "DOUBLE", "the mean risk predicted for those on the list, to compare with precision_at_k"
        ),
        Column("lead_time_days", "DOUBLE", "median days from the list to the departure of those who left"),
        Column(
            "auc_pr",
            "DOUBLE",
            "area under the precision-recall curve (average precision); for a random order it is the base rate",
        ),
        Column("auc_pr_low", "DOUBLE", "lower end of its 95 % interval (bootstrap over customers); over all only"),
        Column("auc_pr_high", "DOUBLE", "upper end"),
        Column("brier", "DOUBLE", "mean squared error of the predicted risks"),
        Column("brier_base", "DOUBLE", "mean squared error if the base rate were predicted for everybody"),
        Column(
            "calibration_slope",
            "DOUBLE",
            "1 if predicted risks are right, below 1 if they are too extreme; over all only",
        ),
        Column("precision_without_voices", "DOUBLE", "precision_at_k of a list by tenure, plan and value alone"),
        Column(
            "beats_base", "BOOLEAN", "whether the list is better than a random one; null: cannot tell, or it is refused"
        ),
        Column("reason_en", "VARCHAR", "the result in words, in English"),
        Column("reason_ja", "VARCHAR", "the result in words, in Japanese"),
    ),
    order="listed_on NULLS LAST",
)

RISK_CALIBRATION = Table(
    "risk_calibration",
    "one row per fifth of the customers in the back-test, by their predicted risk.",
    (
        Column("bin", "INTEGER", "1 for the lowest risks"),
        Column("n", "BIGINT", "customers at past days in it"),
        Column("mean_risk", "DOUBLE", "the mean risk predicted for them"),
        Column("churned", "BIGINT", "how many left within the horizon"),
        Column("rate", "DOUBLE", "churned / n"),
        Column("low", "DOUBLE", "lower end of the rate's exact 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
    ),
    order="bin",
)
