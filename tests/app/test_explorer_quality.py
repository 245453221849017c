"""Data quality: what came in, what became of it, and what the company's own themes take."""

from tests.app.reading import shown
from tests.app.small_voices import themes
from tests.app.small_world import RUN, build_world, change_tables
from vocpipe.wording import say


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
