"""The explorer before, between and after refreshes, and with snapshots of other versions."""

import duckdb
import pytest

from tests.app.reading import PAGES, shown
from tests.app.small_world import build_world, republish
from tests.store.damages import UNREADABLE, flip_in


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "This folder is not a workspace"), ("ja", "ワークスペースではありません")]
)
def test_without_a_workspace_the_next_command_is_shown(open_page, tmp_path, lang, sentence):
    text = shown(open_page(root=tmp_path, lang=lang))
    assert sentence in text
    assert "vocpipe init" in text


def test_before_the_first_refresh_the_next_command_is_shown(open_page, tmp_path):
    (tmp_path / "vocpipe.toml").write_text("")
    text = shown(open_page(root=tmp_path, lang="en"))
    assert "Nothing has been published" in text
    assert "vocpipe refresh" in text


def test_a_newer_snapshot_is_seen_on_the_next_rerun(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    at = open_page("quality", root=tmp_path, lang="en")
    assert "Run 20261101T000000-abcd" in shown(at)
    republish(tmp_path, "20261102T000000-ef01")
    assert "Run 20261102T000000-ef01" in shown(at.run())


@pytest.mark.parametrize("change", ["DROP TABLE nps_weighted", "ALTER TABLE theme_change DROP COLUMN ratio"])
@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "made by an older vocpipe"), ("ja", "以前のバージョンの vocpipe で作られています")]
)
def test_a_snapshot_of_an_older_vocpipe_says_so_and_names_the_command(open_page, tmp_path, change, lang, sentence):
    build_world(tmp_path, n_feedback=60)
    with duckdb.connect(str((tmp_path / "published" / "voc.duckdb").resolve())) as con:
        con.execute(change)
    for page in ("home", "drivers", "customers"):
        at = open_page(page, root=tmp_path, lang=lang)
        assert not at.exception
        assert sentence in at.info[0].value
        assert at.code[0].value == "vocpipe refresh"
        assert not at.metric  # nothing else is drawn
    republish(tmp_path, "20261104T000000-0abc")
    assert sentence not in shown(open_page(root=tmp_path, lang=lang))


def test_a_snapshot_of_a_newer_vocpipe_is_shown(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    with duckdb.connect(str((tmp_path / "published" / "voc.duckdb").resolve())) as con:
        con.execute("CREATE TABLE something_new AS SELECT 1 AS a")
    assert "Run 2026" in shown(open_page("quality", root=tmp_path, lang="en"))


def test_an_empty_snapshot_is_not_an_error(open_page, tmp_path):
    build_world(tmp_path, n_feedback=0)
    for page, address in PAGES.items():
        assert not open_page(page, root=tmp_path, lang="ja", **address).exception


@pytest.mark.parametrize(("lang", "sentence"), [("en", "can't be read"), ("ja", "を読めない")])
def test_a_damaged_snapshot_gives_way_to_the_one_before_with_a_notice(open_page, tmp_path, lang, sentence):
    build_world(tmp_path, n_feedback=60)
    republish(tmp_path, "20261102T000000-ef01")
    flip_in(tmp_path / "published" / "voc-20261102T000000-ef01.duckdb", "feedback")
    text = shown(open_page("quality", root=tmp_path, lang=lang))
    assert "20261101T000000-abcd" in text
    assert "voc-20261102T000000-ef01.duckdb" in text
    assert sentence in text


@pytest.mark.parametrize(("lang", "sentence"), [("en", "snapshots can't be read"), ("ja", "を読めません")])
def test_if_no_snapshot_can_be_read_the_page_says_so_and_names_the_command(open_page, tmp_path, lang, sentence):
    build_world(tmp_path, n_feedback=60)
    UNREADABLE["cut in half"]((tmp_path / "published" / "voc.duckdb").resolve())
    text = shown(open_page(root=tmp_path, lang=lang))
    assert sentence in text
    assert "vocpipe refresh" in text


@pytest.mark.parametrize(("lang", "sentence"), [("en", "A newer vocpipe made"), ("ja", "新しいバージョンの vocpipe")])
def test_a_snapshot_of_a_newer_vocpipe_says_so(open_page, tmp_path, lang, sentence):
    build_world(tmp_path, n_feedback=60)
    with duckdb.connect(str((tmp_path / "published" / "voc.duckdb").resolve())) as con:
        con.execute("UPDATE run SET vocpipe_version = '99.0'")
    assert sentence in shown(open_page(root=tmp_path, lang=lang))
