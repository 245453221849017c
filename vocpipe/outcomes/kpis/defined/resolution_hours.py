"""Time to resolution: how many hours it takes until a ticket is resolved."""

from vocpipe.outcomes.kpis.tickets import ticket_kpi

KPI = ticket_kpi("resolution_hours")
