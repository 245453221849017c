"""Each promise in docs/privacy.md names tests, and each of them exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ROW = re.compile(r"^\| (?!promise |---)(.+?) \| (.+) \|$", re.MULTILINE)
_PROMISES = PAGE.split("## Promises, and the tests that keep them", 1)[1].split("\n## ", 1)[0]
PROMISES = _ROW.findall(_PROMISES)
NAMED = sorted(set(_TEST.findall(PAGE)))


def named_tests(path: Path) -> set[str]:
    """The names of the tests in a module, those in classes too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def test_there_are_promises():
    assert len(PROMISES) > 20
    assert len({promise for promise, _ in PROMISES}) == len(PROMISES)


@pytest.mark.parametrize(("promise", "tests"), PROMISES, ids=[promise for promise, _ in PROMISES])
def test_every_promise_names_nothing_but_tests(promise, tests):
    assert promise
    assert _TEST.sub("", tests).strip(", ") == ""
    assert _TEST.findall(tests)


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_every_test_that_the_page_names_exists(path, test):
    assert test in named_tests(ROOT / path)
