"""What charts by week say: events by number, and nothing of weeks with few people."""

from datetime import date, timedelta

import pytest

from tests.app.reading import shown
from vocpipe.app import data
from vocpipe.app.components.curves import curve
from vocpipe.app.components.event_lines import event_lines, event_names
from vocpipe.app.components.week_bars import week_bars
from vocpipe.app.components.weekly_charts import mentions_by_week
from vocpipe.app.words import Words

EN = Words("en")
FIRST = date(2026, 1, 1)
UNDER = dict.fromkeys(("sources", "kinds", "langs", "plans", "labels", "since", "until"))


def events(*days):
    return [{"event_on": FIRST + timedelta(days=day), "name": f"App {day}", "kind": "release"} for day in days]


def numbers(chart):
    rows = chart.data.to_pylist()
    return [(row["number"], row["day"]) for row in rows]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((10, 100), [("1", "2026-01-11"), ("2", "2026-04-11")]),
        ((10, 20, 100), [("1·2", "2026-01-16"), ("3", "2026-04-11")]),
        ((10, 20, 30), [("1·2·3", "2026-01-21")]),
    ],
)
def test_numbers_of_near_events_stand_together(days, found):
    import altair as alt

    _, text = event_lines(EN, events(*days), (FIRST, FIRST + timedelta(days=300)), alt.X("day:T"))
    assert numbers(text) == found


def test_events_are_named_below_a_curve_and_not_on_it():
    rows = [{"month": date(2026, n, 1), "value": 1.0 * n, "low": n - 1.0, "high": n + 1.0, "n": 40} for n in (1, 2, 3)]
    drawn = curve(EN, rows, events(20, 400), EN.signed).to_dict()
    assert [layer["mark"]["type"] for layer in drawn["layer"]] == ["area", "line", "point", "rule", "text"]
    assert event_names(EN, events(20)) == ["1: App 20, 21 Jan 2026"]


def test_a_week_of_few_people_looks_alike_whatever_was_said():
    assert week_bars([0, None, 50], "v-weeks").count('class="few"') == 1
    assert week_bars(
        [None, None], "v-weeks"
    ) == '<div class="v-weeks" aria-hidden="true">' + '<i class="few"></i>' * 2 + ("</div>")


def test_no_week_of_a_theme_tells_of_few_people(open_page):
    open_page("themes", lang="en")  # opens the small world
    snapshot = data.newest_snapshot()
    themes = snapshot.rows("themes", **UNDER)
    for theme in themes:
        weeks = snapshot.rows("theme_weeks", theme=theme["theme_id"], **UNDER)
        assert all((row["mentions"] is None) == row["is_few"] for row in weeks)
        assert all(row["mentions"] == 0 or row["mentions"] >= 5 for row in weeks if not row["is_few"])
        assert all(n is None or n == 0 or n >= 5 for n in theme["trend"])
    assert any(row["is_few"] for row in weeks)


def test_a_hidden_week_is_low_and_gray_on_the_chart_and_said_in_its_table(open_page):
    week = {"week": FIRST, "mentions": None, "is_few": True, "year_ago": 3, "is_few_before": False, "sentiment": None}
    rows = [week, {**week, "week": FIRST + timedelta(days=7), "mentions": 9, "is_few": False}]
    drawn = mentions_by_week(EN, rows).to_dict()
    assert drawn["layer"][1]["transform"] == [{"filter": "datum.is_few"}]
    assert "fewer than 5" in str(drawn) and "Low gray: fewer than 5 people." in shown(
        open_page("theme", theme="t_pdf", lang="en", since="2026-10-01")
    )
