"""Downgrades: the share of the customers under contract for a whole month whose plan costs less after it."""

from vocpipe.outcomes.kpis.changes import change_kpi

KPI = change_kpi("downgrade_rate", "down")
