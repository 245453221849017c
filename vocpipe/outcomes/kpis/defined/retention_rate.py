"""Retention rate: the share of the customers under contract at the start of a month who do not leave in it."""

from vocpipe.outcomes.kpis.leaving import leaving_kpi

KPI = leaving_kpi("retention_rate", leaving=False)
