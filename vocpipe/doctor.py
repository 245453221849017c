"""The doctor: whether everything is installed, whether the workspace is in order, and what to fix."""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from shutil import which
from typing import Any

from vocpipe.collect.plan import unmatched
from vocpipe.encoders.models import encode
from vocpipe.errors import VocpipeError
from vocpipe.intake import intake
from vocpipe.pipeline import PUBLISHED
from vocpipe.pull.run import probe, pulled_sources
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.audit_check import check_audit
from vocpipe.store.protect import has_modes, is_allowed, is_open, problems
from vocpipe.store.secrets import secrets_file
from vocpipe.store.snapshot import ask_newest, is_older, open_snapshot, read_through
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import Workspace, fetch, fetch_one, statement
from vocpipe.wording import tell

MIN_SHARE = 0.5  # of the feedback of a source that must have a date, and a customer
_PUBLIC = frozenset({"review", "post"})  # kinds whose authors are never the customers by name
_PACKAGES = ("duckdb", "prefect", "streamlit", "sentence-transformers", "spacy", "hdbscan")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its subject (a key of the wording's `doctor.subject`), its outcome, and a message for the user."""

    subject: str
    passed: bool
    message: str


def examine(workspace: Workspace) -> list[Check]:
    """Every check, in the order in which a person would fix what failed; without settings, those that need none."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    installed = [Check("python", True, platform.python_version()), Check("packages", True, packages)]
    try:
        settings = workspace.settings
    except VocpipeError as error:
        return [*installed, Check("settings", False, str(error))]
    return [
        *installed,
        *_check_access(workspace, settings),
        *_check_settings(workspace, settings),
        *_check_pulls(workspace, settings),
        *_check_intake(workspace, settings),
        *_check_snapshot(workspace, settings),
    ]


def _check_access(workspace: Workspace, settings: Settings) -> list[Check]:
    """Whether others on this machine can reach identities, and whether the audit is complete."""
    allowed = is_allowed(settings.privacy.allow_open_folder)
    access = [Check("access", allowed, problem) for problem in problems(workspace.private)]
    if not access:
        key = "closed" if has_modes(workspace.root) else "no_modes"
        access = [Check("access", True, tell(f"access.doctor.{key}", path=workspace.private))]
    inputs = workspace.root / "inputs"
    if inputs.is_dir() and is_open(inputs):
        access.append(Check("access", True, tell("access.doctor.open_inputs", path=inputs)))
    return [*access, _check_audit(workspace)]


def _check_audit(workspace: Workspace) -> Check:
    try:
        found = check_audit(workspace)
    except VocpipeError as error:
        return Check("audit", False, str(error))
    return Check("audit", not found.problem, found.problem or tell("access.audit.complete", n=found.n))


def _check_settings(workspace: Workspace, settings: Settings) -> list[Check]:
    languages = ", ".join(settings.workspace.languages)
    loaded = tell("doctor.settings", n_sources=len(settings.source), languages=languages)
    checks = [Check("settings", True, loaded)]
    checks += [Check("files", False, tell("doctor.no_file", path=path)) for path in unmatched(workspace, settings)]
    if settings.naming.command:
        checks.append(_check_namer(settings.naming.command[0]))
    return checks + [_check_model(model) for model in sorted(set(encoder_plan(settings.embed).models))]


def _check_pulls(workspace: Workspace, settings: Settings) -> list[Check]:
    """Whether each system that voices are pulled from answers, with the secret and the rights that it needs."""
    checks = [_check_pull(workspace, source) for source in pulled_sources(settings)]
    path = secrets_file(workspace)
    if checks and path.is_file() and is_open(path):
        checks.append(Check("pull", False, tell("pull.doctor.open_secrets", path=path)))
    return checks


def _check_pull(workspace: Workspace, source: SourceSettings) -> Check:
    try:
        probe(workspace, source)
    except VocpipeError as error:
        return Check("pull", False, str(error))
    return Check("pull", True, tell("pull.doctor.answers", source=source.name, vendor=source.pull))


def _check_intake(workspace: Workspace, settings: Settings) -> list[Check]:
    """Whether each source that is pulled, or of which something is expected, brings it."""
    told = [source for source in intake(workspace, settings) if source.trouble or source.values["expect"]]
    return [
        Check("intake", not source.trouble, source.line() or tell("intake.in_time", source=source.source))
        for source in told
    ]


def _check_model(model: str) -> Check:
    try:
        dimensions = encode(model, ["こんにちは"]).shape[1]
    except VocpipeError as error:
        return Check("model", False, str(error))
    return Check("model", True, tell("doctor.model", model=model, dimensions=dimensions))


def _check_namer(program: str) -> Check:
    installed = which(program) is not None
    return Check("naming", installed, tell(f"doctor.namer.{'found' if installed else 'missing'}", program=program))


def _check_snapshot(workspace: Workspace, settings: Settings) -> list[Check]:
    try:
        _, path, notice = ask_newest(workspace, read_through)
    except VocpipeError as error:
        return [Check("published", False, str(error))]
    if notice:
        return [Check("published", False, notice)]
    with open_snapshot(path) as connection:
        if is_older(connection, PUBLISHED):
            message = tell("doctor.old_snapshot", name=path.name, workspace=workspace.root)
            return [Check("published", False, message)]
        row = fetch_one(connection, "SELECT count(*) FROM feedback")
        sources = fetch(connection, statement("vocpipe", "doctor_sources.sql")).to_pylist()
    message = tell("doctor.snapshot", name=path.name, n=row[0] if row else 0)
    return [Check("published", True, message), *_check_sources(sources, settings)]


def _check_sources(sources: list[dict[str, Any]], settings: Settings) -> list[Check]:
    """Whether the feedback of every source can be dated, and matched to customers where its kind has any."""
    anonymous = {source.name for source in settings.source if source.anonymous}
    checks = []
    for source in sources:
        problems = []
        if source["n_dated"] < MIN_SHARE * source["n"]:
            problems.append(_problem("undated", source, "n_dated"))
        named = source["source"] not in anonymous and source["kind"] not in _PUBLIC
        if named and source["n_customers"] and source["n_matched"] < MIN_SHARE * source["n"]:
            problems.append(_problem("unmatched", source, "n_matched"))
        checks += [Check("sources", False, problem) for problem in problems]
        if not problems:
            checks.append(Check("sources", True, tell("doctor.source", **source)))
    return checks


def _problem(what: str, source: dict[str, Any], counted: str) -> str:
    """What is wrong with a source, and what to write into vocpipe.toml."""
    return tell(f"doctor.source_{what}", share=100 * source[counted] / source["n"], **source)
