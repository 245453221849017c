"""KPIs of how long customers wait for help: until a ticket is first answered, and until it is resolved."""

from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model

_TICKETS = """
SELECT CAST(NULL AS VARCHAR) AS part, customer, customer_id, day, {hours} AS value
FROM ticket_time
WHERE {hours} IS NOT NULL
"""


def ticket_kpi(name: str) -> Kpi:
    """The mean of a column of ticket_time.sql, which has the KPI's name, over the tickets opened in a month."""
    return Kpi(
        name,
        Model.COUNT,
        _TICKETS.format(hours=name),
        counted="ticket",
        unit="hours",
        themes=AfterMention(within=False),
        more_is_better=False,
        needs="[[source]]",
        lag="wait_days",
    )
