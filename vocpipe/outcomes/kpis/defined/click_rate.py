"""Click rate: the share of the messages sent in which something was clicked."""

from vocpipe.outcomes.kpis.messages import message_kpi

KPI = message_kpi("click_rate", "clicked")
