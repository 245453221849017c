"""CONTRIBUTING.md: its reader, analysis and page, written into a copy of the project as it says, just work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?:python|toml) (?P<path>\S+)(?: (?P<group>\[\S+\]))?\n(?P<text>.*?)^```$", re.M | re.S)
_CODE = ("vocpipe", "app", "flows", "data", "tests", "docs")
_CALLS = [
    '{"ring_id": 7, "caller": "c1", "started": "2026-05-01T09:00:00Z", "summary": "The invoice never arrives."}',
    '{"ring_id": 8, "caller": "c2", "started": "2026-05-02T09:00:00Z", "summary": ""}',
]
_READ = """
import sys
from pathlib import Path
from vocpipe.collect.guess import guess_settings
from vocpipe.pipeline import begin, run_stage
from vocpipe.store.workspace import Workspace

root = Path(sys.argv[1])
settings = guess_settings(root)
assert 'reader = "ringbook"' in settings, settings
(root / "vocpipe.toml").write_text(settings, encoding="utf-8")
counts = run_stage(root, begin(root), "collect")
assert (counts["rows_read"], counts["rows_rejected"], counts["feedback_new"]) == (2, 1, 1), counts
with Workspace(root).connect() as connection:
    assert connection.execute("SELECT reason FROM ingest_reject").fetchall() == [("the call has no summary",)]
    assert connection.execute("SELECT text FROM feedback_raw").fetchall() == [("The invoice never arrives.",)]
"""
_ANALYZE = """
import sys
from pathlib import Path
from tests.app.small_world import RUN, build_world, republish
from vocpipe.pipeline import run_stage
from vocpipe.store.snapshot import open_snapshot

root = Path(sys.argv[1]) / "world"
build_world(root)
run_stage(root, RUN, "outcomes")
with open_snapshot(republish(root, "20261102T000000-abcd")) as connection:
    rows = connection.execute("SELECT n_sentences, share, reason_en, reason_ja FROM theme_loudest").fetchall()
    assert rows and all(n > 0 and 0 < share <= 1 for n, share, *_ in rows), rows
    assert rows[0][2].endswith("of its sentences come from one customer."), rows
    comments = connection.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'theme_loudest'").fetchall()
    assert len(comments) == 5 and all(comment for (comment,) in comments), comments
"""
_OPEN = """
import os
import sys
from pathlib import Path
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from tests.app.reading import shown
from tests.app.small_world import build_world
from vocpipe.app.menu import all_pages

root = Path(sys.argv[1]) / "world"
build_world(root)
os.environ["VOCPIPE_WORKSPACE"] = str(root)
assert "keywords" in [page.name for page in all_pages() if page.in_menu]
for lang, intro in (("en", "The themes that are mentioned most."), ("ja", "よく言及されているテーマです。")):
    at = AppTest.from_file("app/main.py", default_timeout=60)
    at.query_params["lang"] = lang
    at._page_hash = calc_hash("keywords")
    at.run()
    assert not at.exception, at.exception
    assert intro in shown(at), shown(at)
"""


@pytest.fixture(scope="module")
def blocks():
    return list(_BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def copy(tmp_path_factory, blocks):
    """A copy of the project into which the blocks of CONTRIBUTING.md have been written."""
    root = tmp_path_factory.mktemp("project") / "vocpipe"
    ignored = shutil.ignore_patterns("__pycache__", "inputs")
    for folder in _CODE:
        shutil.copytree(ROOT / folder, root / folder, symlinks=True, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, root / name)
    for block in blocks:
        _write(root / block["path"], block["group"], block["text"])
    return root


def _write(path, group, text):
    if path.suffix == ".py":
        assert not path.exists()
        path.write_text(text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    if group:
        assert before.count(f"\n{group}\n") == 1
        path.write_text(before.replace(f"\n{group}\n", f"\n{group}\n{text}"), encoding="utf-8")
    else:
        path.write_text(f"{before}\n{text}", encoding="utf-8")


def run(copy, *arguments):
    """What Python prints, run inside the copy and on its code."""
    command = [sys.executable, *arguments]
    done = subprocess.run(  # noqa: PLW1510 - the output is shown first
        command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_each_addition_is_one_module_and_its_sentences(blocks):
    modules = [block["path"] for block in blocks if block["path"].endswith(".py")]
    assert modules == [
        "vocpipe/collect/readers/ringbook.py",
        "vocpipe/outcomes/theme_loudest.py",
        "app/screens/keywords.py",
    ]
    assert {block["path"] for block in blocks} - set(modules) == {"vocpipe/wording/en.toml", "vocpipe/wording/ja.toml"}


def test_the_reader_is_recognized_reads_and_rejects(copy, tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "calls.jsonl").write_text("\n".join(_CALLS) + "\n", encoding="utf-8")
    run(copy, "-c", _READ, str(tmp_path))


def test_the_analysis_is_computed_and_published(copy, tmp_path):
    run(copy, "-c", _ANALYZE, str(tmp_path))


@pytest.mark.long
def test_the_page_opens_in_both_languages(copy, tmp_path):
    run(copy, "-c", _OPEN, str(tmp_path))


@pytest.mark.long
def test_the_additions_keep_every_rule_of_the_architecture(copy):
    rules = ["tests/architecture", "tests/wording", "tests/test_step.py"]
    run(copy, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *rules)
    run(copy, "-m", "ruff", "check", ".")
