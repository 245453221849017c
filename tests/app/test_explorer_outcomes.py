"""Drivers, customers at risk, alerts and what a theme is linked to: numbers with n, interval, verdict and reason."""

from datetime import date, timedelta

import duckdb
import pytest

from tests.app.reading import links, shown
from tests.app.small_world import build_world, change_tables, republish
from vocpipe.app.components.waterfall import Piece, waterfall
from vocpipe.app.components.weekly_charts import mentions_by_week
from vocpipe.app.words import Words

PAGES = [("drivers", {}), *(("drivers", {"outcome": way}) for way in ("churn", "stars.review")), ("customers", {})]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(("page", "address"), PAGES, ids=str)
def test_the_pages_of_outcomes_open_in_both_languages(open_page, page, address, lang):
    at = open_page(page, lang=lang, **address)
    assert not at.exception
    assert len(shown(at)) > 300


def charts(at) -> str:
    return "".join(str(element.proto.spec) for element in at.get("vega_lite_chart"))


def test_the_chart_of_drivers_says_what_it_found_with_intervals_and_n(open_page):
    at = open_page("drivers", lang="en")
    text = shown(at)
    assert "is mentioned: −30 points. Clear for 1 of 4 themes." in text
    assert "Impact = share × gap" in text
    assert (
        '<td class="n">−30 (−49 to −11)</td><td class="n">−10.2 (−16.7 to −3.7)</td><td class="n">88 of 258</td>'
        in text
    )
    assert "score 36 points lower" in text
    assert "R² 0.143, cross-validated +0.081 · 258 answers from 99 customers" in text
    assert '"x2"' in charts(at)  # the interval is drawn


def test_themes_that_cannot_be_told_are_counted_and_folded_away(open_page):
    at = open_page("drivers", lang="en")
    fold = at.button(key="w_unclear")
    assert fold.label == "Cannot tell for 3 of 4 themes"
    assert shown(at).count("Only 12 answers mention it; 30 are needed.") == 3  # behind "Why?"
    fold.click().run()
    assert at.query_params["unclear"] == "1"
    assert shown(at).count("Only 12 answers mention it; 30 are needed.") == 6
    at.button(key="w_unclear").click().run()
    assert "unclear" not in at.query_params


def test_no_filter_is_offered_where_none_works(open_page):
    at = open_page("drivers", lang="en", plan=["Starter"])
    assert not at.selectbox or [box.key for box in at.selectbox] == ["w_pair"]
    assert "Filters" not in shown(at)
    assert shown(at) == shown(open_page("drivers", lang="en"))


def test_the_reader_chooses_between_pairs_of_periods(open_page):
    at = open_page("drivers", lang="en")
    assert at.selectbox(key="w_pair").options == ["Q2 2026 → Q3 2026", "Aug 2026 → Sep 2026"]
    assert "−8.0 points (95 % interval −17.0 to +1.0) from Q2 2026 (120 answers)" in shown(at)
    at.selectbox(key="w_pair").set_value("month.2026-09-01").run()
    assert at.query_params["pair"] == "month.2026-09-01"
    assert "+8.0 points (95 % interval −1.0 to +17.0) from Aug 2026 (120 answers)" in shown(at)


def test_the_change_in_the_nps_has_a_bar_for_the_part_not_explained(open_page):
    assert ">Not explained</td><td></td>" in shown(open_page("drivers", lang="en"))
    assert "説明できない分" in shown(open_page("drivers", lang="ja"))


def test_a_waterfall_goes_on_where_the_last_part_ended():
    parts = [Piece("a", -5.0, (-8.0, -2.0), "bad", "−5", ""), Piece("b", 2.0, None, "unsure", "+2", "")]
    whole = Piece("all", -3.0, (-9.0, 3.0), "unsure", "−3", "", is_whole=True)
    drawn = waterfall(Words("en"), [*parts, whole], title="points").to_dict()
    rows = max(drawn["datasets"].values(), key=len)
    assert [(row["start"], row["stop"]) for row in rows] == [(0, -5), (-5, -3), (0, -3)]
    assert (rows[0]["low"], rows[0]["high"]) == (-8, -2)


def test_the_change_can_be_split_by_plan(open_page):
    text = shown(open_page("drivers", lang="en", by="plan"))
    assert ">Starter</td><td>rate</td>" in text


def test_the_weighted_nps_is_shown_next_to_the_raw_one(open_page):
    at = open_page("drivers", lang="en", plan=["Starter"])  # over all data, whatever the filters
    text = shown(at)
    assert "Who answers the survey" in [box.label for box in at.expander]
    assert 'Unweighted</td><td class="n">+31</td><td class="n">+19 to +43</td><td class="n">210</td>' in text
    ends = '<td class="n">−16 to +24</td><td class="n">210</td><td class="n">94'
    assert f'non-response</td><td class="n">+4</td>{ends}' in text
    assert "Those who seldom answer count more." in text
    at = open_page("drivers", lang="ja")
    japanese = shown(at)
    assert "アンケートに答える顧客、答えない顧客" in [box.label for box in at.expander]
    assert "あまり回答しない顧客ほど重くしています。" in japanese


def bare(text):
    """The text as it is shown, without what keeps it from being read as Markdown."""
    return text.replace("\\", "").replace("\u2060", "")


def test_response_rates_have_intervals_and_small_segments_are_hidden(open_page):
    at = open_page("drivers", lang="en")
    text = shown(at)
    assert 'All</td><td class="n">210 of 600</td><td class="n">35.0%</td><td class="n">31.3% to 38.9%' in text
    assert 'Touch model: High touch</td><td class="n">36 of 60</td>' in text
    assert 'Plan: Enterprise</td><td class="n">fewer than 5</td><td class="n">–</td><td class="n">–</td>' in text
    assert [bare(box.value) for box in at.warning] == ["Plan: Starter: Low response rate: 30 of 300."]
    assert "プラン：Starter：回答率の低いセグメントです。" in shown(open_page("drivers", lang="ja"))


def test_home_has_a_line_with_the_weighted_nps_and_a_link(open_page):
    at = open_page(lang="en", plan=["Enterprise"])  # too few answers for an NPS under the filter
    assert "Weighted for non-response: NPS +4 (95 % interval −16 to +24, over all data)" in shown(at)
    assert any(link.startswith("drivers?lang=en") and "outcome=nps" in link for link in links(at))
    assert "無回答を補正した NPS は +4（95% 信頼区間 −16〜+24、全データ）" in shown(open_page(lang="ja"))


def test_without_a_weighted_nps_the_reason_is_shown(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    few = {
        "n": 4,
        "n_customers": 4,
        "n_trimmed": 0,
        "reason_en": "Cannot tell: 4 NPS answers.",
        "reason_ja": "判断できません。",
    }
    change_tables(tmp_path, {"nps_weighted": [{"method": name, **few} for name in ("raw", "weighted")]})
    text = shown(open_page("drivers", root=tmp_path, lang="en"))
    assert "Cannot tell: 4 NPS answers." in text
    assert "Unweighted" not in text
    assert "210 of 600" in text
    assert "Weighted for" not in shown(open_page(root=tmp_path, lang="en"))


def test_without_invitations_response_is_not_shown(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"nps_weighted": [], "response_rate": []})
    assert "Unweighted" not in shown(open_page("drivers", root=tmp_path, lang="en"))
    assert "Weighted for" not in shown(open_page(root=tmp_path, lang="en"))
    assert "Unweighted" not in shown(open_page("drivers", lang="en", outcome="churn"))


def test_churn_shows_hazard_ratios_on_a_log_axis_with_counts(open_page):
    at = open_page("drivers", lang="en", outcome="churn")
    text = shown(at)
    line = '×2.04 (1.30 to 3.20)</td><td class="n">1.9</td><td>Mentioned by 44 customers: 19 churned, 9.4 expected</td>'
    assert line in text
    assert "×2.04. Clear for 1 of 3 themes." in text
    assert "Churn more often" in text
    assert "Cannot tell: 0.6 would be expected." in text
    assert '"log"' in charts(at)


@pytest.mark.parametrize("address", [{"outcome": "nope"}, {"pair": "x"}, {"by": "<b>"}], ids=str)
def test_a_bad_choice_in_the_address_is_ignored(open_page, address):
    at = open_page("drivers", lang="en", **address)
    assert not at.exception
    assert "Impact = share × gap" in shown(at)


def test_events_are_drawn_over_the_trend_of_a_theme(open_page):
    at = open_page("theme", lang="en", theme="t_pdf")
    assert '"field": "day"' in charts(at)
    assert not at.exception


def test_only_events_of_the_weeks_shown_are_drawn():
    weeks = [date(2026, 9, 7) + timedelta(weeks=i) for i in range(4)]
    told = {"mentions": 5, "is_few": False, "year_ago": None, "is_few_before": False, "sentiment": None}
    rows = [{"week": week, **told} for week in weeks]
    events = [
        {"event_on": day, "name": name, "kind": "release"}
        for day, name in [(date(2026, 9, 19), "AI autofill"), (date(2020, 1, 1), "Long ago")]
    ]
    drawn = str(mentions_by_week(Words("en"), rows, events).to_dict())
    assert "AI autofill" in drawn and "19 Sep 2026" in drawn
    assert "Long ago" not in drawn


def test_a_theme_is_linked_to_churn_stars_segments_and_actions(open_page):
    at = open_page("theme", lang="en", theme="t_pdf")
    text = shown(at)
    assert 'Hazard ratio of churn</td><td class="n">×2.04' in text
    assert "Stars (Review): Lower" in text
    assert "1.3 stars less" in text
    assert 'Plan: Starter</td><td class="n">21 of 58</td><td class="n">36.2%</td><td class="n">25.0% to 49.0%' in text
    assert "Fewer than 5 people, not shown: Plan: Enterprise" in text
    assert "High touch</td>" in text
    assert "New PDF engine · Shipped · 1 Sep 2026 · release 5.2 · owner Sato" in text
    assert "×0.82 (0.42 to 1.60) · Cannot tell" in text
    assert "Undone" not in text
    assert "6 months later 60% of those who said it are still customers, and 80% of those alike" in text


def test_a_theme_without_actions_leads_to_where_one_is_decided(open_page):
    at = open_page("theme", lang="en", theme="t_dark")
    assert any(link.startswith("actions?") and "theme=t_dark" in link for link in links(at))


NOBODY = {"customer": [], "customer_spell": [], "theme_churn": [], "score_churn": []}


@pytest.mark.parametrize(
    ("tables", "outcome", "sentence"),
    [
        (NOBODY, "churn", "there is no customers file"),
        ({"feedback_raw": []}, "nps", "There is no NPS here yet."),
    ],
)
def test_missing_data_is_named_with_the_file_that_provides_it(open_page, tmp_path, tables, outcome, sentence):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, tables)
    text = shown(open_page("drivers", root=tmp_path, lang="en", outcome=outcome))
    assert sentence in text
    assert "inputs/" in text


def test_churn_without_dates_is_named(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    with duckdb.connect(str(tmp_path / "private" / "voc.duckdb")) as con:
        con.execute("UPDATE customer SET churned = churned_at IS NOT NULL, churned_at = NULL")
        con.execute("UPDATE customer_spell SET ended_on = NULL")
        con.execute(
            "UPDATE score_churn SET reason_en = 'Cannot tell: score and churn can''t be separated.',"
            " reason_ja = '判断できません。スコアと解約を切り離せません。'"
        )
    republish(tmp_path, "20261102T000000-ef01")
    with duckdb.connect(str(tmp_path / "published" / "voc.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM customer WHERE churned AND churned_on IS NULL").fetchone()[0] == 10
    text = shown(open_page("drivers", root=tmp_path, lang="en", outcome="churn"))
    assert "says who has churned, but not when" in text
    assert "切り離せません" in shown(open_page("drivers", root=tmp_path, lang="ja", outcome="churn"))
