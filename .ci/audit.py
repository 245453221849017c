"""Whether a version in constraints.txt has a known vulnerability: asks a public service. Run by `make audit`.

Fails if one has. Offline nothing can be asked: then it says so, and fails only where AUDIT_REQUIRED is set, as in CI.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "audit.json"
SHOWN = 5  # of the packages that could not be asked about


def ask() -> list[dict[str, Any]]:
    """What the service says on each package; empty if it can't be reached."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.unlink(missing_ok=True)
    tool = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "constraints.txt"), "--no-deps"]
    options = ["--disable-pip", "--progress-spinner", "off", "--timeout", "15", "--format", "json"]
    subprocess.run([*tool, *options, "--output", str(OUT)], check=False, stderr=subprocess.DEVNULL)
    if not OUT.exists():
        return []
    answer: dict[str, list[dict[str, Any]]] = json.loads(OUT.read_text(encoding="utf-8"))
    return answer["dependencies"]


def report(packages: Sequence[Mapping[str, Any]], *, required: bool) -> tuple[list[str], int]:
    """The lines to print, and the exit code; required: whether packages that were not audited are a failure."""
    lines = [_found(package, found) for package in packages for found in package.get("vulns", [])]
    failed = bool(lines)
    audited = sum("vulns" in package for package in packages)
    skipped = [str(package["name"]) for package in packages if "vulns" not in package]
    if not audited:
        lines.append("NOT AUDITED: the service could not be asked, so nothing is known about these versions")
    elif skipped:
        more = ", …" if len(skipped) > SHOWN else ""
        lines.append(f"NOT AUDITED: {len(skipped)} packages: {', '.join(skipped[:SHOWN])}{more}")
    if audited:
        lines.append(f"{audited} packages audited")
    return lines, int(failed or (required and (not audited or bool(skipped))))


def _found(package: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    fixed = ", ".join(found["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {found['id']}, fixed in {fixed}"


def main() -> None:
    """Ask, and print what came out."""
    lines, code = report(ask(), required=bool(os.environ.get("AUDIT_REQUIRED")))
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
