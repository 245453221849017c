"""Each message comes exactly once over failures and kills: tried until it is confirmed, under one id."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from filelock import FileLock

from tests.notify import company
from tests.notify.receivers import CUT, HOLD, SECRET, mail_server, webhook
from vocpipe.errors import NotifyError
from vocpipe.inbox import outbox
from vocpipe.inbox.outbox import State, read_outbox
from vocpipe.notify import deliver as delivering
from vocpipe.notify import run
from vocpipe.notify.deliver import Patience

QUICK = Patience(first=0.01)
START = "from vocpipe.cli.main import main; main()"
URL = "NOTIFY__TEAM__URL"


class Killed(BaseException):
    """What stands for a kill: nothing that a run catches."""


@pytest.fixture
def workspace(tmp_path):
    return company.make(tmp_path / "shop", company.hook())


def tell(workspace, **options):
    return run.notify(workspace, workspace.settings, **{"patience": QUICK} | options)


def states(workspace):
    return [message.state for message in read_outbox(workspace)]


def test_a_webhook_that_answers_500_then_429_gets_the_message_once_and_not_before_it_wants(workspace, monkeypatch):
    with webhook("500", "429 1") as (receiver, url):
        monkeypatch.setenv(URL, url)
        (brought,) = tell(workspace)
        (again,) = tell(workspace) or [brought]
    assert (brought.sent, brought.waiting, brought.problem) == (1, 0, None)
    assert again is brought
    assert len(receiver.calls) == 3
    assert receiver.calls[2] - receiver.calls[1] >= 1
    (message,) = read_outbox(workspace)
    assert receiver.ids == [message.message_id]
    assert (message.state, message.attempts, message.content) == (State.sent, 3, "")


def test_mail_that_is_put_off_comes_once_to_each_recipient(tmp_path):
    with mail_server("451 greylisted", "421 busy") as (receiver, port):
        workspace = company.make(tmp_path / "shop", company.mail(port, to='["a@firm.example", "b@firm.example"]'))
        (brought,) = tell(workspace)
        assert tell(workspace) == []
    assert brought.sent == 2
    assert sorted(got.headers["To"] for got in receiver.got) == ["a@firm.example", "b@firm.example"]
    assert len(set(receiver.ids)) == 2
    assert receiver.ids == [f"{message.message_id}@firm.example" for message in read_outbox(workspace)]


@pytest.mark.parametrize(("trouble", "reason"), [("302", "302"), ("404", "404"), ("410", "410")])
def test_what_is_refused_is_not_sent_again_by_itself_but_when_somebody_wants_it(
    workspace, monkeypatch, trouble, reason
):
    with webhook(trouble) as (receiver, url):
        monkeypatch.setenv(URL, url)
        (brought,) = tell(workspace)
        assert reason in brought.problem
        assert tell(workspace) == []
        assert (receiver.got, states(workspace)) == ([], [State.failed])
        tell(workspace, again=True)
    assert (len(receiver.got), states(workspace)) == (1, [State.sent])


def test_a_receiver_that_wants_to_be_left_alone_for_long_is_asked_by_a_later_run(workspace, monkeypatch):
    with webhook("429 3600") as (receiver, url):
        monkeypatch.setenv(URL, url)
        (brought,) = tell(workspace)
        assert (brought.waiting, len(receiver.calls)) == (1, 1)
        tell(workspace)
        assert len(receiver.calls) == 1
        (message,) = read_outbox(workspace)
        monkeypatch.setattr(delivering, "_now", lambda: message.not_before + timedelta(seconds=1))
        tell(workspace)
    assert (len(receiver.got), states(workspace)) == (1, [State.sent])


def test_what_nobody_took_for_a_week_is_given_up_and_said_so(workspace, monkeypatch):
    monkeypatch.setenv(URL, "http://127.0.0.1:9/nobody")
    impatient = Patience(first=0.01, all=0.0)
    (brought,) = tell(workspace, patience=impatient)
    assert brought.waiting == 1
    (message,) = read_outbox(workspace)
    monkeypatch.setattr(delivering, "_now", lambda: message.created_at + delivering.GIVE_UP)
    (brought,) = tell(workspace, patience=impatient)
    assert (brought.ended, states(workspace)) == (1, [State.failed])


def test_a_message_that_was_cut_off_comes_again_under_the_same_id(workspace, monkeypatch):
    with webhook(CUT) as (receiver, url):
        monkeypatch.setenv(URL, url)
        tell(workspace)
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1
    assert receiver.got[0].body == receiver.got[1].body
    assert states(workspace) == [State.sent]


def test_mail_that_was_cut_off_after_its_content_has_the_same_id_again(tmp_path):
    with mail_server(CUT) as (receiver, port):
        tell(company.make(tmp_path / "shop", company.mail(port)))
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


def test_what_may_have_arrived_is_never_sent_again_where_the_settings_say_so(tmp_path, monkeypatch):
    workspace = company.make(tmp_path / "shop", company.hook(company.ALL, "team", 'when_unsure = "never"'))
    with webhook(CUT) as (receiver, url):
        monkeypatch.setenv(URL, url)
        (brought,) = tell(workspace)
        tell(workspace)
    assert (brought.ended, len(receiver.got), states(workspace)) == (1, 1, [State.unsure])


WRITES = ("put_message", "note_trying", "note_end")


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_before_or_after_any_note_loses_nothing_and_doubles_no_id(workspace, monkeypatch, write, after):
    module = run.compose.__globals__ if write == "put_message" else delivering.__dict__
    real = module[write]

    def killed(*arguments, **options):
        if after:
            real(*arguments, **options)
        raise Killed

    with webhook() as (receiver, url):
        monkeypatch.setenv(URL, url)
        with monkeypatch.context() as patch:
            patch.setitem(module, write, killed)
            with pytest.raises(Killed):
                tell(workspace)
        tell(workspace)
        tell(workspace)
    assert len(set(receiver.ids)) == 1
    assert receiver.got[-1].content["topics"] == ["alerts", "watches", "at_risk", "actions", "sources"]
    # Only between the confirmation and its note can a message come twice, and then under one id.
    assert len(receiver.ids) == (2 if (write, after) == ("note_end", False) else 1)
    assert states(workspace) == [State.sent]


def test_a_process_killed_while_the_receiver_holds_the_message_sends_it_again_under_its_id(workspace, monkeypatch):
    with webhook(HOLD) as (receiver, url):
        monkeypatch.setenv(URL, url)
        process = subprocess.Popen([sys.executable, "-c", START, "notify", "--workspace", str(workspace.root)])
        deadline = time.monotonic() + 120
        while not receiver.got and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert states(workspace) == [State.trying]
        (brought,) = tell(workspace)
    assert brought.sent == 1
    assert len(set(receiver.ids)) == 1
    assert states(workspace) == [State.sent]


def test_only_one_process_sends_at_a_time(workspace, monkeypatch):
    monkeypatch.setenv(URL, "http://127.0.0.1:9/nobody")
    with FileLock(workspace.private / "notify.lock"), pytest.raises(NotifyError, match="another process"):
        tell(workspace)
    assert states(workspace) == [State.waiting]


def test_a_missing_secret_is_named_with_its_place_and_the_message_waits_for_it(workspace, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    (brought,) = tell(workspace)
    assert (brought.waiting, states(workspace)) == (1, [State.waiting])
    assert URL in brought.problem
    assert "[notify.team]" in brought.problem
    secrets = workspace.root / ".dlt" / "secrets.toml"
    secrets.parent.mkdir()
    with webhook() as (receiver, url):
        secrets.write_text(f'[notify.team]\nurl = "{url}"\n', encoding="utf-8")
        tell(workspace)
    assert len(receiver.got) == 1


def test_an_address_that_others_can_read_along_is_refused_without_being_told(workspace, monkeypatch):
    monkeypatch.setenv(URL, f"http://hooks.firm.example/{SECRET}")
    (brought,) = tell(workspace)
    assert "https" in brought.problem
    assert SECRET not in brought.problem


def test_a_way_that_is_no_longer_in_the_settings_gets_nothing(workspace, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    tell(workspace)
    (workspace.root / "vocpipe.toml").write_text(company.SETTINGS + company.hook(name="other"), encoding="utf-8")
    assert [(one.name, one.ended, one.waiting) for one in tell(workspace)] == [("other", 0, 1), ("team", 1, 0)]
    assert states(workspace) == [State.dropped, State.waiting]


@pytest.mark.long
def test_twenty_kills_of_the_process_bring_each_event_to_each_way_once(tmp_path, monkeypatch):
    names = [f"way{number}" for number in range(8)]
    settings = [company.hook('["alerts"]', name) for name in names]
    workspace = company.make(tmp_path / "shop", *settings)
    command = [sys.executable, "-c", START, "notify", "--workspace", str(workspace.root)]
    with webhook(*["", "500", "", CUT] * 10) as (receiver, url):
        for name in names:
            monkeypatch.setenv(f"NOTIFY__{name.upper()}__URL", url)
        killed = 0
        for number in range(60):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=dict(os.environ))
            seen, deadline = len(receiver.calls), time.monotonic() + 120
            while process.poll() is None and len(receiver.calls) == seen and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(0.004 * (number % 5))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()
            if killed == 20:
                break
            with workspace.connect() as connection:  # something new for everybody
                company.alert(connection, f"a_more{number}", "new theme", "t_pdf", n_customers_recent=12)
            company.publish_again(workspace, number + 2)
        while any(state in (State.waiting, State.trying) for state in states(workspace)):
            assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode in (0, 1)
    assert killed == 20
    assert set(states(workspace)) == {State.sent}
    assert set(receiver.ids) == {message.message_id for message in read_outbox(workspace)}
    told = {name: outbox.told_events(workspace, name, "") for name in names}
    assert len({frozenset(events) for events in told.values()}) == 1
    assert sum(message.n_events for message in read_outbox(workspace)) == sum(map(len, told.values()))
