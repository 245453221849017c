"""A small company with something to tell: a rising theme, customers at risk, actions, a source that is late."""

import json
from datetime import date, datetime

from tests.builders import add, add_customer, add_feedback, add_run, add_sentence, add_theme
from tests.store.shop import make_workspace
from vocpipe.inbox.actions import add_action
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish

# What no message may hold: the company's own ids, addresses, names and texts as they came.
PERSONAL = ("K-0815", "K-4711", "tanaka@shop.example", "Ichiro Tanaka", "田中一郎", "my number is 090-1234-5678")
RAW = "Hello, Ichiro Tanaka here, my number is 090-1234-5678, the PDF does not open"
MASKED = "Hello, [NAME] here, my number is [PHONE], the PDF does not open"
SETTINGS = '[workspace]\nlanguages = ["en", "ja"]\n'
ALL = '["alerts", "watches", "at_risk", "actions", "sources", "refresh"]'
EVENTS = 6  # a theme, a watch, two customers, an action, a source


def hook(what=ALL, name="team", *more):
    """The settings of a webhook."""
    return "\n".join(["[[notify]]", f'name = "{name}"', 'by = "webhook"', f"what = {what}", *more, ""])


def mail(port, what=ALL, *more, to='["boss@firm.example"]'):
    """The settings of mail."""
    smtp = f'smtp = {{ host = "127.0.0.1", port = {port}, security = "none", sender = "voc@firm.example" }}'
    return "\n".join(["[[notify]]", 'name = "post"', 'by = "mail"', f"to = {to}", smtp, f"what = {what}", *more, ""])


def make(root, *settings):
    """The workspace, published once."""
    workspace = make_workspace(root, "\n".join([SETTINGS, *settings]))
    with workspace.connect() as connection:
        add_theme(connection, "t_pdf", "Invoice PDF", "請求書のPDF")
        for number, (key, risk) in enumerate((("K-0815", 0.4), ("K-4711", 0.3)), 1):
            pseudonym = add_customer(connection, key, number, email=f"tanaka{number}@shop.example")
            feedback = add_feedback(connection, number, RAW, customer_ref=key, created_at=datetime(2026, 10, 1))
            sentence = add_sentence(connection, number, MASKED, feedback_id=feedback, theme="t_pdf")
            row = {"customer_id": pseudonym, "risk": risk, "rank": number, "quotes": [sentence]}
            add(connection, "customer_risk", **row, themes=["t_pdf"], signals=["silence"])
            alert(connection, f"a_{number}", "customer at risk", pseudonym)
            touch = "high" if number == 1 else "low"
            spell = {"segment_kind": "touch_model", "segment": touch, "valid_from": date(2026, 1, 1), "valid_to": None}
            add(connection, "customer_segment", customer_id=pseudonym, **spell)
        alert(connection, "a_pdf", "rising theme", "t_pdf", n_customers_recent=12)
        watch = {"watch_id": "e_1", "name": "田中一郎", "search": "Tanaka", "filters": "{}", "author": "mika"}
        add(connection, "watch", **watch, created_at=datetime(2026, 9, 1))
        alert(connection, "a_watch", "rising watch", "e_1", n_customers_recent=12)
        late = {"source": "reviews", "kind": "review", "state": "late", "last_on": date(2026, 9, 1)}
        add(connection, "source_state", **late, reason_en="Silent for 60 days.", reason_ja="60 日間届いていません。")
    publish_again(workspace)
    add_action(workspace, "t_pdf", "Ask Ichiro Tanaka", done_on=date(2026, 10, 1), owner="Ichiro Tanaka")
    return workspace


def alert(connection, alert_id, kind, subject, **evidence):
    """An alert in the private database."""
    words = {"reason_en": "It rose to 12 customers.", "reason_ja": "12 顧客に増えました。"}
    row = {"kind": kind, "subject": subject, "since": date(2026, 10, 5), "evidence": json.dumps(evidence)}
    add(connection, "alert", alert_id=alert_id, **row, **words)


def publish_again(workspace, number=1):
    """One more run, published."""
    with workspace.connect() as connection:
        add_run(connection, f"run-{number:03d}")
        publish(connection, workspace, workspace.settings, f"run-{number:03d}", PUBLISHED)
