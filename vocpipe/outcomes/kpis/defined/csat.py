"""CSAT: how content customers are, from 1 to 5."""

from vocpipe.outcomes.kpis.scores import score_kpi

KPI = score_kpi("csat")
