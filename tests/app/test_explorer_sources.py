"""Sources that start, end or are late are told on Home and on the page Data, in both languages."""

from datetime import date, datetime

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world, change_tables
from vocpipe.store.heartbeat import note_refreshed
from vocpipe.store.workspace import Workspace

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


def test_home_tells_which_sources_fail_or_are_late_and_when_the_last_refresh_ran(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    came = {"arrived_at": datetime(2026, 10, 9, 3), "due_at": datetime(2026, 10, 10, 15), "expect": "daily"}
    rows = [
        _state("tickets", "on", problem_en="it does not answer", problem_ja="応答がありません", vendor="zendesk"),
        _state("reviews", "on", **came),
        _state("survey", "silent", expect="weekly"),
        _state("calls", "on", **came | {"due_at": datetime(2999, 1, 1)}),
    ]
    change_tables(tmp_path, {"source_state": rows})
    note_refreshed(Workspace(tmp_path), Workspace(tmp_path).settings)
    english, japanese = (shown(open_page(root=tmp_path, lang=lang)) for lang in ("en", "ja"))
    assert "tickets is failing: it does not answer" in english
    assert "reviews is late: every day something new should come, and the last came on 9 Oct 2026" in english
    assert "survey is late: every week something new should come, and nothing has come yet" in english
    assert "calls is" not in english
    assert "Last refresh " in english
    assert "tickets を取得できていません：応答がありません" in japanese
    assert "最終更新 " in japanese


def test_data_tells_the_state_of_every_source(open_page, late):
    text = shown(open_page("quality", root=late, lang="en"))
    assert all(f">{state}<" in text for state in ("Arrives", "Late", "Just begun", "As usual"))
