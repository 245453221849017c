"""What a reader gives, as tests compare it."""

from vocpipe.records import Accepted


def feedback_of(outcomes):
    return [part for outcome in outcomes if isinstance(outcome, Accepted) for part in outcome.feedback]


def refused(outcomes):
    return [
        (outcome.row, value.field, value.raw)
        for outcome in outcomes
        if isinstance(outcome, Accepted)
        for value in outcome.refused
    ]
