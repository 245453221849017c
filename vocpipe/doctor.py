"""The doctor: is everything installed, is the workspace sound, and what would mend it."""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from shutil import which

from vocpipe.collect.plan import unmatched
from vocpipe.errors import VocpipeError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.snapshot import is_older, newest, open_snapshot
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.structure.encoders import encode

_PACKAGES = ("duckdb", "prefect", "streamlit", "sentence-transformers", "spacy", "hdbscan")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is good, and what to say of it."""

    subject: str
    good: bool
    says: str


def examine(workspace: Workspace) -> list[Finding]:
    """Every check, in the order in which a person would mend them."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    findings = [Finding("python", True, platform.python_version()), Finding("packages", True, packages)]
    try:
        settings = workspace.settings
    except VocpipeError as error:
        return [*findings, Finding("settings", False, str(error))]
    findings.append(
        Finding(
            "settings", True, f"{len(settings.source)} sources, languages {', '.join(settings.workspace.languages)}"
        )
    )
    missing = unmatched(workspace, settings)
    findings += [Finding("files", False, f"no file for {where}; put it there or mend the path") for where in missing]
    if settings.naming.command:
        findings.append(_namer(settings.naming.command[0]))
    findings += [_model(model) for model in sorted(set(encoder_plan(settings.embed).models))]
    return [*findings, _snapshot(workspace)]


def _model(model: str) -> Finding:
    try:
        dimensions = encode(model, ["こんにちは"]).shape[1]
    except VocpipeError as error:
        return Finding("model", False, str(error))
    return Finding("model", True, f"{model}, {dimensions} dimensions")


def _namer(program: str) -> Finding:
    if which(program):
        return Finding("naming", True, f"{program} names new themes")
    return Finding("naming", False, f"the program {program} can't be found; mend command under [naming]")


def _snapshot(workspace: Workspace) -> Finding:
    try:
        path = newest(workspace)
    except VocpipeError as error:
        return Finding("published", False, str(error))
    with open_snapshot(path) as connection:
        if is_older(connection, PUBLISHED):
            says = f"{path.name} was made by an older vocpipe; run: vocpipe refresh --workspace {workspace.root}"
            return Finding("published", False, says)
        row = fetch_one(connection, "SELECT count(*) FROM feedback")
    return Finding("published", True, f"{path.name}, {row[0] if row else 0:,} things said")
