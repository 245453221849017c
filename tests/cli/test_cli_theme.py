import pytest

from tests.builders import add, add_sentence, add_theme
from tests.cli.command import runner
from tests.store.shop import make_workspace, publish_run
from vocpipe.inbox.entries import read_entries
from vocpipe.store.snapshot import newest, open_snapshot


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A published workspace: two themes, one with two sub-themes, a retired one, and three sentences."""
    monkeypatch.delenv("VOCPIPE_WORKSPACE", raising=False)
    monkeypatch.delenv("VOCPIPE_AUTHOR", raising=False)
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        add_theme(connection, "t_a", "Invoices", "請求")
        add_theme(connection, "t_b", "Slow")
        add_theme(connection, "t_a1", "PDF", parent="t_a")
        add_theme(connection, "t_a2", "Tax", parent="t_a")
        add_theme(connection, "t_old", "Old", state="retired")
        add_sentence(connection, 1, "PDF fails", theme="t_a")
        add_sentence(connection, 2, "So slow", position=1)
        add_sentence(connection, 3, "Hi", position=2, role="courtesy")
        add(connection, "theme_mark", theme_id="t_b", is_pinned=True, is_hidden=True, name_en_by="ann")
        publish_run(connection, workspace, 1)
    return workspace


@pytest.fixture
def run(shop, monkeypatch, capfd):
    """run("theme", "pin", "t_a") is its output."""
    return runner(monkeypatch, capfd, "theme", workspace=shop.root)


@pytest.mark.parametrize(
    ("words", "kind", "theme_id", "detail"),
    [
        ("rename t_a --ja 領収書 --en Bills", "rename", "t_a", {"name_ja": "領収書", "name_en": "Bills"}),
        ("merge t_a --into t_b", "merge", "t_a", {"into": "t_b"}),
        ("merge t_a1 --into t_a2", "merge", "t_a1", {"into": "t_a2"}),
        ("split s_1 s_2 --en Mine", "split", None, {"sentence_ids": ["s_1", "s_2"], "name_en": "Mine"}),
        ("split --subtheme t_a1", "split", None, {"subtheme_id": "t_a1"}),
        ("move s_2 --to t_a1", "move", "t_a1", {"sentence_ids": ["s_2"]}),
        ("pin t_a", "pin", "t_a", {}),
        ("unpin t_b", "unpin", "t_b", {}),
        ("hide t_a1", "hide", "t_a1", {}),
        ("unhide t_b", "unhide", "t_b", {}),
    ],
)
def test_an_edit_is_in_the_inbox(run, shop, words, kind, theme_id, detail):
    result = run(*words.split(), "--author", "ann")
    [entry] = read_entries(shop)
    assert result.code == 0
    assert result.out.startswith(f"{entry.edit_id}  {kind} {entry.theme_id}; ")
    assert (entry.kind, entry.author, entry.detail) == (kind, "ann", detail)
    assert entry.theme_id == theme_id or (theme_id is None and entry.theme_id.startswith("t_"))


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["pin", "t_x"], "there is no theme 't_x' in the newest snapshot; vocpipe theme list lists the themes"),
        (["pin", "t_old"], "t_old has retired; vocpipe theme list lists the current themes"),
        (["merge", "t_a", "--into", "t_a"], "t_a can't be merged into itself"),
        (["merge", "t_a1", "--into", "t_b"], "merge a theme into a theme, or a sub-theme into a sub-theme"),
        (["rename", "t_a", "--en", "  "], "a name can't be empty"),
        (["rename", "t_a"], "give the new name in Japanese, in English or in both"),
        (["rename", "t_a", "--en", "x" * 201], "a name can't be longer than 200 characters"),
        (["split"], "name either the sentences to split off or a sub-theme"),
        (["split", "s_1", "--subtheme", "t_a1"], "name either the sentences to split off or a sub-theme"),
        (["split", "--subtheme", "t_a"], "t_a is already a theme of its own; name one of its sub-themes"),
        (["move", "s_9", "--to", "t_a"], "there is no sentence 's_9' in the newest snapshot"),
        (["move", "s_3", "--to", "t_a"], "s_3 is not an opinion, so it belongs to no theme"),
        (["undo", "e_9"], "there is no edit 'e_9'; vocpipe theme edits lists them"),
    ],
)
def test_an_impossible_edit_is_reported_in_one_line(run, shop, words, complaint):
    assert run(*words).complaint == complaint
    assert read_entries(shop) == []


def test_a_theme_that_was_just_merged_cannot_be_edited(run):
    run("merge", "t_a", "--into", "t_b")
    complaint = run("merge", "t_b", "--into", "t_a").complaint
    assert "t_a was merged into t_b; use t_b instead, or undo the merge first" in complaint


def test_edits_are_listed_and_undone(run):
    edit_id = run("rename", "t_a", "--en", "Bills", "--author", "ann").out.split()[0]
    assert run("undo", edit_id, "--author", "bob").code == 0
    output = run("edits").out
    assert output.count("\n") == 1
    assert "  ann  rename  t_a  name_en=Bills  undone 20" in output
    assert output.endswith(" by bob\n")
    assert run("undo", edit_id).code == 1


def test_themes_are_listed_with_their_subthemes_and_marks(run):
    assert run("list").out.splitlines() == [
        "t_a  1  Invoices",
        "  t_a1  0  PDF",
        "  t_a2  0  Tax",
        "t_b  0  Slow  [pinned, hidden]",
    ]


def test_a_folder_that_is_not_a_workspace_gets_no_inbox(tmp_path, monkeypatch, capfd):
    run = runner(monkeypatch, capfd, "theme", workspace=tmp_path)
    assert "has no vocpipe.toml" in run("pin", "t_a").complaint
    assert list(tmp_path.iterdir()) == []


def test_marks_and_edits_are_published(shop):
    with open_snapshot(newest(shop)) as published:
        assert published.execute(
            "SELECT theme_id, is_pinned, is_hidden, name_en_by FROM theme WHERE is_pinned"
        ).fetchall() == [("t_b", True, True, "ann")]
        assert published.execute("SELECT count(*) FROM theme_edit").fetchall() == [(0,)]
