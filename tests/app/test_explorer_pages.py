"""Every page, in both languages, at good and bad addresses."""

import re

import pytest

from tests.app.reading import PAGES, links, shown
from tests.app.small_voices import HOSTILE, themes
from tests.app.small_world import RUN, build_world, change_tables, republish
from vocpipe.store.snapshot import open_snapshot
from vocpipe.store.workspace import Workspace
from vocpipe.wording import say


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_both_languages(open_page, page, lang):
    at = open_page(page, lang=lang, **PAGES[page])
    assert not at.exception
    assert len(shown(at)) > 200
    assert at.query_params["lang"] == lang


def test_the_english_home_has_no_japanese_but_the_switch(open_page):
    text = re.sub(r"<style>.*?</style>", "", shown(open_page(lang="en")), flags=re.S)
    assert not re.search(r"[ぁ-んァ-ン一-龥]", text)


def test_the_workspaces_first_language_is_the_default(open_page):
    assert open_page().query_params["lang"] == "ja"


def test_the_interval_of_the_nps_is_the_adjusted_wald_one(world):
    """10 promoters and 5 detractors of 20: -11.7 to 55.2; 50 and 20 of 100: 14.1 to 44.2 (Rocks 2016)."""
    with open_snapshot(world / "published" / "voc.duckdb") as con:
        ends = con.execute(
            "SELECT nps_of_low(10, 5, 20), nps_of_high(10, 5, 20), nps_of_low(50, 20, 100), nps_of_high(50, 20, 100)"
        ).fetchone()
    assert [round(value, 1) for value in ends] == [-11.7, 55.2, 14.1, 44.2]


def test_filters_in_the_address_filter_and_stay_there(open_page):
    everything, few = open_page("quality", lang="en"), open_page("quality", lang="en", source=["x"], language=["ja"])
    assert few.query_params["source"] == "x"
    assert everything.metric[0].value == "600"
    assert 0 < int(few.metric[0].value) < 200
    assert all("source=x" in link for link in links(few) if "lang=" in link)


def test_a_choice_in_the_sidebar_goes_into_the_address(open_page):
    at = open_page("quality", lang="en")
    at.button_group(key="w_sources").set_value(["tickets"]).run()
    assert at.query_params["source"] == "tickets"
    at.button_group(key="w_lang").set_value("ja").run()
    assert at.query_params["lang"] == "ja"
    assert at.query_params["source"] == "tickets"
    at.button(key="reset").click().run()
    assert "source" not in at.query_params
    assert at.query_params["lang"] == "ja"


def test_a_period_goes_into_the_address_as_days(open_page):
    at = open_page("quality", lang="en")
    at.selectbox(key="w_period").select("w4").run()
    assert at.query_params["since"] == "2026-10-05"
    at.selectbox(key="w_period").select("own").run()
    assert at.query_params["until"] == "2026-11-01"
    assert not at.exception


BAD = [
    {"lang": "xx"},
    {"source": ["nope"]},
    {"since": "tomorrow"},
    {"since": "2026-05-05", "until": "2026-01-01"},
    {"plan": ["<script>"]},
    {"sentiment": ["'; DROP TABLE theme; --"]},
    {"q": "%00\u202e*"},
    {"page": "-1"},
    {"page": "99999"},
    {"page": "٣"},
    {"unheard_of": "x"},
]


@pytest.mark.parametrize("address", BAD, ids=str)
@pytest.mark.parametrize("page", ["home", "themes", "voices", "quality"])
def test_a_bad_value_in_the_address_is_ignored(open_page, page, address):
    at = open_page(page, **address)
    assert not at.exception
    assert not {"source", "since", "until", "plan", "sentiment"} & set(at.query_params)


@pytest.mark.parametrize("key", ["t_nope", "", "'", "t_old"])
def test_an_unknown_theme_says_so(open_page, key):
    at = open_page("theme", lang="en", theme=key)
    assert not at.exception
    assert at.info


def test_an_unknown_feedback_says_so(open_page):
    at = open_page("feedback", lang="en", feedback="f_nope")
    assert "no such feedback" in shown(at)


@pytest.mark.parametrize(("name", "key"), [("theme", "t_pdf"), ("feedback", "f_00001")])
def test_a_short_link_at_the_root_leads_to_the_page(open_page, name, key):
    at = open_page(lang="en", **{name: key})
    assert not at.exception
    assert ("Mentions by week" if name == "theme" else "Sentence by sentence") in shown(at)


def test_the_theme_page_prints_the_formula_the_verdict_and_its_reason(open_page):
    text = shown(open_page("theme", lang="en", theme="t_pdf"))
    assert "Impact = share × gap: 34.0% × −30.0 = −10.2 points" in text
    assert "Gap as it stands" in text
    assert "Goes with a lower NPS" in text
    assert "score 36 points lower" in text
    assert "−55 to −17" in text


@pytest.mark.parametrize(
    ("name_ja", "heads"),
    [
        (None, ["Mixed: Slow ／ Expensive"]),
        ("遅い ／ 高い", ["Mixed: Slow ／ Expensive", "遅い ／ 高い"]),
    ],
)
def test_a_mixed_theme_is_named_once_per_language_at_the_top_of_its_page(open_page, tmp_path, name_ja, heads):
    build_world(tmp_path, n_feedback=60)
    with Workspace(tmp_path).connect() as con:
        names = ["Slow ／ Expensive", name_ja]
        con.execute("UPDATE theme SET name_en = ?, name_ja = ? WHERE theme_id = 't_pdf'", names)
    republish(tmp_path, "20261102T000000-ef01")
    bodies = [element.proto.body for element in open_page("theme", root=tmp_path, lang="en", theme="t_pdf").get("html")]
    shown_heads = [re.sub("<[^>]*>", "", body) for body in bodies if body.startswith(("<h1", '<p class="v-lead"'))]
    assert shown_heads == heads


def test_a_theme_with_too_few_answers_shows_the_reason_instead_of_a_number(open_page):
    text = shown(open_page("theme", lang="en", theme="t_dark"))
    assert "Only 12 answers mention it; 30 are needed." in text
    assert "Impact = share" not in text


def test_cells_with_fewer_than_five_people_are_hidden(open_page):
    text = shown(open_page("theme", lang="en", theme="t_pdf"))
    assert re.search("Fewer than 5 people, not shown: [^<]*Enterprise", text)
    assert not re.search("Enterprise</td>", text)


def test_under_filters_that_leave_fewer_than_five_people_there_is_no_number_and_no_quote(open_page):
    at = open_page("theme", lang="en", theme="t_pdf", plan=["Enterprise"], language=["en"])
    assert "Fewer than 5 people mention it under these filters" in shown(at)
    assert "Honestly" not in shown(at)
    assert "<mark>" not in shown(at) and not re.search(r"Read all \d", shown(at))
    assert not at.exception
    themes = shown(open_page("themes", lang="en", plan=["Enterprise"]))
    assert "Invoices can't be exported as PDF" not in themes
    assert "Fewer than 5 people" in themes


def test_a_theme_says_which_voice_its_name_was_cut_from_or_that_it_lists_words(open_page):
    assert "“Honestly, invoices as PDF: impossible!!”" in shown(open_page("theme", lang="en", theme="t_pdf"))
    japanese = shown(open_page("theme", lang="ja", theme="t_pdf"))
    assert "Honestly" not in japanese
    assert say("explorer.theme.of_words", "ja") in japanese


def _bodies(at):
    return [element.proto.body for element in at.get("html")]


def test_quotes_are_of_different_people_and_sentences_and_the_same_each_time(open_page):
    first, second = (
        [body for body in _bodies(open_page("theme", lang="en", theme="t_pdf")) if "<mark>" in body] for _ in range(2)
    )
    assert first and first == second
    marked = [re.search("<mark>(.*?)</mark>", body)[1] for body in first]
    assert len(set(marked)) == len(marked)


def test_the_unthemed_are_a_figure_and_a_page(open_page):
    assert "Unthemed: " in shown(open_page("themes", lang="en"))
    text = shown(open_page("theme", lang="en", theme="unthemed"))
    assert "Something else that fits nowhere at all." in text


def _rows(at):
    """The rows of the list of themes: each the texts of its cells."""
    table = next(body for body in _bodies(at) if "v-themes" in body).split("<tbody>")[1]
    return [
        [re.sub("<[^>]*>", " ", cell).strip() for cell in row.split("</td>")[:-1]] for row in table.split("<tr>")[1:]
    ]


def test_the_list_of_themes_follows_the_filters_and_the_search(open_page):
    everything, filtered, searched = (
        _rows(open_page("themes", lang="en", **address)) for address in ({}, {"language": ["ja"]}, {"q": "pdf"})
    )
    assert everything[0][0].startswith("Invoices can&#x27;t be exported as PDF")
    assert "請求書がPDFで出せない" in everything[0][0]
    assert int(filtered[0][2]) < int(everything[0][2])
    assert len(searched) == 1
    assert everything[0][5:] == ["▼ Lower NPS −30", "▲ Leave more often ×2.0"]
    assert "Cannot tell" in [row[5] for row in everything]


def test_a_title_is_a_link_that_keeps_the_filters_and_nothing_else_opens(open_page):
    at = open_page("themes", lang="en", language=["ja"])
    table = next(body for body in _bodies(at) if "v-themes" in body)
    assert 'href="theme?lang=en&amp;language=ja&amp;theme=t_pdf"' in table
    assert table.count("<a ") == len(_rows(at))
    assert not at.dataframe


def test_the_sort_is_in_the_address_and_what_cannot_be_told_comes_last(open_page):
    at = open_page("themes", lang="en", sort="churn")
    assert _rows(at)[0][6].startswith("▲ Leave more often")
    at.button_group(key="w_sort").set_value("nps").run()
    assert at.query_params["sort"] == "nps"
    assert _rows(at)[0][5].startswith("▼ Lower NPS")
    assert not open_page("themes", lang="en", sort="nope").exception


def test_customers_text_is_never_markup(open_page):
    at = open_page("feedback", lang="en", feedback="f_00005")
    bodies = "".join(element.proto.body for element in at.get("html"))
    assert "&lt;script&gt;window.hacked" in bodies
    assert "<script" not in bodies and "<img" not in bodies
    assert "javascript:" not in "".join(links(at))
    assert all(HOSTILE not in element.value for element in at.markdown)


def test_a_hostile_theme_name_is_escaped_in_links(open_page):
    text = shown(open_page("feedback", lang="en", feedback="f_00005"))
    assert "&lt;b&gt;CSV&lt;/b&gt; *garbled*" in text
    assert "<b>CSV" not in text
    assert 'href="theme?lang=en&amp;theme=t_csv"' in text


def test_the_other_parts_of_a_ticket_are_shown(open_page, world):
    with open_snapshot(world / "published" / "voc.duckdb") as con:
        key = con.execute(
            "SELECT min(feedback_id) FROM feedback WHERE thread_id IS NOT NULL GROUP BY thread_id HAVING count(*) > 1"
        ).fetchone()[0]
    assert "Other parts of the same thread" in shown(open_page("feedback", lang="en", feedback=key))


def test_data_quality_adds_up_and_gives_reasons_with_examples(open_page):
    text = shown(open_page("quality", lang="en"))
    assert "724 rows read = 717 accepted + 6 rejected + 1 left out" in text
    assert '12 cells where the header has 14</td><td>row</td><td class="n">2<' in text
    assert "written by an agent</td><td>not a customer&#x27;s</td>" in text
    assert "an NPS of 11 is not between 0 and 10" in text  # a reason that no template made
    assert "nps.csv, row 12: score “11”" in text
    assert "&lt;i&gt;soon" in text


def test_data_quality_says_which_column_became_what_and_what_was_not_read(open_page):
    files = open_page("quality", lang="en").dataframe[0].value.to_dict("records")
    survey = next(file for file in files if file["file"] == "inputs/nps.csv")
    assert survey["columns"] == "記入日 → created_at (by its cells, 97.5% fit) / ご意見 → text (by its name)"
    assert "the sheet 4月 was not read" in survey["remarks"]


def test_stored_reasons_are_read_in_the_viewers_language(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    base = {"run_id": RUN, "file_id": "file_1", "file": "inputs/nps.csv", "raw": "x"}
    reasons = [say("collect.row.too_many_cells", n=n, width=14) for n in (15, 16)] + [say("collect.row.no_text")]
    rejects = [{**base, "row": row, "reason": reason} for row, reason in enumerate(reasons)]
    change_tables(tmp_path, {"ingest_reject": rejects})
    open_number = say("collect.row.too_many_cells", "ja", n="…", width="…")  # what differs from row to row is left open
    japanese = shown(open_page("quality", root=tmp_path, lang="ja"))
    assert f">{open_number}</td>" in japanese
    assert f">{say('collect.row.no_text', 'ja')}</td>" in japanese
    assert ">… cells where the header has …</td>" in shown(open_page("quality", root=tmp_path, lang="en"))


def test_data_quality_says_what_the_refresh_did_to_texts(open_page, tmp_path):
    assert "texts mended" not in shown(open_page("quality", lang="en"))
    build_world(tmp_path, n_feedback=60)
    run = {"run_id": "run_9", "changes": '{"structure": {"mended": 3, "unreadable": 1, "templates": 1200}}'}
    change_tables(tmp_path, {"run": [run]})
    english = shown(open_page("quality", root=tmp_path, lang="en"))
    assert "mended after a wrong encoding: 3;" in english
    assert "1,200" in english
    assert "文字化けを直したテキスト 3 件" in shown(open_page("quality", root=tmp_path, lang="ja"))


def test_without_matching_feedback_the_page_says_so_and_offers_a_reset(open_page):
    at = open_page("voices", lang="en", since="2026-10-31", plan=["Enterprise"], language=["en"])
    assert "No feedback matches these filters." in shown(at)
    at.button(key="reset_here").click().run()
    assert "No feedback matches these filters." not in shown(at)


def test_data_quality_says_what_own_themes_take_and_miss(open_page, tmp_path):
    assert say("explorer.taxonomy.none", "en") in shown(open_page("quality", lang="en"))
    build_world(tmp_path, n_feedback=120)
    own = {"keywords": [], "state": "active", "born_run": ""}
    unspoken = {"theme_id": "t_unspoken", "name_en": "Late delivery", **own}
    guided = [theme | {"is_guided": True, "n_taught": 4} for theme in ({"theme_id": "t_pdf", **own}, unspoken)]
    change_tables(tmp_path, {"theme": [*themes(""), unspoken], "machine_theme": guided})
    text = shown(open_page("quality", lang="en", root=tmp_path))
    assert "words: Late delivery" in text
    assert say("explorer.taxonomy.missing", "en") in text
    assert say("explorer.theme.guided", "en") in shown(open_page("theme", lang="en", root=tmp_path, theme="t_pdf"))
