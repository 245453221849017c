"""A tiny workspace with something to publish."""

from datetime import datetime

from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.workspace import Workspace

SETTINGS = '[workspace]\nlanguages = ["en", "ja"]\n'


def make_workspace(root, settings=SETTINGS):
    root.mkdir(parents=True, exist_ok=True)
    (root / "vocpipe.toml").write_text(settings, encoding="utf-8")
    return Workspace(root)


def add_run(connection, run_id):
    connection.execute(
        "INSERT INTO run VALUES (?, ?, ?, '0.1.0', '{}', '{}', '{}', '{}', false)",
        [run_id, datetime(2026, 3, 1), datetime(2026, 3, 1)],
    )


def add_feedback(connection, number, text="The export is slow."):
    feedback_id = f"f_{number}"
    connection.execute(
        "INSERT INTO feedback_raw "
        "(feedback_id, source, kind, source_id, part_no, created_at, text, content_hash, file_id, row_no) "
        "VALUES (?, 'reviews', 'review', ?, 0, TIMESTAMP '2026-03-01 20:00', ?, '', 'file', 1)",
        [feedback_id, str(number), text],
    )
    connection.execute(
        "INSERT INTO feedback_clean (feedback_id, basis, text, lang, is_empty_like) VALUES (?, '', ?, 'en', false)",
        [feedback_id, text],
    )


def publish_run(connection, workspace, number, **names):
    """One more thing said and one more run, published."""
    run_id = names.get("run_id", f"run-{number:03d}")
    add_run(connection, run_id)
    add_feedback(connection, number)
    return publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
