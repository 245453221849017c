"""The two KPIs of changes between plans, from what one customers file after another tells."""

from vocpipe.outcomes.kpis.contract_months import months_of
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model


def change_kpi(name: str, way: str) -> Kpi:
    """The share of those under contract for a whole month whose plan costs more (up), or less (down), after it."""
    return Kpi(
        name,
        Model.MOMENT,
        months_of(f"change = '{way}'", "change"),
        counted="customer_month",
        unit="percent",
        themes=AfterMention(within=True),
        more_is_better=way == "up",
    )
