"""A refresh pulls first, names what failed, and goes on with what there is."""

import gzip
import os
from pathlib import Path

import pytest
from prefect.blocks.system import Secret

from tests.flows import shop
from tests.pull import desk
from tests.pull.servers import SECRET, serving
from tests.pull.zendesk_server import Zendesk
from vocpipe.flows.secrets import block_name
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace


def found_in(folder: Path) -> list[str]:
    """The files in which the secret stands."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        found += [path.name] if SECRET.encode() in content else []
    return found


@pytest.mark.long
def test_a_refresh_pulls_first_and_names_what_failed(copied: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copied.root
    path = root / "vocpipe.toml"
    own, lost = f"sqlite:///{root / 'desk.sqlite'}", "sqlite:////nowhere/at/all.sqlite"
    monkeypatch.delenv("SOURCES__DESK__TOKEN", raising=False)
    Secret(value=SECRET).save(block_name("desk", "token"), overwrite=True)
    more = [desk.settings(own, desk.BY_CURSOR, "page_rows = 2"), desk.settings(lost, name="lost")]
    more.append('[[source]]\nname = "reviews"\npath = "inputs/reviews*.csv"\nexpect = "daily"\n')
    path.write_text("\n".join([path.read_text(encoding="utf-8"), *more]), encoding="utf-8")
    desk.run(root, "CREATE TABLE ticket (id, created_at, updated_at, customer_id, email, body, deleted_at)")
    for number in range(3):
        desk.put(root, f"t{number}", number, f"The search stops after {number} minutes")
    zendesk = Zendesk()
    zendesk.open(101, f"Here is what I see: {SECRET}")
    with serving(zendesk) as address:
        asked = '[[source]]\nname = "desk"\npull = "zendesk"\nsubdomain = "acme"\nemail = "reader@acme.example"'
        path.write_text(f'{path.read_text(encoding="utf-8")}\n{asked}\naddress = "{address}"\n', encoding="utf-8")
        report = shop.refresh(copied)
    assert "desk: 5 records on 2 pages" in report
    assert (SECRET in report, found_in(root), found_in(Path(os.environ["PREFECT_HOME"]))) == (False, [], [])
    assert "tickets: 3 records on 2 pages" in report
    assert "lost: the database does not answer" in report
    assert "## How sources come in" in report
    assert "reviews is late: every day something new should come, and nothing has come yet" in report
    told = shop.events("vocpipe.source.failing", "vocpipe.source.late")
    assert {(event["event"], event["resource"]["prefect.resource.name"]) for event in told} == {
        ("vocpipe.source.failing", "lost"),
        ("vocpipe.source.late", "reviews"),
    }
    states = shop.runs_of("pull")
    assert states == {"pull desk": "COMPLETED", "pull lost": "FAILED", "pull tickets": "COMPLETED"}
    with open_snapshot(newest(copied)) as connection:
        query = (
            "SELECT source, n_records, problem_en IS NULL, problem_ja IS NULL FROM source_state "
            "WHERE vendor IS NOT NULL ORDER BY source"
        )
        assert connection.execute(query).fetchall() == [
            *(("desk", 5, True, True), ("lost", 0, False, False), ("tickets", 3, True, True))
        ]
        query = "SELECT count(*) FROM feedback WHERE source = 'tickets'"
        assert connection.execute(query).fetchall() == [(3,)]
    again = shop.refresh(copied)
    assert "tickets: nothing new" in again
    assert "the secret token of desk" not in again  # it is in the block; its server has gone
    assert "desk: " in again or "for desk" in again
    assert "Nothing new." not in again  # that its server has gone is new
