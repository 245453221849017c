"""docs/python.md: its code runs as it stands, from the first block to the last, and names every question."""

import re
from pathlib import Path

import pytest

import vocpipe
from tests.app.small_world import build_world
from tests.face.test_face import QUESTIONS
from vocpipe.flows import local

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_the_code_on_the_page_runs(tmp_path, monkeypatch, capsys):
    build_world(tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(local, "run_locally", lambda path, *, rediscover: f"# Refresh of {path}")
    names = {}
    for block in _BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), names)  # noqa: S102 - the project's own page
    printed = capsys.readouterr().out
    assert f"{len(vocpipe.open('demo').themes())} themes; columns: name, n_customers" in printed
    assert "Binder Error" in printed
    assert "# Refresh of demo" in printed
    assert len(names["monthly"]) > 0


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_on_the_page(question):
    assert f"`{question}()`" in PAGE
