"""CES: how easy it was, from 1 to 7."""

from vocpipe.outcomes.kpis.scores import score_kpi

KPI = score_kpi("ces")
