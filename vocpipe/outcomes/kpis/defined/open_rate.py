"""Open rate: the share of the messages sent that were opened."""

from vocpipe.outcomes.kpis.messages import message_kpi

KPI = message_kpi("open_rate", "opened")
