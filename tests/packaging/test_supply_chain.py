"""What is installed with vocpipe: no copyleft license, a bill of materials, an audit that hides nothing."""

import re
import runpy
from importlib.metadata import Distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SBOM = runpy.run_path(str(ROOT / ".ci" / "sbom.py"))
AUDIT = runpy.run_path(str(ROOT / ".ci" / "audit.py"))
CORE = SBOM["core"]()
_COPYLEFT = re.compile(r"\b[AL]?GPL|General Public", re.IGNORECASE)
# Licensed under a second license as well, by the choice of whoever uses it.
_CHOICE = {"text-unidecode": "Artistic License"}


def licenses(package: Distribution) -> list[str]:
    """What the metadata says of the license, without its text."""
    metadata = package.metadata
    named = [metadata.get("License-Expression"), (metadata.get("License") or "").split("\n")[0]]
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    return [text for text in [*named, *classifiers] if text]


def test_the_core_is_all_that_vocpipe_requires_directly_or_not():
    assert {"duckdb", "torch", "starlette", "numpy"} <= CORE.keys()
    assert not {"pytest", "mkdocs", "faker", "vocpipe"} & CORE.keys()
    assert len(CORE) > 100


def test_nothing_in_the_core_is_under_the_gpl():
    under = {name for name, package in CORE.items() if any(map(_COPYLEFT.search, licenses(package)))}
    assert under == set(_CHOICE)
    assert all(license in " ".join(licenses(CORE[name])) for name, license in _CHOICE.items())


def test_every_package_of_the_core_says_its_license():
    assert [name for name, package in CORE.items() if not licenses(package)] == []


def test_the_bill_of_materials_leaves_out_what_only_developers_install():
    bill = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": "DuckDB", "bom-ref": "d"}, {"name": "pytest", "bom-ref": "p"}],
        "dependencies": [{"ref": "root", "dependsOn": ["d", "p"]}, {"ref": "p"}, {"ref": "d"}],
    }
    left = SBOM["only_core"](bill, {"duckdb"})
    assert [part["bom-ref"] for part in left["components"]] == ["d"]
    assert left["dependencies"] == [{"ref": "root", "dependsOn": ["d"]}, {"ref": "d", "dependsOn": []}]


SOUND = {"name": "a", "version": "1", "vulns": []}
BROKEN = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "required", "line"),
    [
        ([SOUND], 0, 0, "1 packages audited"),
        ([SOUND, BROKEN], 1, 1, "b 2: CVE-1, fixed in 2.1"),
        ([SOUND, UNKNOWN], 0, 1, "NOT AUDITED: 1 packages: c"),
        ([UNKNOWN], 0, 1, "NOT AUDITED: the service could not be asked, so nothing is known about these versions"),
        ([], 0, 1, "NOT AUDITED: the service could not be asked, so nothing is known about these versions"),
    ],
)
def test_the_audit_fails_on_a_vulnerability_and_says_what_was_not_audited(packages, code, required, line):
    for must, wanted in ((False, code), (True, required)):
        lines, got = AUDIT["report"](packages, required=must)
        assert line in lines
        assert got == wanted
