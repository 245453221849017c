"""Sources that start, end or are late are told on Home and on the page Data, in both languages."""

from datetime import date

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world, change_tables

DAYS = {"started_on": date(2026, 10, 12), "last_on": date(2026, 10, 9), "as_of": date(2026, 11, 1)}


def _state(source, state, **more):
    reasons = {"reason_en": "", "reason_ja": ""}
    return {
        "source": source,
        "state": state,
        "takes_part": state == "on",
        "n_recent": 0,
        "n_before": 9,
        **DAYS,
        **reasons,
        **more,
    }


@pytest.fixture
def late(tmp_path):
    """A world whose tickets are late, whose reviews have just begun, and one source that ended long ago."""
    build_world(tmp_path, n_feedback=60)
    rows = [
        _state("tickets", "late"),
        _state("play_reviews", "starting", n_recent=80, n_before=0),
        _state("nps_survey", "on"),
        _state("calls", "stopped", n_before=0),
    ]
    change_tables(tmp_path, {"source_state": rows})
    return tmp_path


def test_home_tells_which_sources_do_not_count_in_what_rises_and_falls(open_page, late):
    english, japanese = (shown(open_page(root=late, lang=lang)) for lang in ("en", "ja"))
    assert "tickets: late, with nothing since 9 Oct 2026. Until it is back it does not count" in english
    assert "play_reviews: only begun on 12 Oct 2026" in english
    assert "tickets は2026年10月9日を最後に届いていません。" in japanese
    assert "calls" not in english


def test_data_tells_the_state_of_every_source(open_page, late):
    text = shown(open_page("quality", root=late, lang="en"))
    assert all(f">{state}<" in text for state in ("Arrives", "Late", "Just begun", "As usual"))
