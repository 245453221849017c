"""What is told to whom: what is new, once, of the topics that were chosen, and nothing personal."""

from datetime import UTC, datetime, timedelta

from tests.notify import company
from tests.notify.receivers import SECRET, mail_server, webhook
from vocpipe.inbox.outbox import drop_words, note_refresh, read_outbox
from vocpipe.notify.compose import compose
from vocpipe.notify.run import after_refresh, notify, preview

NOW = datetime(2026, 11, 4, 3)  # a Wednesday, noon in Tokyo


def told(workspace, now=NOW):
    """The messages that are new, in the outbox from now on."""
    return [(message, document) for message, document in compose(workspace, workspace.settings, now)]


def headings(document):
    return [section.heading for section in document.sections]


def lines(document):
    return [line.text for section in document.sections for line in section.lines]


def test_each_recipient_is_told_of_each_thing_once_and_of_what_is_new_later(tmp_path):
    workspace = company.make(tmp_path / "shop", company.mail(25, to='["a@firm.example", "b@firm.example"]'))
    first = told(workspace)
    assert [message.recipient for message, _ in first] == ["a@firm.example", "b@firm.example"]
    assert {message.n_events for message, _ in first} == {company.EVENTS}
    assert told(workspace) == []
    with workspace.connect() as connection:
        company.alert(connection, "a_new", "falling theme", "t_pdf", n_customers_recent=9)
    company.publish_again(workspace, 2)
    ((message, document), _) = told(workspace)
    assert (message.topics, lines(document)) == (("alerts",), ["Mentioned less: Invoice PDF"])


def test_a_way_is_told_of_its_topics_segments_and_owners_alone(tmp_path):
    high = company.hook('["at_risk"]', "high", 'customers = { touch_model = ["high"] }')
    tech = company.hook('["at_risk"]', "tech", 'customers = { touch_model = ["tech"] }')
    mine = company.hook('["actions"]', "mine", 'owners = ["Suzuki"]')
    workspace = company.make(tmp_path / "shop", high, tech, mine)
    ((message, document),) = told(workspace)
    assert (message.name, message.n_events) == ("high", 1)
    assert headings(document) == ["1 customer newly at risk"]


def test_messages_are_in_the_language_of_the_way_and_lead_to_the_explorer(tmp_path):
    japanese = company.hook('["alerts", "actions"]', "ja", 'language = "ja"')
    workspace = company.make(tmp_path / "shop", '[app]\nurl = "https://voc.firm.example/"', japanese)
    ((_, document),) = told(workspace)
    assert headings(document) == ["1 テーマに変化", "1 件の施策に遅れか停滞"]
    assert document.sections[0].lines[0].text == "増加：請求書のPDF"
    assert document.sections[0].lines[0].url == "https://voc.firm.example/theme?theme=t_pdf&lang=ja"
    assert document.url == "https://voc.firm.example/?lang=ja"


def test_numbers_about_few_customers_are_left_out(tmp_path):
    workspace = company.make(tmp_path / "shop", company.hook('["alerts"]'))
    with workspace.connect() as connection:
        connection.execute("DELETE FROM alert WHERE alert_id = 'a_pdf'")
        company.alert(connection, "a_few", "rising theme", "t_pdf", n_customers_recent=4)
    company.publish_again(workspace, 2)
    ((_, document),) = told(workspace)
    assert document.sections[0].lines[0].detail.startswith("Since 5 Oct 2026. Few customers")


def test_what_is_allowed_is_shown_and_nothing_more(tmp_path):
    show = 'show = ["customers", "quotes", "titles"]'
    workspace = company.make(tmp_path / "shop", company.hook(company.ALL, "team", show))
    ((_, document),) = told(workspace)
    assert lines(document) == [
        *("Mentioned more: Invoice PDF", "Mentioned more: 田中一郎"),
        *("2 customers new on the list of customers at risk, 2 in all", "K-0815", "K-4711"),
        *("Ask Ichiro Tanaka", "reviews"),
    ]
    customer = document.sections[2].lines[1]
    assert "[NAME]" in customer.detail
    assert "090-1234" not in document.to_json()


def test_nothing_personal_and_no_secret_is_anywhere_in_what_is_sent_logged_or_published(tmp_path, monkeypatch):
    with webhook() as (receiver, url), mail_server() as (mailbox, port):
        monkeypatch.setenv("NOTIFY__TEAM__URL", url)
        everything = '["alerts", "watches", "at_risk", "actions", "sources", "refresh", "digest"]'
        workspace = company.make(tmp_path / "shop", company.hook(everything), company.mail(port, everything))
        brought = notify(workspace, workspace.settings)
    assert [one.sent for one in brought] == [2, 2]
    sent = [got.body.decode() + str(got.headers) + str(got.content) for got in (*receiver.got, *mailbox.got)]
    assert len(sent) == 4
    assert [word for word in company.PERSONAL for text in sent if word in text] == []
    log = "".join(str(message) for message in read_outbox(workspace))
    assert [word for word in (*company.PERSONAL, SECRET) if word in log] == []
    files = [path for path in workspace.root.rglob("*") if path.is_file()]
    holding = [path.name for path in files if SECRET.encode() in path.read_bytes()]
    assert (holding, [one.problem for one in brought]) == ([], [None, None])


def test_the_outbox_is_published_without_words_and_addresses(tmp_path):
    from vocpipe.handoff.notifications import STEP
    from vocpipe.step import Context
    from vocpipe.store.snapshot import newest, open_snapshot

    workspace = company.make(tmp_path / "shop", company.mail(9, '["alerts"]'))
    told(workspace)
    with workspace.connect() as connection:
        assert STEP.run(Context(connection, workspace, workspace.settings, "run-001")) == {}
    company.publish_again(workspace, 2)
    with open_snapshot(newest(workspace)) as connection:
        ((row),) = connection.execute(
            "SELECT name, way, recipient, topics, n_events, state FROM notification"
        ).fetchall()
    assert (row[:2], row[2][:2], row[3:]) == (("post", "mail"), "r_", (["alerts"], 1, "waiting"))


def test_a_digest_comes_once_a_week_on_its_day_or_the_first_run_after(tmp_path):
    workspace = company.make(tmp_path / "shop", company.hook('["digest"]', "team", 'digest_on = "tue"'))
    ((_, document),) = told(workspace)
    assert document.title == "Voices of customers: weekly digest, 3 Nov 2026"
    assert [figure.value for figure in document.figures] == ["–", "2", "2"]
    assert "too few" in document.figures[0].basis
    assert told(workspace, NOW + timedelta(days=5)) == []
    assert len(told(workspace, NOW + timedelta(days=6))) == 1


def test_quiet_hours_keep_a_message_until_they_are_over(tmp_path, monkeypatch):
    with webhook() as (receiver, url):
        monkeypatch.setenv("NOTIFY__TEAM__URL", url)
        quiet = 'quiet = { hours = "00:00-23:59", days = ["mon"] }'
        workspace = company.make(tmp_path / "shop", company.hook('["alerts"]', "team", quiet))
        (brought,) = notify(workspace, workspace.settings)
        assert (brought.waiting, receiver.got) == (1, [])
        path = workspace.root / "vocpipe.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(quiet, ""), encoding="utf-8")
        (brought,) = notify(workspace, workspace.settings)
    assert (brought.sent, len(receiver.got)) == (1, 1)


def test_a_refresh_that_fails_is_told_once_until_one_ends_well(tmp_path, monkeypatch):
    with webhook() as (receiver, url):
        monkeypatch.setenv("NOTIFY__TEAM__URL", url)
        workspace = company.make(tmp_path / "shop", company.hook('["refresh"]'))
        settings = workspace.settings
        assert after_refresh(workspace, settings, failed=False) == []
        assert after_refresh(workspace, settings, failed=True) == ["team: 1 sent, 0 waiting, 0 not sent"]
        assert after_refresh(workspace, settings, failed=True) == []
        after_refresh(workspace, settings, failed=False)
        after_refresh(workspace, settings, failed=True)
    assert [got.content["title"] for got in receiver.got] == ["The refresh fails"] * 2


def test_before_the_first_snapshot_a_failed_refresh_is_told_and_nothing_else(tmp_path):
    from tests.store.shop import make_workspace

    workspace = make_workspace(tmp_path / "new", company.SETTINGS + company.hook('["alerts", "refresh", "digest"]'))
    note_refresh(workspace, failed=True, now=NOW)
    ((message, _),) = told(workspace)
    assert message.topics == ("refresh",)


def test_a_preview_keeps_and_sends_nothing(tmp_path):
    workspace = company.make(tmp_path / "shop", company.hook())
    assert len(preview(workspace, workspace.settings)) == 1
    assert read_outbox(workspace) == []
    assert len(preview(workspace, workspace.settings)) == 1


def test_what_waits_when_somebody_is_forgotten_is_told_anew_from_what_is_published_then(tmp_path):
    workspace = company.make(tmp_path / "shop", company.hook('["alerts"]'))
    told(workspace)
    assert drop_words(workspace) == 1
    assert [message.content for message in read_outbox(workspace)] == [""]
    assert len(told(workspace)) == 1


def test_a_pull_that_fails_is_told_once_for_as_long_as_it_does(tmp_path):
    from vocpipe.store.raw import PullState, RawPages

    source = '[[source]]\nname = "desk"\npull = "zendesk"\nsubdomain = "acme"\nemail = "reader@acme.example"\n'
    workspace = company.make(tmp_path / "shop", source, company.hook('["sources"]'))
    told(workspace)
    failed = PullState(vendor="zendesk", reader="zendesk", problem=("It refuses.", "拒否されました。"))
    RawPages.of(workspace, "desk").keep(failed)
    ((_, document),) = told(workspace)
    assert [(line.text, line.detail) for line in document.sections[0].lines] == [("desk", "It refuses.")]
    assert told(workspace) == []


def test_a_source_that_is_later_than_the_settings_expect_is_told_once(tmp_path):
    source = '[[source]]\nname = "shop_reviews"\npath = "inputs/reviews*.csv"\nexpect = "daily"\n'
    workspace = company.make(tmp_path / "shop", source, company.hook('["sources"]'))
    ((_, document),) = told(workspace)
    lines = {line.text: line.detail for section in document.sections for line in section.lines}
    assert "every day" in lines["shop_reviews"]
    assert told(workspace) == []


def test_the_wall_clock_of_the_digest_is_that_of_the_workspace(tmp_path):
    workspace = company.make(tmp_path / "shop", company.hook('["digest"]'))
    sunday_in_utc = datetime(2026, 11, 8, 16, tzinfo=UTC).replace(tzinfo=None)  # Monday, one o'clock, in Tokyo
    ((_, document),) = told(workspace, sunday_in_utc)
    assert "9 Nov 2026" in document.title
