"""The structure of outcomes: an analysis is one file with a STEP, and imports only statistics and shared modules."""

import ast
from pathlib import Path

import pytest

from vocpipe import outcomes
from vocpipe.outcomes import steps

ROOT = Path(outcomes.__file__).parent
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)

NEW = """
from vocpipe.step import Step

STEP = Step("outcomes.one_more", lambda context: {}, writes=frozenset({"one_more"}))
"""


def imported_rooms(path):
    """The rooms of the outcomes that a module imports, "" for a shared module at the top."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vocpipe.outcomes."):
            names.add(node.module.removeprefix("vocpipe.outcomes."))
    return {name.split(".")[0] if (ROOT / name.split(".")[0]).is_dir() else "" for name in names}


def test_a_new_module_with_a_step_adds_a_step(tmp_path, monkeypatch):
    (tmp_path / "one_more.py").write_text(NEW, encoding="utf-8")
    monkeypatch.setattr(outcomes, "__path__", [*outcomes.__path__, str(tmp_path)])
    known = {step.name for step in steps.STEPS}
    assert {step.name for step in steps.find_steps()} == known | {"outcomes.one_more"}


def test_every_step_has_a_module_of_its_own():
    written = [path for path in ROOT.rglob("*.py") if "\nSTEP = Step(" in path.read_text(encoding="utf-8")]
    assert len(written) == len(steps.STEPS) > 10


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_analysis_imports_no_other_analysis_except_statistics(path):
    own = path.relative_to(ROOT).parts[0]
    allowed = {own} if own == "statistics" else {own, "statistics", ""}
    assert imported_rooms(path) <= allowed


def test_shared_modules_import_only_statistics():
    for path in ROOT.glob("*.py"):
        assert imported_rooms(path) <= {"", "statistics"}, path.name
