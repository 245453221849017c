"""What `vocpipe init` writes for the files that are there is what a refresh can read."""

from tests.flows import shop
from vocpipe.collect.guess import guess_settings
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace


def test_invitations_and_a_calendar_that_init_finds_are_refreshed(copied: Workspace) -> None:
    inputs = copied.root / "inputs"
    asked = "".join(f"c{n},2026/3/{n + 1} 9:00,{'済' if n < 9 else '未回答'}\n" for n in range(17))
    strangers = "".join(f"x{n},2026/3/1 9:00,未回答\n" for n in range(10))  # known from nowhere else
    (inputs / "アンケート招待_202603.csv").write_bytes(f"顧客ID,送信日時,回答状況\n{asked}{strangers}".encode("cp932"))
    (inputs / "releases.csv").write_text("date,release,type\n2026-03-15,app 5.2,release\n", encoding="utf-8")
    (copied.root / "vocpipe.toml").write_text(guess_settings(copied.root), encoding="utf-8")
    shop.refresh(copied)
    with open_snapshot(newest(copied)) as connection:
        rates = connection.execute(
            "SELECT n_invited, n_answered, n_customers FROM response_rate WHERE segment_kind = 'all'"
        ).fetchall()
        events = connection.execute("SELECT event_on::VARCHAR, name, kind FROM calendar_event").fetchall()
    assert rates == [(27, 9, 27)]
    assert events == [("2026-03-15", "app 5.2", "release")]
