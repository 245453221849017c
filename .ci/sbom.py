"""A bill of materials (CycloneDX, JSON) of what `pip install vocpipe` brings: build/sbom.json. Run by `make sbom`.

cyclonedx-bom lists everything in the environment; what only developers install is taken out again.
"""

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "sbom.json"


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def core(root: str = "vocpipe") -> dict[str, Distribution]:
    """Name -> distribution of everything that `root` requires without extras, directly or not; without itself."""
    found: dict[str, Distribution] = {}
    todo, done = [(root, frozenset[str]())], set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # a requirement of another platform or Python
        for line in found[name].requires or []:
            wanted = Requirement(line)
            if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras or {""}):
                todo.append((canonical(wanted.name), frozenset(wanted.extras)))
    return {name: found[name] for name in sorted(found) if name != root}


def only_core(bill: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The bill of materials with those components and dependencies alone that are the root's or in `names`."""
    components = [part for part in bill["components"] if canonical(part["name"]) in names]
    kept = {part["bom-ref"] for part in components}
    root = bill["metadata"]["component"]["bom-ref"]
    depends = [
        item | {"dependsOn": [ref for ref in item.get("dependsOn", []) if ref in kept]}
        for item in bill["dependencies"]
        if item["ref"] in kept | {root}
    ]
    return bill | {"components": components, "dependencies": depends}


def main() -> None:
    """Write the bill of materials of the environment that runs this."""
    OUT.parent.mkdir(exist_ok=True)
    tool = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        sys.executable,
        "--pyproject",
        str(ROOT / "pyproject.toml"),
    ]
    subprocess.run([*tool, "--output-reproducible", "-o", str(OUT)], check=True)
    bill = only_core(json.loads(OUT.read_text(encoding="utf-8")), set(core()))
    OUT.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{OUT.relative_to(ROOT)}: {len(bill['components'])} packages\n")


if __name__ == "__main__":
    main()
