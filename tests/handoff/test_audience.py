"""Audiences with identities: who is in the file, who is left out and why, and that it is logged."""

import csv
import io
from datetime import date, datetime

import pytest

from tests.builders import add, add_customer, add_feedback, add_run, add_sentence, add_theme
from tests.store.shop import make_workspace
from vocpipe.errors import ExportError, WorkspaceError
from vocpipe.handoff.audience import export_audience, file_in, list_audiences
from vocpipe.handoff.formats import Format
from vocpipe.handoff.steps import store_exports
from vocpipe.inbox.exports import read_exports
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import newest, open_snapshot

NOW = datetime(2026, 3, 31, 12)
THEME = "theme:t_pdf"


class Shop:
    """A workspace whose customers mentioned one theme, one sentence each."""

    def __init__(self, root):
        self.workspace = make_workspace(root)
        self.count = 0
        with self.workspace.connect() as connection:
            add_theme(connection, "t_pdf", "Invoice PDF", "請求書のPDF")

    def customer(self, key, email=None, *, text="It won't open.", at=datetime(2026, 3, 1), risk=None, **columns):
        self.count += 1
        number = self.count
        with self.workspace.connect() as connection:
            pseudonym = add_customer(connection, key, number, email=email, **columns)
            feedback = add_feedback(connection, number, text, created_at=at, customer_ref=key)
            sentence = add_sentence(connection, number, text, feedback_id=feedback, theme="t_pdf")
            if risk:
                row = {"customer_id": pseudonym, "risk": risk, "rank": number}
                add(connection, "customer_risk", **row, themes=["t_pdf"], signals=["silence"], quotes=[sentence])

    def contact(self, ref=None, email=None, at=None, consent=None, opted_out=None):
        who = {"customer_ref": ref, "customer_email": email}
        with self.workspace.connect() as connection:
            add(connection, "contact", **who, contacted_at=at, consent=consent, opted_out=opted_out)

    def publish(self):
        with self.workspace.connect() as connection:
            add_run(connection, "run-001")
            publish(connection, self.workspace, self.workspace.settings, "run-001", PUBLISHED)

    def export(self, who=THEME, output=Format.marketo, **options):
        path = self.workspace.root / "out.csv"
        export = export_audience(self.workspace, who, output, path, now=NOW, author="mika", **options)
        return export, path.read_bytes()

    def rows(self, **options):
        return list(csv.DictReader(io.StringIO(self.export(**options)[1].decode("utf-8-sig"))))


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path / "shop")


def test_a_customer_who_mentioned_a_theme_is_exported_with_the_reason(shop):
    shop.customer("K1", "a@x.jp")
    shop.customer("K2", "b@x.jp", at=datetime(2026, 1, 1))
    shop.publish()
    export, content = shop.export()
    assert content.startswith(b"email,vocpipeAudience,vocpipeReason,vocpipeThemes,vocpipeRisk,vocpipeQuote\r\n")
    assert [row["email"] for row in shop.rows()] == ["a@x.jp", "b@x.jp"]
    assert shop.rows()[0]["vocpipeReason"] == 'Mentioned "Invoice PDF" (1), last on 2026-03-01.'
    assert [row["email"] for row in shop.rows(since=date(2026, 2, 1))] == ["a@x.jp"]
    assert shop.rows(language="ja")[0]["vocpipeReason"].startswith("「請求書のPDF」に言及")
    assert (export.n_rows, export.n_left_out) == (2, 0)


def test_customers_at_risk_go_out_with_their_risk_and_quote_in_the_order_of_the_list(shop):
    shop.customer("K1", "a@x.jp", risk=0.31)
    shop.customer("K2", "b@x.jp", risk=0.12)
    shop.publish()
    (first, second) = shop.rows(who="at-risk", output=Format.hubspot)
    assert (first["Email"], first["VoC Risk"], first["VoC Reason"], first["VoC Themes"], first["VoC Quote"]) == (
        *("a@x.jp", "0.310", "Because.", "Invoice PDF"),
        "It won't open.",
    )
    assert second["Email"] == "b@x.jp"


@pytest.mark.parametrize(
    ("output", "begins"),
    [
        (Format.marketo, b"email,"),
        (Format.hubspot, b"\xef\xbb\xbfEmail,"),
        (Format.salesforce, b"Customer_Id__c,VoC_Audience__c,"),
    ],
)
def test_each_tool_gets_its_header_and_encoding(shop, output, begins):
    shop.customer("K1", "a@x.jp", text="開けません")
    shop.publish()
    _, content = shop.export(output=output)
    assert content.startswith(begins)
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert "開けません" in content.decode("utf-8-sig")


def test_salesforce_goes_by_the_companys_own_id_under_the_name_of_the_settings(shop):
    shop.customer("K1")
    path = shop.workspace.root / "vocpipe.toml"
    path.write_text(path.read_text() + '\n[handoff]\nsalesforce_key = "Nr__c"\n', encoding="utf-8")
    shop.publish()
    assert shop.rows(output=Format.salesforce)[0]["Nr__c"] == "K1"


def test_who_opted_out_is_never_in_a_file_whatever_says_so(shop):
    shop.customer("K1", "a@x.jp", opted_out=True)
    shop.customer("K2", "b@x.jp")
    shop.contact(email="b@x.jp", opted_out=True)
    shop.customer("K3", "c@x.jp")
    shop.contact(ref="K3", opted_out=True)
    shop.contact(ref="K3", opted_out=False)
    shop.customer("K4", "a@x.jp")  # the address of a customer who opted out
    shop.customer("K5", "e@x.jp", opted_out=False)
    shop.publish()
    export, content = shop.export()
    assert export.left_out == {"opted_out": 4}
    assert [row["email"] for row in shop.rows()] == ["e@x.jp"]
    assert not any(f"{who}@x.jp".encode() in content for who in "abc")


def test_if_consent_is_recorded_only_those_who_gave_it_are_in(shop):
    shop.customer("K1", "a@x.jp", consent=True)
    shop.customer("K2", "b@x.jp", consent=False)
    shop.customer("K3", "c@x.jp")
    shop.publish()
    assert [row["email"] for row in shop.rows()] == ["a@x.jp"]
    assert shop.export()[0].left_out == {"no_consent": 2}


def test_without_a_column_of_consent_nobody_is_taken_to_have_refused(shop):
    shop.customer("K1", "a@x.jp")
    shop.publish()
    assert len(shop.rows()) == 1


def test_you_said_we_did_goes_only_to_those_who_agreed(shop):
    shop.customer("K1", "a@x.jp")
    shop.publish()
    assert shop.rows(we_did="Invoices open again.") == []
    shop.contact(ref="K1", consent=True)
    (row,) = shop.rows(we_did="Invoices open again.")
    assert (row["vocpipeQuote"], row["vocpipeWeDid"]) == ("It won't open.", "Invoices open again.")


def test_a_customer_who_was_contacted_often_lately_is_left_out(shop):
    shop.customer("K1", "a@x.jp")
    shop.contact(ref="K1", at=datetime(2026, 3, 10))
    shop.contact(email="a@x.jp", at=datetime(2026, 3, 20))
    shop.customer("K2", "b@x.jp", last_contacted_on=date(2026, 3, 29))
    shop.contact(ref="K2", at=datetime(2026, 1, 10))
    shop.contact(ref="K2", at=datetime(2026, 4, 10))  # planned
    shop.publish()
    assert [row["email"] for row in shop.rows()] == ["b@x.jp"]
    assert shop.export()[0].left_out == {"too_many_contacts": 1}


def test_who_has_left_has_no_address_or_shares_one_is_left_out_and_counted(shop):
    shop.customer("K1", "a@x.jp", churned_at=date(2026, 3, 15))
    shop.customer("K2")
    shop.customer("K3", "c@x.jp")
    shop.customer("K4", "c@x.jp")
    shop.customer("K5", "=cmd@x.jp")
    shop.customer("K6", "f@x.jp", churned=True)  # on an unknown day
    shop.publish()
    export, _ = shop.export()
    assert export.left_out == {"no_customer": 2, "no_address": 2, "same_address": 1}
    assert export.n_left_out == 5


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_a_value_that_looks_like_a_formula_is_escaped(shop, text):
    shop.customer("K1", "a@x.jp", text=text)
    shop.publish()
    assert shop.rows()[0]["vocpipeQuote"] == "'" + text.strip()


def test_each_export_is_logged_and_published_without_identities(shop):
    shop.customer("K1", "a@x.jp")
    shop.customer("K2", opted_out=True)
    shop.publish()
    export, _ = shop.export()
    assert read_exports(shop.workspace) == [export]
    with shop.workspace.connect() as connection:
        assert store_exports(connection, read_exports(shop.workspace)) == 1
        assert store_exports(connection, read_exports(shop.workspace)) == 0
        publish(connection, shop.workspace, shop.workspace.settings, "run-002", PUBLISHED)
    with open_snapshot(newest(shop.workspace)) as published:
        rows = published.execute(
            "SELECT author, audience, format, run_id, n_rows, left_out FROM handoff_export"
        ).fetchall()
        logged = published.execute("SELECT handoff_export::VARCHAR FROM handoff_export").fetchall()[0][0]
    assert rows == [("mika", THEME, "marketo", "run-001", 1, '{"opted_out": 1}')]
    assert "a@x.jp" not in logged and "K1" not in logged


def test_the_audiences_are_listed(shop):
    shop.customer("K1", "a@x.jp", risk=0.3)
    shop.publish()
    assert [(item.who, item.name, item.n_customers) for item in list_audiences(shop.workspace)] == [
        ("at-risk", "customers at risk", 1),
        (THEME, "Invoice PDF", 1),
    ]


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("everybody", "vocpipe audience list lists"),
        ("theme:", "vocpipe audience list lists"),
        ("theme:t_none", "there is no theme 't_none'"),
        ("at-risk", "there is no list of customers at risk"),
    ],
)
def test_an_unknown_audience_is_refused_and_not_logged(shop, who, says):
    shop.customer("K1", "a@x.jp")
    shop.publish()
    with pytest.raises(ExportError, match=says):
        shop.export(who=who)
    assert read_exports(shop.workspace) == []


def test_without_a_snapshot_the_next_command_is_named(shop):
    with pytest.raises(WorkspaceError, match="vocpipe refresh"):
        shop.export()


def listed(shop, *keys, name="lapsed", theme=None):
    """Put customers on a list, in this order."""
    with shop.workspace.connect() as connection:
        for rank, key in enumerate(keys, start=1):
            (pseudonym,) = connection.execute(
                "SELECT customer_id FROM customer_number WHERE customer_key = ?", [key]
            ).fetchone()
            why = {"reason_en": "Lapsed.", "reason_ja": "離反しました。"}
            add(connection, "customer_list", list=name, customer_id=pseudonym, rank=rank, theme_id=theme, **why)


def test_a_list_goes_out_in_its_order_for_anything_and_obeys_opt_outs(shop):
    for number in (1, 2, 3):
        shop.customer(f"K{number}", f"{number}@x.jp", opted_out=number == 2)
    listed(shop, "K3", "K2", "K1")
    shop.publish()
    rows = shop.rows(who="lapsed", output=Format.generic)
    assert [(row["customer_id"], row["email"], row["reason"]) for row in rows] == [
        ("K3", "3@x.jp", "Lapsed."),
        ("K1", "1@x.jp", "Lapsed."),
    ]
    assert "lapsed" in {audience.who for audience in list_audiences(shop.workspace)}


def test_testers_have_a_list_for_each_theme_and_an_empty_list_says_why(shop):
    shop.customer("K1", "1@x.jp")
    listed(shop, "K1", name="testers", theme="t_pdf")
    with shop.workspace.connect() as connection:
        add(connection, "list_rule", list="advocates", reason_en="Nobody gave a 9.", reason_ja="いません。")
    shop.publish()
    assert [row["email"] for row in shop.rows(who="testers:t_pdf", output=Format.generic)] == ["1@x.jp"]
    with pytest.raises(ExportError, match="Nobody gave a 9"):
        shop.export(who="advocates")


def test_a_survey_counts_towards_the_cap_of_contacts(shop):
    shop.customer("K1", "1@x.jp")
    shop.customer("K2", "2@x.jp")
    shop.contact("K1", at=datetime(2026, 3, 20))
    with shop.workspace.connect() as connection:
        add(connection, "invitation", customer_ref="K1", sent_at=datetime(2026, 3, 25))
    shop.publish()
    export, _ = shop.export()
    assert (export.n_rows, export.left_out) == (1, {"too_many_contacts": 1})


def test_in_a_folder_a_file_is_named_after_the_audience_and_the_day(tmp_path):
    assert file_in(tmp_path, "testers:t_pdf", date(2026, 3, 1)) == tmp_path / "testers-t_pdf_2026-03-01.csv"
    assert file_in(tmp_path / "out.csv", "lapsed", date(2026, 3, 1)) == tmp_path / "out.csv"
