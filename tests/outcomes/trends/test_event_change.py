from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from tests.outcomes.running import run_step
from vocpipe.outcomes.trends.event_change import STEP, event_change
from vocpipe.settings import OutcomesSettings

WEEKS, THEMES = 30, 12
MONDAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(WEEKS)]
RELEASE = {"event_date": MONDAYS[15], "name": "v5", "kind": "release"}


def _judged(counts, said, *events):
    """The rows for mentions of shape (themes, sources, weeks) among feedback of shape (sources, weeks)."""
    n_themes, n_sources, _ = counts.shape
    themes, sources = ([f"{name}{n:02}" for n in range(size)] for name, size in (("t", n_themes), ("s", n_sources)))
    weeks = {
        "theme_id": np.repeat(themes, WEEKS),
        "week": pa.array(MONDAYS * n_themes, pa.date32()),
        "n_mentions": counts.sum(axis=1).ravel(),
        "n_said": np.tile(said.sum(axis=0), n_themes),
        "first_week": pa.array([MONDAYS[0]] * WEEKS * n_themes, pa.date32()),
    }
    mentions = {
        "theme_id": np.repeat(themes, n_sources * WEEKS),
        "source": np.tile(np.repeat(sources, WEEKS), n_themes),
        "week": pa.array(MONDAYS * n_sources * n_themes, pa.date32()),
        "n_mentions": counts.ravel(),
    }
    source, week = (np.repeat(place, said.ravel()) for place in np.indices(said.shape).reshape(2, -1))
    everything = {"source": [sources[n] for n in source], "week": pa.array([MONDAYS[n] for n in week], pa.date32())}
    tables = [pa.table(columns) for columns in (weeks, mentions, everything)]
    return event_change(*tables, events or [RELEASE], OutcomesSettings()).to_pylist()


def _world(seed, *, said=(200, 100), share=0.08, more=1.0, since=15):
    """Mentions of themes by chance alone, but the first is said `more` times as often from week `since` on."""
    generator = np.random.default_rng(seed)
    volume = np.repeat(np.array(said)[:, None], WEEKS, axis=1)
    rate = np.full((THEMES, 1, WEEKS), share)
    rate[0, :, since:] *= more
    return generator.binomial(volume[None], np.broadcast_to(rate, (THEMES, *volume.shape))), volume


def test_a_theme_that_a_release_made_louder_is_found_alone():
    rows = _judged(*_world(1, more=2.0))
    first = rows[0]
    assert (first["theme_id"], first["verdict"]) == ("t00", "rising")
    assert 1.3 < first["low"] < first["ratio"] < first["high"] < 3
    assert (first["before_from"], first["before_to"]) == (MONDAYS[7], MONDAYS[15])
    assert (first["after_from"], first["after_to"]) == (MONDAYS[15], MONDAYS[23])
    assert first["feedback_before"] == first["feedback_after"] == 2400
    assert {row["verdict"] for row in rows[1:]} == {"cannot tell"}
    assert first["reason_en"].startswith("Mentioned 2 times as often as before, in the same sources (95 % interval ")
    assert first["reason_ja"].startswith("同じソースどうしで比べて、以前の 2 倍")


def test_a_theme_that_is_said_less_is_falling():
    assert _judged(*_world(2, more=0.4))[0]["verdict"] == "falling"


def test_quiet_worlds_give_hardly_any_verdict():
    found = [any(row["verdict"] != "cannot tell" for row in _judged(*_world(seed))) for seed in range(40)]
    assert np.mean(found) <= 0.05


def test_another_mix_of_channels_is_no_change():
    """The second source speaks of everything four times as often, and there is far more of it after the release."""
    _, said = _world(3)
    said = said.copy()
    said[1, 15:] *= 3
    rate = np.array([0.05, 0.2])[None, :, None]
    counts = np.random.default_rng(3).binomial(said[None], np.broadcast_to(rate, (THEMES, *said.shape)))
    pooled = counts.sum(axis=1)
    share = [pooled[:, part].sum() / said[:, part].sum() / THEMES for part in (slice(7, 15), slice(15, 23))]
    assert share[1] / share[0] > 1.3
    rows = _judged(counts, said)
    assert {row["verdict"] for row in rows} == {"cannot tell"}
    assert np.median([row["ratio"] for row in rows]) == pytest.approx(1, abs=0.1)


def test_bursts_and_drift_are_no_finding():
    generator = np.random.default_rng(4)
    found = 0
    for _ in range(15):
        drift = np.exp(np.cumsum(generator.normal(0, 0.12, (THEMES, 1, WEEKS)), axis=2))
        said = np.full((2, WEEKS), 150)
        rate = np.minimum(0.06 * drift * generator.gamma(4, 0.25, (THEMES, 1, WEEKS)), 0.9)
        counts = generator.binomial(said[None], np.broadcast_to(rate, (THEMES, *said.shape)))
        found += any(row["verdict"] != "cannot tell" for row in _judged(counts, said))
    assert found <= 2


def test_weeks_of_another_event_are_left_out():
    outage = {"event_date": MONDAYS[18] + timedelta(days=2), "name": "Outage", "kind": "outage"}
    rows = _judged(*_world(5), RELEASE, outage)
    of_release, of_outage = ([row for row in rows if row["event"] == name] for name in ("v5", "Outage"))
    assert (of_release[0]["after_from"], of_release[0]["after_to"]) == (MONDAYS[15], MONDAYS[18])
    assert (of_outage[0]["before_from"], of_outage[0]["before_to"]) == (MONDAYS[15], MONDAYS[18])
    assert of_outage[0]["after_from"] == MONDAYS[19]  # the week in which it happened is on neither side


def test_events_that_overlap_cannot_be_told_apart():
    price = {"event_date": MONDAYS[16], "name": "Price", "kind": "price"}
    [release] = [row for row in _judged(*_world(6), RELEASE, price) if row["event"] == "v5"]
    assert (release["theme_id"], release["verdict"], release["ratio"]) == (None, "cannot tell", None)
    assert release["reason_en"].startswith(f"Cannot tell: other events are too near: Price ({MONDAYS[16]}).")


def test_an_event_at_the_end_has_too_few_weeks():
    [row] = _judged(*_world(7), RELEASE | {"event_date": MONDAYS[29]})
    assert row["reason_en"].startswith("Cannot tell: 8 weeks with feedback before it and 1 after")


def test_a_rare_theme_cannot_be_told():
    counts, said = _world(8)
    counts[0] = 0
    counts[0, 0, 20] = 3
    row = next(row for row in _judged(counts, said) if row["theme_id"] == "t00")
    assert (row["verdict"], row["ratio"], row["n_after"]) == ("cannot tell", None, 3)
    assert "at least 5 are needed" in row["reason_en"]


def test_a_theme_that_nobody_mentioned_before_has_no_upper_end():
    counts, said = _world(9)
    counts[0, :, :15] = 0
    row = _judged(counts, said)[0]
    assert (row["theme_id"], row["verdict"], row["ratio"], row["high"]) == ("t00", "rising", None, None)
    assert row["reason_en"].startswith("Mentioned at least ")


def test_the_calendar_and_feedback_are_read_from_the_database(voices):
    voices.theme("t")
    voices.theme("old", state="retired")
    for week, monday in enumerate(MONDAYS[:8]):
        for number in range(4):
            about = ["t", "old"] if week >= 4 and number else ["old"]
            voices.say(*about, at=f"{monday} 10:00", source=f"s{number % 2}")
    assert run_step(voices.connection, STEP) == []
    for row_no in (1, 2):  # named twice, it is one event
        voices.add("calendar_event", event_date=MONDAYS[4], name="v5", kind="release", origin="settings", row_no=row_no)
    [row] = run_step(voices.connection, STEP)
    assert (row["theme_id"], row["n_before"], row["n_after"]) == ("t", 0, 12)
    assert (row["feedback_before"], row["feedback_after"]) == (16, 16)
    assert "too few themes and weeks" in row["reason_en"]
