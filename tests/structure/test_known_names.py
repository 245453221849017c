"""Firms, staff and customers' own names in texts: new and former names redo the texts that have them, and no others."""

import pytest

from tests import builders
from tests.structure.database import add, new_database, structure
from vocpipe.settings import PrivacySettings, Settings, WorkspaceSettings


@pytest.fixture
def connection():
    with new_database() as connection:
        yield connection


def customer(connection, key, **columns):
    connection.execute("DELETE FROM customer WHERE customer_key = ?", [key])
    builders.add(connection, "customer", customer_key=key, **columns)


def texts(connection):
    return dict(connection.execute("SELECT feedback_id, text FROM feedback_clean").fetchall())


def of(connection, feedback_id, key):
    connection.execute("UPDATE feedback_raw SET customer_ref = ? WHERE feedback_id = ?", [key, feedback_id])


def test_a_new_customers_firm_is_masked_in_everybodys_texts_and_only_those_are_redone(connection):
    add(connection, "a", "青葉商事さんでも使っているそうです。")
    add(connection, "b", "動作が遅いです。")
    structure(connection)
    assert texts(connection)["a"] == "青葉商事さんでも使っているそうです。"
    customer(connection, "k1", company="株式会社青葉商事")
    assert structure(connection)["feedback"] == 1
    assert texts(connection) == {"a": "[COMPANY]さんでも使っているそうです。", "b": "動作が遅いです。"}
    assert structure(connection)["feedback"] == 0
    connection.execute("DELETE FROM customer")
    assert structure(connection)["feedback"] == 1
    assert texts(connection)["a"] == "青葉商事さんでも使っているそうです。"


def test_what_is_known_of_a_customer_is_masked_in_its_own_texts_alone(connection):
    add(connection, "a", "Ask rkaur.dev about AB 1042.")
    add(connection, "b", "Ask rkaur.dev about AB 1042.")
    of(connection, "a", "AB-1042")
    customer(connection, "AB-1042", email="rkaur.dev@mill.example")
    structure(connection)
    assert texts(connection) == {
        "a": "Ask [HANDLE] about [ID].",
        "b": "Ask rkaur.dev about AB 1042.",
    }


def test_a_name_in_a_message_is_masked_in_the_others_of_its_thread(connection):
    add(connection, "a", "担当の鬼頭さんをお願いします。", thread_id="t1")
    add(connection, "b", "鬼頭の説明が不足。", thread_id="t2")
    structure(connection)
    add(connection, "c", "鬼頭、まだですか。", thread_id="t1")
    structure(connection)
    shown = texts(connection)
    assert shown["a"] == "担当の[NAME]さんをお願いします。"
    assert shown["c"] == "[NAME]、まだですか。"


def test_a_later_message_that_names_somebody_redoes_the_earlier_one(connection):
    add(connection, "a", "Call Brightwyn back?", thread_id="t1")
    structure(connection)
    assert "Brightwyn" in texts(connection)["a"]
    add(connection, "b", "I mean the agent called Brightwyn.", thread_id="t1")
    structure(connection)
    assert texts(connection) == {"a": "Call [NAME] back?", "b": "I mean the agent called [NAME]."}


@pytest.mark.parametrize(
    ("privacy", "masked"),
    [
        (PrivacySettings(mask=["鳳凰", "Bluebird"]), "[NAME]計画の[NAME]は[NAME]さんの案です。"),
        (PrivacySettings(leave=["高梨"]), "鳳凰計画のBluebirdは高梨さんの案です。"),
        (PrivacySettings(), "鳳凰計画のBluebirdは[NAME]さんの案です。"),
    ],
)
def test_words_of_the_settings_are_masked_or_left_and_changing_them_redoes_their_texts(connection, privacy, masked):
    add(connection, "a", "鳳凰計画のBluebirdは高梨さんの案です。")
    add(connection, "b", "動作が遅いです。")
    structure(connection)
    changed = structure(connection, Settings(privacy=privacy))["feedback"]
    assert texts(connection)["a"] == masked
    assert changed == (1 if privacy != PrivacySettings() else 0)


def test_staff_who_answered_are_masked_in_everybodys_texts(connection):
    add(connection, "a", "Quillon said it is free, says Tsumugi.")
    builders.add(connection, "ingest_reject", outcome="left out", speaker="Quillon (Support)")
    structure(connection, Settings(workspace=WorkspaceSettings(own_names=["Tsumugi"])))
    assert texts(connection)["a"] == "[NAME] said it is free, says Tsumugi."
