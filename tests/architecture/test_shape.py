"""The shape of the code: sizes, docstrings that stand alone, comments on SQL, a core that prints nothing."""

import ast
import re
import statistics
from collections import Counter

from tests.architecture.source import MODULES, ROOT, SQL, TESTS, name, short, tree

MAX_LINES = 300
# Docstrings that lean on another one.
LEANS = re.compile(r"\bThe same\b|\bthe same as above\b|\b[Ll]ikewise\b|\bas above\b|^(And|Also)\b")

FUNCTIONS = [
    node
    for path in MODULES
    for node in ast.walk(tree(path))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]


def test_the_median_function_has_ten_lines_and_nine_in_ten_have_at_most_twenty_five():
    lengths = [node.end_lineno - node.lineno + 1 for node in FUNCTIONS]
    assert len(lengths) > 500
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 25


def test_no_module_is_too_long():
    lines = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*MODULES, *TESTS)}
    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}


def public(module):
    """(what, node) of the module, and of every public class, function and method in it."""
    yield "the module", module
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from ((f"{node.name}.{item.name}", item) for item in node.body if is_method(item))


def is_method(node):
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")


def every_docstring(module):
    """Every docstring there is, also of what is private."""
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", "the module"), text


DOCSTRINGS = [(name(path), what, text) for path in MODULES for what, text in every_docstring(tree(path))]


def test_everything_public_says_what_it_is():
    silent = [
        (name(path), what)
        for path in MODULES
        for what, node in public(tree(path))
        if not (ast.get_docstring(node) or "").strip()
    ]
    assert silent == []


def test_a_docstring_says_it_in_a_first_line_of_its_own():
    unfinished = [(module, what) for module, what, text in DOCSTRINGS if not text.splitlines()[0].endswith(".")]
    assert unfinished == []


def test_every_docstring_stands_alone():
    assert len(DOCSTRINGS) > 1000
    assert [(module, what) for module, what, text in DOCSTRINGS if LEANS.search(text)] == []


def test_what_leans_would_be_found():
    assert all(map(LEANS.search, ("The same with another reason.", "And its interval.", "Likewise for stars.")))
    assert not LEANS.search("The key of a text, equal for texts that are the same in all but case.")


def test_the_core_prints_nothing_and_asserts_nothing():
    core = [path for path in MODULES if path.is_relative_to(ROOT / "vocpipe")]
    found = [(name(path), node.lineno) for path in core for node in ast.walk(tree(path)) if prints_or_asserts(node)]
    assert len(core) > 500
    assert found == []


def prints_or_asserts(node):
    calls_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    return calls_print or isinstance(node, ast.Assert)


def test_what_prints_or_asserts_would_be_found():
    for code in ("print(1)", "assert True"):
        assert any(map(prints_or_asserts, ast.walk(ast.parse(code))))


def test_every_sql_file_begins_with_what_it_is():
    assert len(SQL) > 300
    assert [short(path) for path in SQL if not path.read_text(encoding="utf-8").startswith("-- ")] == []


def test_test_modules_have_names_of_their_own():
    names = Counter(path.name for path in TESTS if path.name.startswith("test_"))
    assert [file for file, count in names.items() if count > 1] == []
