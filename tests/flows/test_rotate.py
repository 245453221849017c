"""A new secret gives everybody another pseudonym, and what people decided goes on."""

import pytest

from tests.cli.command import runner
from tests.flows import shop
from vocpipe.errors import ExportError
from vocpipe.handoff.members import load_members
from vocpipe.inbox.entries import read_entries
from vocpipe.inbox.matches import reject_match
from vocpipe.inbox.pseudonyms import rotate_pseudonyms
from vocpipe.inbox.theme_edits import Move, submit
from vocpipe.store.audit import audit_path
from vocpipe.store.audit_check import check_audit
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

IDS = {
    "feedback": ("feedback_id", "customer_id"),
    "sentence": ("sentence_id",),
    "customer": ("customer_id",),
    "customer_month": ("customer_id",),
    "customer_spell": ("customer_id",),
}


def published_ids(workspace: Workspace) -> set[str]:
    with open_snapshot(newest(workspace)) as snapshot:
        columns = [(table, column) for table, held in IDS.items() for column in held]
        return {
            row[0] for table, column in columns for row in snapshot.execute(f"SELECT {column} FROM {table}").fetchall()
        }


def _theme_of(workspace: Workspace, text: str) -> tuple[str, str]:
    """The sentence and the theme that it is in."""
    query = (
        "SELECT sentence_id, theme_id FROM sentence JOIN sentence_theme USING (sentence_id) "
        "WHERE is_primary AND text = ?"
    )
    with open_snapshot(newest(workspace)) as snapshot:
        return snapshot.execute(query, [text]).fetchall()[0]


def test_after_a_rotation_no_id_is_as_before_and_decisions_stay(
    copied: Workspace, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sentence, _ = _theme_of(copied, "The search is far too slow (1)")
    _, theme = _theme_of(copied, "Very easy to use from day one (1)")
    submit(copied, Move(theme, (sentence,)))
    with open_snapshot(newest(copied)) as snapshot:
        feedback = snapshot.execute("SELECT feedback_id FROM sentence WHERE sentence_id = ?", [sentence]).fetchall()[0][
            0
        ]
    reject_match(copied, feedback)
    before, older = published_ids(copied), newest(copied)

    output = runner(monkeypatch, capfd, "privacy", "rotate", workspace=copied.root)("--author", "mio")
    assert output.code == 0
    assert "2 decisions now refer to them" in output.out
    assert published_ids(copied) & before == set()
    assert not older.exists()
    assert check_audit(copied).problem is None
    assert '"act": "pseudonyms.rotate"' in audit_path(copied).read_text(encoding="utf-8")
    moved, now_in = _theme_of(copied, "The search is far too slow (1)")
    assert (now_in, moved != sentence) == (theme, True)
    (entry,) = read_entries(copied)
    assert entry.detail == {"sentence_ids": [moved]}
    shop.refresh(copied)
    assert _theme_of(copied, "The search is far too slow (1)") == (moved, theme)


def test_a_rotation_that_was_killed_before_its_refresh_is_published_by_the_next_one(copied: Workspace) -> None:
    before, older = published_ids(copied), newest(copied)
    rotate_pseudonyms(copied, keep_older=True)
    assert published_ids(copied) == before
    with pytest.raises(ExportError, match="run vocpipe refresh first"):
        load_members(copied, "theme:t_none", None)
    shop.refresh(copied)
    assert published_ids(copied) & before == set()
    assert older.exists()
