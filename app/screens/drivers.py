"""Drivers: which themes go with a score or with churn, in one chart, and what the NPS change is made of."""

from vocpipe.app.components import churn_drivers, facet_segments, response, score_drivers
from vocpipe.app.components.findings import choice
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page

_CHURN = "churn"


def show(context: PageContext) -> None:
    """Draw the page for the outcome in the address (?outcome=nps, churn, stars.review, …)."""
    words = context.words
    options = {"nps": words("score.nps"), _CHURN: words("drivers.churn")}
    for row in context.rows("driver_scores"):
        name = words("drivers.score_of", score=words.of("score", row["score_type"]), kind=words.of("kind", row["kind"]))
        options[f"{row['score_type']}.{row['kind']}"] = name
    facts = context.row("driver_facts")
    default = "nps" if facts["n_nps_with_text"] or not facts["n_customers"] else _CHURN
    outcome = choice(context, "outcome", list(options), options, default)
    if outcome == _CHURN:
        churn_drivers.show(context, facts)
    else:
        score_type, _, kind = outcome.partition(".")
        score_drivers.show(context, facts, score_type, kind or None)
        if score_type == "nps":
            response.show(context)
    facet_segments.show(context)


# The statistics are over all data: no filter works here, so none is shown.
PAGE = Page("drivers", show, order=50, filters=frozenset())
