"""The form of a message in each way: signed as the standard says, escaped, and in both parts of a mail."""

import base64
import hmac
from datetime import datetime
from hashlib import sha256

from tests.notify import company
from tests.notify.receivers import mail_server, webhook
from vocpipe.inbox.outbox import Message
from vocpipe.notify.channels.payloads import of_slack, of_teams
from vocpipe.notify.document import Document, Figure, Line, Section, from_json
from vocpipe.notify.html import to_html
from vocpipe.notify.markdown import to_markdown
from vocpipe.notify.run import notify

KEY = "whsec_" + base64.b64encode(b"a key of twenty-four by").decode()
NASTY = "<!channel> *bold* [link](http://evil.example) <b>&"
LINES = [Line(NASTY, NASTY, "https://voc.firm.example/theme?theme=t_1&lang=en")]
DOCUMENT = Document(
    *("en", NASTY, "New:", [Section(NASTY, LINES * 30, "and 3 more")], "https://voc.firm.example/", "Open", NASTY),
    figures=[Figure("NPS", "+14", NASTY)],
)
MESSAGE = Message("m_1", "team", "slack", "", ("alerts",), 1, "", datetime(2026, 11, 4))


def test_the_signature_is_that_of_standard_webhooks_and_the_id_is_the_same_in_all_places(tmp_path, monkeypatch):
    with webhook() as (receiver, url):
        monkeypatch.setenv("NOTIFY__TEAM__URL", url)
        monkeypatch.setenv("NOTIFY__TEAM__SIGNING_KEY", KEY)
        workspace = company.make(tmp_path / "shop", company.hook('["alerts"]'))
        notify(workspace, workspace.settings)
    (got,) = receiver.got
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    expected = base64.b64encode(hmac.new(b"a key of twenty-four by", signed, sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{expected}"
    assert got.content["id"] == got.headers["webhook-id"] == got.headers["Idempotency-Key"]
    assert got.content["type"] == "vocpipe.news"
    assert got.content["sections"][0]["lines"][0]["text"] == "Mentioned more: Invoice PDF"


def test_mail_has_text_and_html_and_wants_no_automatic_answer(tmp_path):
    with mail_server() as (mailbox, port):
        workspace = company.make(tmp_path / "shop", company.mail(port, '["alerts"]', 'language = "ja"'))
        notify(workspace, workspace.settings)
    (got,) = mailbox.got
    assert got.headers["Subject"] == "1 テーマに変化"
    assert (got.headers["From"], got.headers["Auto-Submitted"]) == ("voc@firm.example", "auto-generated")
    assert "増加：請求書のPDF" in got.content["text/plain"]
    assert '<html lang="ja">' in got.content["text/html"]


def test_a_document_is_the_same_after_the_outbox():
    assert from_json(DOCUMENT.to_json()) == DOCUMENT


def test_slack_shows_marks_as_they_are_and_cuts_no_link():
    blocks = of_slack(MESSAGE, DOCUMENT)["blocks"]
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section" and "text" in block]
    assert not any("<!channel>" in text for text in texts)
    assert all(len(text) <= 3000 for text in texts)
    assert all(text.count("<") == text.count(">") for text in texts)


def test_teams_gets_an_adaptive_card_that_opens_the_explorer():
    (attachment,) = of_teams(MESSAGE, DOCUMENT)["attachments"]
    card = attachment["content"]
    assert (card["type"], card["actions"][0]["url"]) == ("AdaptiveCard", "https://voc.firm.example/")
    assert not any("[link](" in block.get("text", "") for block in card["body"])


def test_html_and_markdown_show_what_people_wrote_as_it_is():
    page, text = to_html(DOCUMENT), to_markdown(DOCUMENT)
    assert "<!channel>" not in page
    assert "<b>" not in page
    assert "[link](" not in text
    assert "http://" not in page.replace("http://evil.example", "")  # nothing is loaded
