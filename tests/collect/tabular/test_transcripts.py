"""Cells that hold a whole conversation."""

import json
from collections import Counter

import pytest

from tests.collect.tabular.tables import cycle, days, ids, said
from vocpipe.records import Accepted

FORMS = [
    "[09:10] ボット：ご用件をどうぞ\n[09:11] お客様：{0}\n[09:12] 担当：確認いたします。\n[09:13] お客様：お願いします",
    "(9:10:01) Visitor 77: {0}\n(9:10:20) Agent Mika: Let me see.\n(9:11:00) Visitor 77: Any news?",
    "Customer: {0}<br>Support: Let me see.<br>Customer: Thanks",
    "Kunde: {0}\nMitarbeiter: Ich sehe nach.\nKunde: Danke",
]


def left_out(table):
    return [turn for row in table.outcomes if isinstance(row, Accepted) for turn in row.left_out]


@pytest.mark.parametrize("form", FORMS)
def test_only_the_customers_turns_of_a_conversation_in_a_cell_are_voices(read, form):
    talks = [form.format(text) for text in said()]
    table = read({"message_id": ids(), "started": days(), "transcript": talks}, "message")
    assert [part.text for part in table.feedback[::2]] == said()
    assert Counter(part.thread_id for part in table.feedback) == dict.fromkeys(ids(), 2)
    assert len({part.source_id for part in table.feedback}) == 24
    assert {part.created_at for part in table.feedback[:2]} == {table.feedback[0].created_at}
    assert not any("Let me see" in (part.text or "") or "確認" in (part.text or "") for part in table.feedback)
    assert len(left_out(table)) >= 12
    assert not table.says("company's replies")


def test_a_conversation_in_which_no_customer_speaks_is_left_out_with_the_reason(read):
    talks = [f"Visitor 1: {text}\nAgent Mika: Let me see." for text in said()]
    talks[3] = "Agent Mika: Hello?\nAgent Mika: I close this chat."
    table = read({"message_id": ids(), "started": days(), "transcript": talks}, "message")
    assert (len(table.feedback), table.left_out) == (11, ["an agent's words, not a customer's"])


def test_of_speakers_whom_nothing_shows_none_is_heard_and_the_setting_is_said(read):
    talks = [f"10:00 Aoki: {text}\n10:01 Baba: I see.\n10:02 Aoki: Good." for text in said()]
    columns = {"message_id": ids(), "started": days(), "transcript": talks}
    table = read(columns, "message")
    assert (len(table.feedback), len(table.left_out)) == (0, 12)
    assert table.says("speakers = ", "Aoki")
    table = read(columns, "message", speakers={"Aoki": "customer", "Baba": "agent"})
    assert len(table.feedback) == 24


def test_a_form_in_a_mail_is_no_conversation(read):
    mails = [f"Name: Mika\nProduct: Pro\nProblem: {text}\nUrgency: high" for text in said()]
    table = read({"ticket": ids(), "opened": days(), "body": mails}, "ticket")
    assert [part.text for part in table.feedback] == mails


def test_the_score_and_the_title_stay_with_a_conversation_of_agents_alone(read):
    talks = [f"Visitor: {text}\nAgent: Let me see." for text in said()]
    talks[0] = "Agent: Hello?\nAgent: Bye."
    columns = {"id": ids(), "date": days(), "csat": cycle(4, 2), "transcript": talks}
    first = read(columns, "message").feedback[0]
    assert (first.text, first.score) == (None, 4)


def test_a_conversation_without_an_id_is_a_thread_too(read):
    talks = [f"Visitor: {text}\nAgent: Let me see.\nVisitor: Thanks" for text in said()]
    threads = [part.thread_id for part in read({"started": days(), "transcript": talks}, "message").feedback]
    assert (len(set(threads)), None in threads) == (12, False)


def test_a_list_of_messages_in_a_cell_is_a_conversation(read):
    talks = [
        json.dumps([{"role": "user", "content": text}, {"role": "assistant", "content": "Let me see."}])
        for text in said()
    ]
    table = read({"chat_id": ids(), "started": days(), "messages": talks}, "message")
    assert ([part.text for part in table.feedback], len(left_out(table))) == (said(), 12)
