"""Upgrades: the share of the customers under contract for a whole month whose plan costs more after it."""

from vocpipe.outcomes.kpis.changes import change_kpi

KPI = change_kpi("upgrade_rate", "up")
