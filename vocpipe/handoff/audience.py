"""Audiences: who is at risk or mentioned a theme, with the reason, for a marketing tool or CRM.

Who belongs to one, and why, comes from the newest snapshot. Only the export looks up identities, and who may be written
to, in the private database: customers who opted out are never in a file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from vocpipe.errors import ExportError
from vocpipe.handoff.formats import Format, to_csv
from vocpipe.handoff.members import AT_RISK, TESTERS, load_members, load_permissions
from vocpipe.handoff.selection import Rules, select
from vocpipe.inbox.exports import Export, log_export
from vocpipe.store.files import write_private
from vocpipe.store.snapshot import open_newest
from vocpipe.store.tombstones import kept_key
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell

_LISTS = f"""
SELECT list, of_theme, any_value(theme.name), count(*)
FROM (SELECT *, CASE WHEN list = '{TESTERS}' THEN theme_id END AS of_theme FROM customer_list) AS listed
LEFT JOIN theme ON theme.theme_id = listed.of_theme
GROUP BY list, of_theme
ORDER BY list, count(*) DESC, of_theme
"""
_THEMES = (
    "SELECT 'theme:' || theme_id, coalesce(name, ''), n_customers FROM theme "
    "WHERE state = 'active' AND parent_id IS NULL AND n_customers > 0 ORDER BY n_customers DESC, theme_id"
)


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience that can be exported: what `--who` takes, its name and its size."""

    who: str
    name: str
    n_customers: int


def list_audiences(workspace: Workspace) -> list[Audience]:
    """The audiences of the newest snapshot: the customers at risk, the lists, then the themes, the largest first."""
    with open_newest(workspace) as published:
        at_risk = fetch_one(published, "SELECT count(*) FROM customer_risk")
        lists = published.execute(_LISTS).fetchall()
        themes = published.execute(_THEMES).fetchall()
    first = Audience(AT_RISK, tell("handoff.at_risk"), int(at_risk[0]) if at_risk else 0)
    return [first, *(_of_list(*row) for row in lists), *(Audience(*row) for row in themes)]


def _of_list(name: str, theme_id: str | None, theme: str | None, n_customers: int) -> Audience:
    title = tell(f"handoff.list.{name.replace('-', '_')}", theme=theme or "")
    return Audience(f"{name}:{theme_id}" if theme_id else name, title, n_customers)


def export_audience(
    workspace: Workspace,
    who: str,
    output: Format,
    path: Path,
    *,
    since: date | None = None,
    we_did: str | None = None,
    language: str | None = None,
    author: str | None = None,
    now: datetime | None = None,
) -> Export:
    """The entry in the log, after the audience `who` was written to `path`.

    who: "at-risk", "advocates", "lapsed", "upgrade-ready", or "theme:" or "testers:" and an id.

    With `we_did`, a message to the customers about what was done, only those who gave their consent are in the file.
    Contacts are recent as of `now` (UTC, no zone). Raises ExportError, in one line, if there is no such audience or the
    file can't be written.
    """
    settings, now = workspace.settings, now or datetime.now(UTC).replace(tzinfo=None)
    members, run_id = load_members(workspace, who, since)
    permissions = load_permissions(workspace, members, settings.handoff, now)
    rules = Rules(output, settings.handoff.contact_cap, language or settings.workspace.languages[0], we_did)
    selected = select(members, permissions, rules)
    content = to_csv(
        selected.rows,
        output,
        audience=who,
        salesforce_key=settings.handoff.salesforce_key,
        we_did=we_did is not None,
    )
    # The entry comes first: an export that is not in the log must not exist.
    export = log_export(
        workspace,
        who,
        output=output.value,
        run_id=run_id,
        n_rows=len(selected.rows),
        left_out=selected.left_out,
        path=path,
        members=_hashes(workspace, [row.customer_key for row in selected.rows]),
        author=author,
    )
    _write(path, content)
    return export


def file_in(path: Path, who: str, day: date) -> Path:
    """The file itself; in a folder the one named after the audience and the day, where a scheduled job finds it."""
    return path / f"{who.replace(':', '-')}_{day}.csv" if path.is_dir() else path


def _hashes(workspace: Workspace, keys: list[str]) -> set[str]:
    """What the log keeps of customers, so that their exports are found when they ask to be forgotten."""
    tombstones = kept_key(workspace)
    return {tombstones.hash_of("member", key) for key in keys}


def _write(path: Path, content: bytes) -> None:
    try:
        write_private(path, content)
    except OSError as error:
        raise ExportError(tell("error.export.unwritable", path=path, problem=error.strerror)) from error
