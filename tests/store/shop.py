"""A tiny workspace with something to publish."""

from tests.builders import add_feedback, add_run
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.workspace import Workspace

SETTINGS = '[workspace]\nlanguages = ["en", "ja"]\n'


def make_workspace(root, settings=SETTINGS):
    root.mkdir(parents=True, exist_ok=True)
    (root / "vocpipe.toml").write_text(settings, encoding="utf-8")
    return Workspace(root)


def publish_run(connection, workspace, number, **names):
    """One more piece of feedback and one more run, published."""
    run_id = names.get("run_id", f"run-{number:03d}")
    add_run(connection, run_id)
    add_feedback(connection, number)
    return publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
