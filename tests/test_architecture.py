"""The picture of the design, kept by a test: who may import whom, what every module says, how long one may be."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = {"collect", "structure", "themes", "sentiment", "outcomes", "handoff"}
GROUND = {"store", "settings", "records", "errors", "own_names", "extras", "step", "wording", "verdict"}
STORE = {"store", "settings", "records", "errors", "wording", "verdict"}
MODULES = sorted(path for folder in ("vocpipe", "flows", "app") for path in (ROOT / folder).rglob("*.py"))


def name(path):
    """The name it is imported by: `flows/` and `app/` are parts of the package."""
    full = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return full if full.split(".")[0] == "vocpipe" else f"vocpipe.{full}"


def imported(path):
    """The full names of the project's modules and names that `path` imports, wherever in it."""
    package = name(path).split(".") if path.stem == "__init__" else name(path).split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return {item for item in found if item.split(".")[0] == "vocpipe"}


def part(full):
    """`themes` for vocpipe.themes.graph.nearest, `flows` for flows.refresh, `vocpipe` for vocpipe.__version__."""
    top, *rest = full.split(".")
    known = rest and ((ROOT / "vocpipe" / rest[0]).is_dir() or (ROOT / "vocpipe" / f"{rest[0]}.py").is_file())
    return rest[0] if known else top


def reach(path):
    return {part(item) for item in imported(path)} - {"vocpipe"}


def inside(folder):
    return [path for path in MODULES if name(path).startswith(f"{folder}.") or name(path) == folder]


ids = {"ids": name}


def test_the_modules_are_found():
    assert len(MODULES) > 50
    assert "store" in reach(ROOT / "vocpipe" / "themes" / "stage.py")
    assert reach(ROOT / "vocpipe" / "pipeline.py") >= STAGES
    assert reach(ROOT / "flows" / "refresh.py") == {"flows", "pipeline", "step", "store", "wording"}


@pytest.mark.parametrize("path", [path for stage in sorted(STAGES) for path in inside(f"vocpipe.{stage}")], **ids)
def test_a_stage_imports_neither_another_stage_nor_what_runs_it(path):
    own = name(path).split(".")[1]
    assert reach(path) <= {own} | GROUND


@pytest.mark.parametrize("path", inside("vocpipe.store"), **ids)
def test_the_store_stands_on_settings_records_and_errors_alone(path):
    assert reach(path) <= STORE


@pytest.mark.parametrize("ground", ["settings", "records", "errors"])
def test_the_ground_stands_on_nothing_but_itself(ground):
    assert reach(ROOT / "vocpipe" / f"{ground}.py") <= {"settings", "records", "errors", "wording"}


@pytest.mark.parametrize("path", inside("vocpipe.app"), **ids)
def test_the_explorer_knows_what_is_published_and_no_stage(path):
    assert reach(path) <= {"app", "store", "settings", "errors", "wording", "verdict"}


@pytest.mark.parametrize("path", inside("vocpipe.evaluate"), **ids)
def test_evaluation_measures_stages_and_runs_no_flow(path):
    assert reach(path) <= {"evaluate"} | GROUND | STAGES


@pytest.mark.parametrize("path", MODULES, **ids)
def test_only_the_command_line_the_face_and_flows_know_of_flows(path):
    if name(path) == "vocpipe.face" or name(path).startswith("vocpipe.cli."):
        return
    assert "flows" not in reach(path) or name(path).startswith("vocpipe.flows")
    assert "app" not in reach(path) or name(path).startswith("vocpipe.app")


@pytest.mark.parametrize("path", inside("vocpipe.flows"), **ids)
def test_flows_call_stages_and_never_the_explorer_or_the_command_line(path):
    assert reach(path) <= {"flows", "pipeline"} | GROUND | STAGES


@pytest.mark.parametrize("path", MODULES, **ids)
def test_every_module_says_what_it_is_and_is_not_too_long(path):
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "no docstring"
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(ROOT / "vocpipe")], **ids)
def test_the_core_prints_nothing_and_asserts_nothing(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}"
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"), (
            f"line {node.lineno}"
        )


SQL = sorted([*(ROOT / "vocpipe").rglob("*.sql"), *(ROOT / "app").rglob("*.sql")])


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sql_file_begins_with_what_it_is(path):
    assert path.read_text(encoding="utf-8").startswith("-- ")


def test_test_modules_have_names_of_their_own():
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [file for file, count in names.items() if count > 1] == []
