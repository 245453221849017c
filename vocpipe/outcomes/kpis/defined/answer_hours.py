"""Time to first answer: how many hours customers wait until their ticket is first answered."""

from vocpipe.outcomes.kpis.tickets import ticket_kpi

KPI = ticket_kpi("answer_hours")
