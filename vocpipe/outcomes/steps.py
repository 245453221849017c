"""The steps of the outcomes."""

from vocpipe.inbox.actions import read_actions
from vocpipe.outcomes.actions.stage import refresh_action_effects, store_actions
from vocpipe.outcomes.churn.stage import refresh_churn
from vocpipe.outcomes.invitations.rates import refresh_response
from vocpipe.outcomes.nps.change import refresh_nps_change
from vocpipe.outcomes.nps.driver import refresh_drivers
from vocpipe.outcomes.nps.groups import Scored
from vocpipe.outcomes.nps.segments import refresh_segment_scores
from vocpipe.outcomes.nps.theme_nps import refresh_nps
from vocpipe.outcomes.nps.theme_score import refresh_scores
from vocpipe.outcomes.risk.stage import refresh_risk
from vocpipe.outcomes.segments.stage import refresh_segments
from vocpipe.outcomes.trends.alerts import refresh_alerts
from vocpipe.outcomes.trends.change import refresh_change
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries

PUBLISHED = published_queries("vocpipe.outcomes")


def _store_actions(context: Context) -> Counts:
    return {"actions": store_actions(context.connection, read_actions(context.workspace))}


def _refresh(context: Context) -> Counts:
    connection, settings = context.connection, context.settings
    zone = settings.workspace.timezone
    refresh_segments(connection, settings.segments, zone)
    scored = Scored.of(connection)
    refresh_nps(connection, scored, settings.outcomes)
    refresh_scores(connection, scored, settings.outcomes)
    refresh_drivers(connection, scored, settings.outcomes)
    refresh_segment_scores(connection, settings.outcomes)
    refresh_nps_change(connection, settings.outcomes, zone)
    refresh_response(connection, settings.outcomes)
    refresh_churn(connection, settings.outcomes, zone)
    refresh_change(connection, settings.outcomes, zone)
    refresh_alerts(connection, settings.outcomes, zone)
    refresh_risk(connection, settings.risk, zone)
    refresh_action_effects(connection, settings.outcomes, zone)
    return {}


STEPS = (
    Step("themes.actions", _store_actions, writes=frozenset({"action"})),
    Step(
        "outcomes.all",
        _refresh,
        reads=frozenset({"feedback_raw", "sentence_theme", "theme", "sentence", "customer", "action"}),
        writes=frozenset(
            {
                "action_effect",
                "alert",
                "customer_month",
                "customer_risk",
                "customer_segment",
                "nps_change",
                "nps_weighted",
                "response_rate",
                "risk_backtest",
                "risk_calibration",
                "score_churn",
                "segment_nps",
                "segment_rule",
                "theme_change",
                "theme_churn",
                "theme_driver",
                "theme_nps",
                "theme_score",
                "theme_segment",
            }
        ),
    ),
)
