"""Drivers: what goes with a higher or lower score and with leaving, each with its interval, its n and its reason."""

from vocpipe.app.components import churn_drivers, response, score_drivers
from vocpipe.app.components.findings import choice
from vocpipe.app.components.layout import note
from vocpipe.app.view import View

_CHURN = "churn"


def show(view: View) -> None:
    """Draw the page for the outcome in the address (?outcome=nps, churn, stars.review, …)."""
    words = view.words
    options = {"nps": words("score.nps"), _CHURN: words("drivers.churn")}
    for row in view.rows("driver_scores"):
        name = words("drivers.score_of", score=words.of("score", row["score_type"]), kind=words.of("kind", row["kind"]))
        options[f"{row['score_type']}.{row['kind']}"] = name
    facts = view.row("driver_facts")
    first = "nps" if facts["n_nps_with_text"] or not facts["n_customers"] else _CHURN
    outcome = choice(view, "outcome", list(options), options, first)
    note(words("drivers.basis"))
    if outcome == _CHURN:
        churn_drivers.show(view, facts)
        return
    score_type, _, kind = outcome.partition(".")
    score_drivers.show(view, facts, score_type, kind or None)
    if score_type == "nps":
        response.show(view)
