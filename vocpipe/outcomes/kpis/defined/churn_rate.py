"""Churn rate: the share of the customers under contract at the start of a month who leave in it."""

from vocpipe.outcomes.kpis.leaving import leaving_kpi

KPI = leaving_kpi("churn_rate", leaving=True)
