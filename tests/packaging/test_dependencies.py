"""Every library that the package imports is declared, and every declared one is imported or has a reason."""

import ast
import re
import sys
import tomllib
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from vocpipe.extras import EXTRAS

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_NEVER_IMPORTED = {
    "onnx",  # what torch writes an export with
    "fastapi",  # held below a version that Prefect breaks with
    "sudachidict-core",  # the dictionary of sudachipy
    "tzdata",  # read by zoneinfo
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[<>=!~\[; ]", requirement)[0]) for requirement in requirements}


def imported() -> set[str]:
    """The distributions that the package's modules import, wherever in them."""
    names = set()
    for folder in ("vocpipe", "app", "flows"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0])
    names -= sys.stdlib_module_names | {"vocpipe"}
    distributions = packages_distributions()
    return {canonical(distributions.get(name, [name])[0]) for name in names}


def test_every_import_is_declared():
    of_extras = {package for extra in EXTRAS for package in declared(PROJECT["optional-dependencies"][extra])}
    assert imported() - of_extras <= declared(PROJECT["dependencies"])


@pytest.mark.parametrize(("extra", "package"), EXTRAS.items())
def test_an_extra_that_the_code_asks_for_is_there_to_install(extra, package):
    assert package in declared(PROJECT["optional-dependencies"][extra])


def test_every_dependency_is_imported_or_has_a_reason():
    assert declared(PROJECT["dependencies"]) - imported() == _NEVER_IMPORTED


def test_every_dependency_has_a_version_that_was_tried():
    tried = {
        canonical(line.split("==")[0])
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    extras = PROJECT["optional-dependencies"]
    wanted = declared(PROJECT["dependencies"] + extras["dev"] + extras["docs"])
    assert wanted - tried == set()


def test_debians_python_takes_every_version_that_was_tried():
    """Some packages ask for a later 3.11.x than Debian 12 has, with which docs/operations.md begins."""
    refused = []
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, _, tried = line.partition("==")
        if tried and (found := installed(name)) and found["Version"] == tried:
            wanted = found.get("Requires-Python") or ""
            refused += [] if SpecifierSet(wanted).contains("3.11.2") else [f"{line} ({wanted})"]
    assert refused == []


def installed(name: str) -> Message | None:
    """What an installed distribution says of itself."""
    try:
        return metadata(name)
    except PackageNotFoundError:
        return None
