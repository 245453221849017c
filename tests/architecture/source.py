"""The code as the tests of the architecture see it: modules, their names, imports and syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("vocpipe", "flows", "app") for path in (ROOT / folder).rglob("*.py"))
SQL = sorted(path for folder in ("vocpipe", "app") for path in (ROOT / folder).rglob("*.sql"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
STAGES = ("collect", "structure", "themes", "sentiment", "outcomes", "handoff")


def name(path: Path) -> str:
    """The name a module is imported by: `flows/` and `app/` are parts of the package."""
    full = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return full if full.split(".")[0] == "vocpipe" else f"vocpipe.{full}"


def short(path: Path) -> str:
    """The path inside the repository."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, *, at_load: bool = False) -> set[str]:
    """Full names of what the module imports from the project; `at_load`: only what loading the module imports."""
    package = name(path).split(".") if path.stem == "__init__" else name(path).split(".")[:-1]
    nodes = tree(path).body if at_load else ast.walk(tree(path))
    full: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            full |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            full |= {f"{base}.{alias.name}" for alias in node.names}
    return {item for item in full if item.split(".")[0] == "vocpipe"}


def part(full: str) -> str:
    """The room of a full name: `themes` for vocpipe.themes.graph.nearest, `vocpipe` for vocpipe.__version__."""
    top, *rest = full.split(".")
    known = rest and ((ROOT / "vocpipe" / rest[0]).is_dir() or (ROOT / "vocpipe" / f"{rest[0]}.py").is_file())
    return rest[0] if known else top


def inside(room: str) -> list[Path]:
    """The modules of one room."""
    return [path for path in MODULES if part(name(path)) == room]


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the syntax nodes that are docstrings, or other texts that stand alone."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def constant(node: ast.expr, hole: str) -> str | None:
    """The text of a string, or of an f-string with `hole` in the place of every value; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else hole for part in node.values)
    return None


def strings(path: Path, hole: str) -> list[tuple[ast.expr, str]]:
    """Every string and f-string in the code of a module, docstrings left out."""
    skipped = docstrings(tree(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(inner) for value in node.values for inner in ast.walk(value)}
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in skipped:
            text = constant(node, hole)
            if text is not None:
                found.append((node, text))
    return found
