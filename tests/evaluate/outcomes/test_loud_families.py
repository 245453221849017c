"""Simulated companies with few loud customers, and with sources that come and go; two worlds or four of each."""

import numpy as np
import pytest

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.family import Worlds, families
from vocpipe.evaluate.outcomes.voices import Voices, store_voices
from vocpipe.settings import OutcomesSettings

QUICK = OutcomesSettings(bootstrap=200)


@pytest.mark.parametrize(("name", "worlds"), [("loud_accounts", 2), ("sources", 4)])
def test_planted_trends_are_found_and_nothing_else_is(name, worlds):
    done = []
    tally, seconds = families()[name].measure(Worlds(worlds, QUICK, seed=4, progress=done.append))
    assert seconds > 0
    assert done == list(range(1, worlds + 1))
    shares = {share.name: share for share in tally.shares()}
    assert shares["trend.found"].share == shares["alert.found.rising"].share == 1
    assert shares["trend.false"].share == shares["alert.false.null"].share == 0
    assert shares["trend.covered"].share > 0.9
    if name == "sources":
        assert (shares["source.state"].share, shares["source.told"].share) == (1, 1)
    else:
        assert shares["nps.covered"].share > 0.8
        assert shares["nps.false.null"].of == 20


def test_voices_without_a_customer_or_a_score_have_none():
    voices = Voices(
        customer=np.array([3, -1]),
        source=np.array(["survey", "review"]),
        day=np.array([0, 9]),
        score=np.array([7.0, np.nan]),
        mentions=np.array([[True, True], [False, False]]),
    )
    with memory_database() as connection:
        store_voices(connection, voices)
        rows = connection.execute(
            "SELECT customer_ref, score, source, created_at::DATE::VARCHAR FROM feedback_raw"
        ).fetchall()
        assert rows == [("k3", 7.0, "survey", "2025-01-06"), (None, None, "review", "2025-01-15")]
        assert connection.execute("SELECT theme_id FROM sentence_theme ORDER BY ALL").fetchall() == [
            ("t_000",),
            ("t_001",),
        ]
